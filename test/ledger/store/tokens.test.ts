// Time-stamp files beside evidence: kept with it in one transaction, once, for good, and not without end.
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import { LIMITS } from '../../../lib/verify/limits';
import type { CheckResult } from '../../../lib/verify/report';
import { ANNA, accepted, buildBareEvidence, delivered, NOW, toHash } from '../build-evidence';
import { toJudged } from '../to-judged';

const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const [ONE, TWO] = [toBytes('one'), toBytes('two')];
const ACCEPTED = toJudged(accepted());
const { sha256 } = ACCEPTED.report;

let indexedDB: IDBFactory;
let ledger: Ledger;
beforeEach(() => {
  indexedDB = new IDBFactory();
  ledger = openLedger({ name: 'test', indexedDB, IDBKeyRange });
});

const texts = async (hash = sha256): Promise<string[]> =>
  (await ledger.tokensOf(hash)).map((bytes) => new TextDecoder().decode(bytes)).sort();

it('are kept with their message, each once, and told of in the journal', async () => {
  await ledger.record({ ...ACCEPTED, timestamps: [ONE, TWO, ONE] });
  expect(await texts()).toEqual(['one', 'two']);
  expect(await ledger.stampsOf(sha256)).toEqual([toHash('one'), toHash('two')].sort());
  const entries = await ledger.journal(0, 10);
  expect(entries.map(({ event, subject }) => [event, subject.split(' ')[event === 'stamped' ? 1 : 0]])).toEqual([
    ['recorded', sha256],
    ['stamped', toHash('one')],
    ['stamped', toHash('two')],
  ]);
  expect(await ledger.count()).toMatchObject({ count: 1, stamps: 2, seq: 3 });
});

it('that come later are added, and what was there is not written again', async () => {
  await ledger.record(ACCEPTED);
  expect(await ledger.tokensOf(sha256)).toEqual([]);
  await ledger.record({ ...ACCEPTED, timestamps: [ONE] });
  await ledger.record({ ...ACCEPTED, timestamps: [ONE, TWO] });
  await ledger.record({ ...ACCEPTED, timestamps: [ONE, TWO] });
  expect(await texts()).toEqual(['one', 'two']);
  expect((await ledger.census()).seq).toBe(3);
});

it('are in no copy that was made before they came', async () => {
  await ledger.record(ACCEPTED);
  await ledger.markBackedUp(1, NOW);
  expect(await ledger.backedUpAtOf(sha256)).toBe(NOW);
  await ledger.record({ ...ACCEPTED, timestamps: [ONE] });
  expect(await ledger.backedUpAtOf(sha256)).toBeNull();
});

it('lie on the disk once, however many messages they are beside', async () => {
  const other = toJudged(delivered(ANNA));
  await Promise.all([ACCEPTED, other].map((one) => ledger.record({ ...one, timestamps: [ONE] })));
  expect([await texts(), await texts(other.report.sha256)]).toEqual([['one'], ['one']]);
  const raw = await new Dexie('test', { indexedDB, IDBKeyRange }).open();
  expect(await raw.table('tokens').count()).toBe(1);
  raw.close();
  expect((await ledger.count()).stamps).toBe(2);
  expect((await ledger.check(new AbortController().signal, () => undefined)).findings).toEqual([]);
});

it('that got lost show in the count, though all messages are there', async () => {
  await ledger.record({ ...ACCEPTED, timestamps: [ONE] });
  const raw = await new Dexie('test', { indexedDB, IDBKeyRange }).open();
  await raw.table('tokens').clear();
  raw.close();
  expect(await ledger.count()).toMatchObject({ count: 1, stamps: 0 });
  await ledger.acceptLoss(NOW);
  expect(await ledger.census()).toMatchObject({ count: 1, stamps: 0 });
});

it('beside an ordinary mail are nobody’s business', async () => {
  await ledger.record({ ...toJudged(buildBareEvidence('not-pec')), timestamps: [ONE] });
  expect(await ledger.count()).toMatchObject({ count: 0, stamps: 0, seq: 0 });
});

it('do not fill the disk without end, and the message itself is kept all the same', async () => {
  const many = Array.from({ length: LIMITS.keptTimestamps + 5 }, (_, index) => toBytes(`stamp ${index}`));
  await ledger.record({ ...ACCEPTED, timestamps: many });
  expect(await ledger.tokensOf(sha256)).toHaveLength(LIMITS.keptTimestamps);
  await ledger.record({ ...ACCEPTED, timestamps: [ONE] });
  expect((await ledger.count()).stamps).toBe(LIMITS.keptTimestamps);
});

it('once they proved something are not forgotten by a later look without them', async () => {
  const stamped: CheckResult = { check: 'timestamp', status: 'passed', facts: { existedBefore: NOW }, notes: [] };
  const none: CheckResult = { check: 'timestamp', status: 'undetermined', facts: {}, reason: 'timestamp.none' };
  const toReport = (check: CheckResult) => ({
    ...ACCEPTED.report,
    checks: [...ACCEPTED.report.checks.filter(({ check: id }) => id !== 'timestamp'), check],
  });
  await ledger.record({ ...ACCEPTED, report: toReport(stamped), timestamps: [ONE] });
  await ledger.record({ ...ACCEPTED, report: toReport(none), recordedAt: '2027-01-01T00:00:00.000Z' });
  expect((await ledger.evidence(sha256))?.report.checks).toContainEqual(stamped);
});
