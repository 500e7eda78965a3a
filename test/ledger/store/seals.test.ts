// Seals in the ledger: over everything that is there, the same on every machine, told of in the journal, found when altered.
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Seal } from '../../../lib/ledger/seal/seal';
import { parseSealFile } from '../../../lib/ledger/seal/seal-file';
import { listSealed } from '../../../lib/ledger/seal/sealed-list';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import { ANNA, accepted, BRUNO, delivered, NOW, toHash } from '../build-evidence';
import { toJudged } from '../to-judged';

const { signal } = new AbortController();
const pieces = [accepted(), delivered(ANNA), delivered(BRUNO, 2), accepted({ facts: { identifier: 'second' } })].map((one) =>
  toJudged(one),
);

let indexedDB: IDBFactory;
let ledger: Ledger;
beforeEach(async () => {
  indexedDB = new IDBFactory();
  ledger = openLedger({ name: 'test', indexedDB, IDBKeyRange });
  for (const piece of pieces) await ledger.record(piece);
});

const make = async (from = ledger, now = NOW): Promise<Seal> => {
  const seal = await from.makeSeal(now);
  if (seal === null) throw new Error('nothing to seal');
  return seal;
};

const toAnswer = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return { sha256: toHash(text), name: 'sigillo.txt.tst', bytes, addedAt: NOW };
};

const check = async () => (await ledger.check(signal, () => undefined)).findings;

it('is over every piece of evidence, and the same for the same content recorded in another order elsewhere', async () => {
  const seal = await make();
  expect(parseSealFile(seal.file)).toMatchObject({ date: NOW.slice(0, 10), count: 4 });
  const list = await ledger.sealListOf(seal.id);
  expect(list && listSealed(list)).toEqual(await ledger.listHashes(null, 10));
  const other = openLedger({ name: 'other', indexedDB: new IDBFactory(), IDBKeyRange });
  for (const piece of pieces.toReversed()) await other.record(piece, '2026-10-10T10:00:00Z');
  expect((await make(other)).file).toEqual(seal.file);
});

it('of an empty ledger is none, and one that changes nothing is not made twice', async () => {
  expect(await openLedger({ name: 'none', indexedDB, IDBKeyRange }).makeSeal(NOW)).toBeNull();
  const { seq } = await ledger.census();
  expect((await make()).id).toBe((await make()).id);
  expect((await ledger.census()).seq).toBe(seq + 1);
  expect(await ledger.seals()).toHaveLength(1);
});

it('is over the time-stamps beside messages too', async () => {
  const token = new TextEncoder().encode('a token');
  await ledger.record({ ...toJudged(accepted()), timestamps: [token] });
  const seal = await make();
  const list = await ledger.sealListOf(seal.id);
  expect(list && listSealed(list)).toEqual([...(await ledger.listHashes(null, 10)), toHash('a token')].sort());
});

it('keeps what came back once, and the next one is over that too', async () => {
  const seal = await make();
  await ledger.answerSeal(seal.id, toAnswer('token'));
  await ledger.answerSeal(seal.id, toAnswer('token'));
  await ledger.answerSeal('unknown', toAnswer('token'));
  expect((await ledger.seals()).map(({ answers }) => answers.length)).toEqual([1]);
  const next = await make();
  const list = await ledger.sealListOf(next.id);
  expect(list && listSealed(list)).toEqual([...(await ledger.listHashes(null, 10)), toHash('token')].sort());
  expect((await ledger.journal(pieces.length, 10)).map(({ event }) => event)).toEqual(['sealed', 'seal-answered', 'sealed']);
  expect(await check()).toEqual([]);
});

describe('the check of the whole ledger', () => {
  const alter = async (table: string, change: (row: Record<string, unknown>) => unknown): Promise<void> => {
    const database = await new Dexie('test', { indexedDB, IDBKeyRange }).open();
    for (const row of await database.table(table).toArray()) await database.table(table).put(change(row));
    database.close();
  };

  it.each([
    ['an altered file', 'seals', (row: object) => ({ ...row, file: new TextEncoder().encode('x') })],
    ['an answer that is gone', 'seals', (row: object) => ({ ...row, answers: [] })],
    ['an altered answer', 'seals', (row: object) => ({ ...row, answers: [{ ...toAnswer('token'), bytes: new Uint8Array(3) }] })],
    ['a list that lost a file', 'sealLists', (row: { list: Uint8Array }) => ({ ...row, list: row.list.slice(32) })],
  ])('finds %s', async (_, table, change) => {
    const { id } = await make();
    await ledger.answerSeal(id, toAnswer('token'));
    await alter(table, change as (row: Record<string, unknown>) => unknown);
    expect(await check()).toEqual([{ what: 'seal-altered', subject: id }]);
  });

  it('finds a seal that is gone', async () => {
    const { id } = await make();
    const database = await new Dexie('test', { indexedDB, IDBKeyRange }).open();
    await database.table('seals').clear();
    database.close();
    expect(await check()).toEqual([{ what: 'seal-missing', subject: id }]);
  });
});

describe('out of a copy', () => {
  it('it is taken with what came back, once, and not when it is not whole', async () => {
    const seal = { ...(await make()), answers: [toAnswer('token')] };
    const list = (await ledger.sealListOf(seal.id)) as Uint8Array;
    const other = openLedger({ name: 'other', indexedDB, IDBKeyRange });
    expect(await other.restoreSeal({ ...seal, id: toHash('x') }, list, NOW)).toBe(false);
    expect(await other.restoreSeal(seal, list.slice(32), NOW)).toBe(false);
    expect(await other.restoreSeal({ ...seal, file: list }, list, NOW)).toBe(false);
    expect(await other.seals()).toEqual([]);
    expect(await other.restoreSeal(seal, list, NOW)).toBe(true);
    expect(await other.restoreSeal(seal, list, NOW)).toBe(true);
    expect(await other.seals()).toEqual([seal]);
    expect((await other.check(signal, () => undefined)).findings).toEqual([]);
  });
});

describe('the next certificate to end', () => {
  it('is found among what is not covered', async () => {
    await ledger.record(toJudged(accepted({ facts: { identifier: 'early' }, validUntil: '2026-12-20T10:00:00.000Z', salt: 'early' })));
    const find = (from: string, to: string, isCovered = (_: string) => false) => ledger.findUncovered(from, to, isCovered);
    expect(await find('2026-12-01', '2027-01-30T10:00:00Z')).toBe('2026-12-20');
    expect(await find('2026-12-21', '2027-01-30')).toBeNull();
    expect(await find('2026-12-01', '2028-12-01')).toBe('2026-12-20');
    expect(await find('2026-12-21', '2028-12-01')).toBe('2028-03-01');
    expect(await find('2026-12-01', '2028-12-01', () => true)).toBeNull();
  });
});
