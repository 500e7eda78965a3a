// A message and its time-stamp dropped together on the ledger page: one outcome, judged in a real worker with the time-stamp beside it, both kept.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createFileQueue, type FileProgress } from '../../lib/extension/dropped/file-queue';
import { createJudge } from '../../lib/extension/dropped/judge-file';
import { openLedger } from '../../lib/ledger/store';
import { NOW, outcomeOf } from '../verify/bench';
import { message, stamp, trust } from '../verify/timestamps/bench';
import { installFakeExtension } from './fake-extension';
import { buildThreads, type Threads } from './thread-worker';

let threads: Threads;

beforeAll(async () => {
  threads = await buildThreads();
});
afterAll(() => threads?.remove());

beforeEach(async () => {
  installFakeExtension();
  await Dexie.delete('ledger');
});

const toFile = (name: string, bytes: Uint8Array): File => new File([bytes as Uint8Array<ArrayBuffer>], name);

const drop = async (...files: File[]): Promise<{ told: string[]; progress: FileProgress | undefined }> => {
  const shown: FileProgress[] = [];
  const openJudge = async () => createJudge({ createWorker: threads.createWorker, context: { trust, now: NOW }, kind: 'real', workers: 1 });
  await createFileQueue({ openJudge, show: (progress) => shown.push(progress) }).add(files);
  const progress = shown.at(-1);
  const outcomes = progress?.outcomes ?? [];
  return {
    told: outcomes.map(
      ({ name, report, problem }) => `${name}: ${report ? `${report.verdict}, ${outcomeOf(report, 'timestamp')}` : problem}`,
    ),
    progress,
  };
};

const readKept = async (): Promise<string[]> => {
  const ledger = openLedger();
  try {
    const hashes = await ledger.listHashes(null, 10);
    const kept = await Promise.all(hashes.map((sha256) => ledger.evidence(sha256)));
    return kept.map((evidence) => (evidence ? outcomeOf(evidence.report, 'timestamp') : 'gone'));
  } finally {
    ledger.close();
  }
};

const MAIL = toFile('ricevuta.eml', message);

it.each([
  ['ricevuta.eml.tsr', [MAIL, toFile('ricevuta.eml.tsr', stamp())]],
  ['the time-stamp first', [toFile('ricevuta.eml.tsr', stamp()), MAIL]],
  ['the name without .eml', [MAIL, toFile('ricevuta.tst', stamp())]],
])('proves when the message existed: %s', async (_, files) => {
  const { told, progress } = await drop(...files);
  expect(told).toEqual(['ricevuta.eml: verified, passed']);
  expect(progress?.passedOver).toBe(0);
  expect(await readKept()).toEqual(['passed']);
});

it('proves nothing when it is of another message, or lies beside another name', async () => {
  const other = stamp({ of: new Uint8Array(9) });
  expect((await drop(MAIL, toFile('ricevuta.eml.tsr', other))).told).toEqual(['ricevuta.eml: verified, timestamp.wrong-imprint']);
  await Dexie.delete('ledger');
  const { told } = await drop(MAIL, toFile('altra.eml.tsr', stamp()));
  expect(told.filter((line) => line.startsWith('ricevuta.eml'))).toEqual(['ricevuta.eml: verified, timestamp.none']);
});

it('joins a message that was dropped before it', async () => {
  expect((await drop(MAIL)).told).toEqual(['ricevuta.eml: verified, timestamp.none']);
  expect((await drop(MAIL, toFile('ricevuta.eml.tsr', stamp()))).told).toEqual(['ricevuta.eml: verified, passed']);
  expect(await readKept()).toEqual(['passed']);
});
