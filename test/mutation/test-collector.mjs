// Stands in for `vitest` in mutation runs: keeps the tests of all files as functions that can be run again and again in one process.
import { GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from '@vitest/expect';
import * as chai from 'chai';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = (value, message) => chai.expect(value, message);
Object.assign(expect, chai.expect);
globalThis[GLOBAL_EXPECT] ??= expect;
setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null, testPath: '' }, expect);

/** @type {{ id: string, run: () => unknown }[]} */
export const collected = [];

const names = [];

const collect = (name, run) => {
  const id = [...names, name].join(' > ');
  // Two of one name would count as one.
  const count = collected.filter((test) => test.id === id || test.id.startsWith(`${id} #`)).length;
  collected.push({ id: count === 0 ? id : `${id} #${count}`, run });
};

const bodyOf = (...rest) => rest.find((value) => typeof value === 'function');

const nameRow = (name, row) =>
  `${name} ${JSON.stringify(Array.isArray(row) ? row[0] : row, (_, value) => (typeof value === 'bigint' ? String(value) : value))?.slice(0, 80)}`;

const spread = (row) => (Array.isArray(row) ? row : [row]);

export const it = (name, ...rest) => collect(name, bodyOf(...rest));
it.each =
  (rows) =>
  (name, ...rest) => {
    for (const row of rows) collect(nameRow(name, row), () => bodyOf(...rest)(...spread(row)));
  };
it.runIf = (condition) => (condition ? it : () => {});
it.skipIf = (condition) => it.runIf(!condition);
export const test = it;

export const describe = (name, ...rest) => {
  names.push(name);
  try {
    bodyOf(...rest)();
  } finally {
    names.pop();
  }
};
describe.each =
  (rows) =>
  (name, ...rest) => {
    for (const row of rows) describe(nameRow(name, row), () => bodyOf(...rest)(...spread(row)));
  };
