// Time-stamps on their way through a copy: kept, given back, judged with again, merged into a ledger that has the message already.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { takeBackup } from '../../lib/extension/copies/take-backup';
import { createJudge } from '../../lib/extension/dropped/judge-file';
import { toJob } from '../../lib/extension/judging/verify-pool';
import { type Ledger, openLedger } from '../../lib/ledger/store';
import type { Report } from '../../lib/verify/report';
import { makeBackup } from '../backup/make-backup';
import { toResponse, toStampedData } from '../pki/create-timestamp';
import { NOW, outcomeOf, resultOf } from '../verify/bench';
import { message, stamp, trust } from '../verify/timestamps/bench';
import { installFakeExtension } from './fake-extension';
import { buildThreads, type Threads } from './thread-worker';

const context = { trust, now: NOW };
const EARLY = toResponse(stamp({ genTime: '20261001120000Z' }));
const LATE = toStampedData(message, [stamp({ genTime: '20261020120000Z' })]);

let threads: Threads;
beforeAll(async () => {
  threads = await buildThreads();
});
afterAll(() => threads?.remove());
beforeEach(async () => {
  installFakeExtension();
  await Dexie.delete('ledger');
});

const withLedger = async <T>(work: (ledger: Ledger) => Promise<T>): Promise<T> => {
  const ledger = openLedger();
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
};

/** As if the message were dropped with these files beside it. */
const drop = async (...stamps: Uint8Array[]): Promise<Report> => {
  const judge = createJudge({ createWorker: threads.createWorker, context, kind: 'real', workers: 1 });
  try {
    const told = await judge.judge({ name: 'a.eml', size: message.length, ...toJob(message, stamps) });
    if (!told?.report) throw new Error(told?.problem ?? 'nothing');
    return told.report;
  } finally {
    await judge.close();
  }
};

const take = async (bytes: Uint8Array<ArrayBuffer>, isTrial = false) => {
  const taken = await takeBackup({
    ...{ kind: 'real', file: new Blob([bytes]), passphrase: null, isTrial, createWorker: threads.createWorker, context, workers: 1 },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  });
  if (!taken.ok) throw new Error(taken.refusal);
  return taken.report;
};

const copy = (change: Partial<Ledger> = {}): Promise<Uint8Array<ArrayBuffer>> =>
  withLedger(async (ledger) => (await makeBackup({ ...ledger, ...change })).bytes);

const readState = () =>
  withLedger(async (ledger) => {
    const [hash = ''] = await ledger.listHashes(null, 1);
    const report = (await ledger.evidence(hash))?.report;
    const { findings } = await ledger.check(new AbortController().signal, () => undefined);
    const proven = report === undefined ? null : outcomeOf(report, 'timestamp');
    const time = report === undefined ? undefined : resultOf(report, 'timestamp').facts.timestampTime;
    return { proven, time, stamps: await ledger.stampsOf(hash), findings };
  });

it('a dropped time-stamp is kept and proves; one that comes later is added, and all are judged together', async () => {
  expect(outcomeOf(await drop(), 'timestamp')).toBe('timestamp.none');
  expect(outcomeOf(await drop(LATE), 'timestamp')).toBe('passed');
  expect(await readState()).toMatchObject({ proven: 'passed', time: '2026-10-20T12:00:00.000Z', findings: [] });
  const both = await drop(EARLY);
  expect(resultOf(both, 'timestamp').facts.timestampTime).toBe('2026-10-01T12:00:00.000Z');
  const again = await drop();
  expect(resultOf(again, 'timestamp').facts.timestampTime).toBe('2026-10-01T12:00:00.000Z');
  const state = await readState();
  expect(state).toMatchObject({ proven: 'passed', time: '2026-10-01T12:00:00.000Z', findings: [] });
  expect(state.stamps).toHaveLength(2);
  expect(await withLedger((ledger) => ledger.count())).toMatchObject({ count: 1, stamps: 2 });
});

it('an empty ledger gets them back out of a copy, and proves the same', async () => {
  await drop(EARLY, LATE);
  const before = await readState();
  const bytes = await copy();
  await Dexie.delete('ledger');
  expect(await take(bytes, true)).toMatchObject({ messages: 1, stamps: 2, freshStamps: 2, fresh: { verified: 1 }, damaged: 0 });
  expect(await withLedger((ledger) => ledger.count())).toMatchObject({ count: 0, stamps: 0 });
  expect(await take(bytes)).toMatchObject({ stamps: 2, freshStamps: 2 });
  expect(await readState()).toEqual(before);
});

it('a ledger that has the message gets the time-stamps that it lacks, and keeps its own', async () => {
  await drop(EARLY);
  const bytes = await copy();
  await Dexie.delete('ledger');
  await drop(LATE);
  expect(await take(bytes)).toMatchObject({ known: 1, fresh: { verified: 0 }, stamps: 1, freshStamps: 1 });
  expect(await readState()).toMatchObject({ time: '2026-10-01T12:00:00.000Z', stamps: { length: 2 }, findings: [] });
  expect(await take(bytes)).toMatchObject({ known: 1, freshStamps: 0 });
});

it('the time-stamp of a message that is damaged in the copy finds the one in the ledger', async () => {
  await drop(EARLY);
  const bytes = await copy();
  const at = new TextDecoder('latin1').decode(bytes).indexOf('evidence/') + 600;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await Dexie.delete('ledger');
  await drop();
  expect(await take(bytes)).toMatchObject({ messages: 0, damaged: 1, stamps: 1, freshStamps: 1, coveredSeq: null });
  expect(await readState()).toMatchObject({ proven: 'passed', findings: [] });
});

it('a copy that lacks one does not count, one that has all does', async () => {
  await drop();
  const before = await copy();
  await drop(EARLY);
  const lacking = await copy({ tokensOf: async () => [] });
  expect((await take(before, true)).coveredSeq).not.toBeNull();
  expect(await take(lacking, true)).toMatchObject({ damaged: 0, coveredSeq: null });
  expect((await take(await copy(), true)).coveredSeq).toBe(await withLedger(async (ledger) => (await ledger.census()).seq));
});

it('what was damaged on the disk is mended', async () => {
  await drop(EARLY);
  const bytes = await copy();
  const database = await new Dexie('ledger').open();
  await database
    .table('tokens')
    .toCollection()
    .modify({ bytes: new Uint8Array([1]) });
  database.close();
  expect((await readState()).findings).toMatchObject([{ what: 'token-altered' }]);
  expect(await take(bytes)).toMatchObject({ known: 1, freshStamps: 1 });
  expect((await readState()).findings).toEqual([]);
});
