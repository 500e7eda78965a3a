// A check of the whole ledger: whatever is changed behind its back is found and named, and nothing else.
import { Dexie, type Table } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Evidence } from '../../../lib/ledger/ledger-message';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import type { LedgerCheck } from '../../../lib/ledger/store/check-ledger';
import { ANNA, accepted, BRUNO, delivered, IDENTIFIER, NOW, toHash } from '../build-evidence';
import { toJudged } from '../to-judged';

const PIECES = [accepted(), delivered(ANNA), delivered(BRUNO, 2)].map((one) => toJudged(one));
const [FIRST = '', SECOND = ''] = PIECES.map(({ report }) => report.sha256);

const STAMP = new TextEncoder().encode('a time-stamp');
const TOKEN = toHash('a time-stamp');

let indexedDB: IDBFactory;
let ledger: Ledger;
beforeEach(async () => {
  indexedDB = new IDBFactory();
  ledger = openLedger({ name: 'test', indexedDB, IDBKeyRange });
  for (const one of PIECES) await ledger.record(one);
  await ledger.record({ ...(PIECES[2] as (typeof PIECES)[number]), timestamps: [STAMP] });
});

const check = (signal = new AbortController().signal): Promise<LedgerCheck> => ledger.check(signal, () => undefined);

const change = async (table: string, work: (rows: Table) => PromiseLike<unknown>): Promise<void> => {
  const raw = await new Dexie('test', { indexedDB, IDBKeyRange }).open();
  await work(raw.table(table));
  raw.close();
};

it('finds nothing wrong with what was recorded, judged anew and noted', async () => {
  await ledger.record(toJudged(accepted({ validUntil: '2029-01-01T00:00:00Z' }), '2026-10-01T00:00:00Z'));
  await ledger.annotate(IDENTIFIER, { tags: ['gara'], note: '' }, NOW);
  await ledger.markBackedUp(3, NOW);
  expect(await check()).toEqual({ checked: PIECES.length, findings: [] });
});

describe('finds', () => {
  it.each<[string, string, (rows: Table) => PromiseLike<unknown>, string, string]>([
    ['bytes that were changed', 'bytes', (rows) => rows.update(FIRST, { bytes: new Uint8Array([1]) }), 'bytes-altered', FIRST],
    ['bytes that are gone', 'bytes', (rows) => rows.delete(FIRST), 'bytes-missing', FIRST],
    [
      'a verdict that was painted over',
      'evidence',
      (rows) => rows.update(FIRST, { 'evidence.report.verdict': 'failed' }),
      'report-altered',
      FIRST,
    ],
    [
      'a time that was moved',
      'evidence',
      (rows) => rows.update(SECOND, { 'evidence.report.certified.time': '2020-01-01T00:00:00+01:00' }),
      'report-altered',
      SECOND,
    ],
    ['a time-stamp that was changed', 'tokens', (rows) => rows.update(TOKEN, { bytes: new Uint8Array([1]) }), 'token-altered', TOKEN],
    ['a time-stamp that is gone', 'tokens', (rows) => rows.delete(TOKEN), 'token-missing', TOKEN],
    ['a time-stamp that was put beside another message', 'tokens', (rows) => rows.update(TOKEN, { of: [FIRST] }), 'token-unknown', TOKEN],
    ['the message that it was taken from', 'tokens', (rows) => rows.update(TOKEN, { of: [FIRST] }), 'token-missing', TOKEN],
    ['evidence that is gone', 'evidence', (rows) => rows.delete(SECOND), 'evidence-missing', SECOND],
    ['an entry that was changed', 'journal', (rows) => rows.update(2, { at: '2020-01-01T00:00:00Z' }), 'journal-broken', '2'],
    ['an entry that is gone', 'journal', (rows) => rows.delete(2), 'journal-broken', '2'],
    ['a journal that was cut at its end', 'journal', (rows) => rows.delete(4), 'journal-cut', '4'],
  ])('%s', async (_, table, work, what, subject) => {
    await change(table, work);
    expect((await check()).findings).toContainEqual({ what, subject });
  });

  it('evidence that was slipped in', async () => {
    const forged = toJudged(accepted({ facts: { identifier: 'forged' } })).report;
    const evidence: Evidence = { sha256: forged.sha256, report: forged, size: 1, origin: 'webmail', recordedAt: NOW, shownSubject: null };
    await change('evidence', (rows) => rows.add({ sha256: forged.sha256, identifier: 'forged', seq: 1, evidence }));
    const { findings } = await check();
    expect(findings).toContainEqual({ what: 'evidence-unknown', subject: forged.sha256 });
  });
});

describe.each(['backup', 'file', 'webmail'] as const)('the same message out of a %s', (origin) => {
  it('mends a damaged time-stamp', async () => {
    await change('tokens', (rows) => rows.update(TOKEN, { bytes: new Uint8Array([1]) }));
    await ledger.record({ ...(PIECES[2] as (typeof PIECES)[number]), timestamps: [STAMP], origin });
    expect((await check()).findings).toEqual([]);
  });

  it('mends damaged bytes', async () => {
    await change('bytes', (rows) => rows.update(FIRST, { bytes: new Uint8Array([1]) }));
    await ledger.record({ ...(PIECES[0] as (typeof PIECES)[number]), origin });
    expect((await check()).findings).toEqual([]);
  });
});

it('can be cancelled, and then says nothing of what it did not look at', async () => {
  const life = new AbortController();
  life.abort();
  expect(await check(life.signal)).toEqual({ checked: 0, findings: [] });
});
