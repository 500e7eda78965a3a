// One found message: verified in a real worker, recorded in the page; whatever goes wrong is told beside the verdict.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createJudge, type Judge, type JudgeOptions } from '../../lib/extension/dropped/judge-file';
import type { FoundMessage } from '../../lib/intake/found';
import * as store from '../../lib/ledger/store';
import { StorageFull } from '../../lib/ledger/store/storage-full';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { createAuthority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';
import { installFakeExtension } from './fake-extension';
import { buildThreads, type Threads } from './thread-worker';

vi.mock('../../lib/ledger/store', { spy: true });

const FAKE = 'X-Ricevuta: accettazione\r\nFrom: posta-certificata@pec.x.example\r\n\r\nciao\r\n';

const toFound = (name: string, content: BlobPart = 'From: a@posta.example\r\n\r\nciao\r\n'): FoundMessage => {
  const blob = new Blob([content]);
  return { name, source: { blob }, size: blob.size, timestamps: [] };
};
let threads: Threads;
let samples: FoundMessage[];
let trust: Awaited<ReturnType<typeof createTrustStore>>;

beforeAll(async () => {
  threads = await buildThreads();
  const authority = await createAuthority();
  trust = await createTrustStore([authority.root.certificate.der]);
  const created = await createSampleSet({ authority, now: new Date('2026-09-21T08:00:00Z') });
  samples = created.map(({ name, bytes }) => toFound(`${name}.eml`, bytes.slice() as Uint8Array<ArrayBuffer>));
});
afterAll(() => threads?.remove());

beforeEach(async () => {
  installFakeExtension();
  await Dexie.delete('ledger');
  await Dexie.delete('ceralacca-examples');
});

const withJudge = async <T>(work: (judge: Judge) => Promise<T>, options: Partial<JudgeOptions> = {}): Promise<T> => {
  const context = { trust, now: '2026-09-21T09:00:00Z' };
  const judge = createJudge({ createWorker: threads.createWorker, context, kind: 'real', workers: 2, ...options });
  try {
    return await work(judge);
  } finally {
    await judge.close();
  }
};

const countEvidence = async (name = 'ledger'): Promise<number> => {
  const ledger = store.openLedger({ name });
  try {
    return (await ledger.census()).count;
  } finally {
    ledger.close();
  }
};

describe('one message', () => {
  it.each([
    ['not-a-message', () => toFound('empty.eml', '')],
    ['not-a-message', () => toFound('page.eml', '<!doctype html><title>Accedi</title>')],
    ['not-a-message', () => toFound('archive.eml', 'PK\u0003\u0004 From: x')],
  ])('%s', async (problem, toBad) => {
    const bad = toBad();
    expect(await withJudge((judge) => judge.judge(bad))).toEqual({ name: bad.name, report: null, problem });
  });

  it('ordinary mail is told as such and not kept', async () => {
    const told = await withJudge((judge) => judge.judge(toFound('a.eml')));
    expect(told).toMatchObject({ name: 'a.eml', report: { verdict: 'not-pec' }, problem: null });
    expect(await countEvidence()).toBe(0);
  });

  it('a full disk is told beside the verdict', async () => {
    const real = store.openLedger();
    vi.mocked(store.openLedger).mockReturnValueOnce({ ...real, keep: () => Promise.reject(new StorageFull('full')) });
    const told = await withJudge((judge) => judge.judge(toFound('fake.eml', FAKE)));
    expect(told).toMatchObject({ report: { verdict: 'failed' }, problem: 'storage-full' });
  });

  it('a worker that dies takes nothing else with it', async () => {
    const poison = toFound('poison.eml', 'From: a@x.example\r\nX-Poison: throw\r\n\r\nciao\r\n');
    const told = await withJudge((judge) => Promise.all([samples[0], poison, samples[1]].map((one) => judge.judge(one as FoundMessage))));
    expect(told.map((one) => one?.problem ?? one?.report?.verdict)).toEqual(['verified', 'item-crashed', 'verified']);
    expect(await countEvidence()).toBe(2);
  });
});

describe('many messages', () => {
  it('are recorded, and the canary knows of all of them in the end', async () => {
    const told = await withJudge((judge) => Promise.all(samples.map((one) => judge.judge(one))));
    expect(told.map((one) => one?.problem)).toEqual(samples.map(() => null));
    expect(await countEvidence()).toBe(samples.length);
    expect(await fakeBrowser.storage.local.get('canary')).toMatchObject({ canary: { count: samples.length } });
  });

  it('are judged once more without harm', async () => {
    for (let turn = 0; turn < 2; turn++) await withJudge((judge) => Promise.all(samples.map((one) => judge.judge(one))));
    expect(await countEvidence()).toBe(samples.length);
  });

  it('lose nothing that was told as recorded when they are cancelled', async () => {
    const many = Array.from({ length: 10 }, () => samples).flat();
    const told = await withJudge(async (judge) => {
      const outcomes = many.map((one) => judge.judge(one));
      await outcomes[3];
      judge.cancel();
      return Promise.all(outcomes);
    });
    expect(told).toContain(null);
    const recorded = new Set(told.flatMap((one) => (one?.report ? [one.report.sha256] : [])));
    expect(recorded.size).toBeGreaterThan(0);
    expect(await countEvidence()).toBe(recorded.size);
  });

  it('are told of a ledger that was lost before', async () => {
    await fakeBrowser.storage.local.set({ canary: { count: 5, head: 'x', fedAt: '' } });
    const told = await withJudge((judge) => judge.judge(samples[0] as FoundMessage));
    expect(told?.problem).toBe('ledger-lost');
  });

  it('as examples never reach the real ledger, nor its canary', async () => {
    const told = await withJudge((judge) => judge.judge(samples[0] as FoundMessage), { kind: 'examples' });
    expect(told).toMatchObject({ report: { verdict: 'verified' }, problem: null });
    expect([await countEvidence(), await countEvidence('ceralacca-examples')]).toEqual([0, 1]);
    expect(await fakeBrowser.storage.local.get('canary')).toEqual({});
  });
});
