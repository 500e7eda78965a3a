// The pool in real threads: verdicts as in the page itself, and whatever kills or blocks a worker is left out by name, and nothing else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toContextData } from '../../lib/extension/judging/context-data';
import { createVerifyPool, type PoolOptions, type VerifyPool } from '../../lib/extension/judging/verify-pool';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';
import { createAuthority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';
import { buildThreads, type Threads } from './thread-worker';

const NOW = '2026-09-21T09:00:00Z';

let threads: Threads;
let samples: Uint8Array<ArrayBuffer>[];
let trust: Awaited<ReturnType<typeof createTrustStore>>;

beforeAll(async () => {
  threads = await buildThreads();
  const authority = await createAuthority();
  trust = await createTrustStore([authority.root.certificate.der]);
  const created = await createSampleSet({ authority, now: new Date('2026-09-21T08:00:00Z') });
  samples = created.map(({ bytes }) => bytes.slice() as Uint8Array<ArrayBuffer>);
});
afterAll(() => threads?.remove());

const withPool = async <T>(options: Partial<PoolOptions>, work: (pool: VerifyPool) => Promise<T>): Promise<T> => {
  const { createWorker } = threads;
  const pool = createVerifyPool({ createWorker, context: toContextData({ trust, now: NOW }), workers: 2, ...options });
  try {
    return await work(pool);
  } finally {
    pool.close();
  }
};

const verify = async (pool: VerifyPool, content: BlobPart) => {
  const judged = await pool.verify({ source: { blob: new Blob([content]) }, timestamps: [] });
  if (judged === null) return 'cancelled';
  return judged.ok ? judged.report.verdict : judged.problem;
};

const poison = (kind: string): string => `From: a@x.example\r\nX-Poison: ${kind}\r\n\r\nciao\r\n`;

describe('verification in workers', () => {
  it('says what verification in the page says, and gives the bytes back', async () => {
    await withPool({}, async (pool) => {
      for (const bytes of samples) {
        const judged = await pool.verify({ source: { blob: new Blob([bytes]) }, timestamps: [] });
        if (!judged?.ok) throw new Error('not judged');
        expect(judged.report).toEqual(await verifyMessage(bytes, { trust, now: NOW }));
        expect(Buffer.compare(judged.bytes, bytes)).toBe(0);
      }
    });
  });

  it('trusts nobody that the page does not', async () => {
    const context = toContextData({ trust: await createTrustStore(), now: NOW });
    const [first = new Uint8Array()] = samples;
    expect(await withPool({ context }, (pool) => verify(pool, first))).not.toBe('verified');
  });

  it('concludes nothing where the context cannot be read', async () => {
    const context = { ...toContextData({ trust, now: NOW }), added: [Uint8Array.of(1, 2, 3)] };
    const [first = new Uint8Array()] = samples;
    expect(await withPool({ context }, (pool) => verify(pool, first))).toBe('internal-error');
  });

  it('judges no empty file and no page', async () => {
    const told = withPool({}, (pool) => Promise.all([verify(pool, ''), verify(pool, '<!doctype html><title>Accedi</title>')]));
    expect(await told).toEqual(['not-a-message', 'not-a-message']);
  });
});

describe('a poisoned message', () => {
  const among = (content: string): BlobPart[] => {
    const good = Array.from({ length: 24 }, (_, index) => samples[index % 7] ?? new Uint8Array());
    return [...good.slice(0, 9), content, ...good.slice(9)];
  };

  it.each([
    ['throw', 'item-crashed', 60_000],
    ['exhaust', 'item-crashed', 60_000],
    ['hang', 'item-timed-out', 2500],
  ])('that makes its worker %s is %s, and every other is judged', async (kind, problem, timeLimitMs) => {
    const before = threads.count().started;
    const told = await withPool({ timeLimitMs }, (pool) => Promise.all(among(poison(kind)).map((content) => verify(pool, content))));
    expect(told.filter((verdict) => verdict === 'verified')).toHaveLength(24);
    expect(told[9]).toBe(problem);
    // Two to begin with, one after each of the two attempts: no more are ever sacrificed.
    expect(threads.count().started - before).toBeLessThanOrEqual(4);
  });

  it('of several each is told', async () => {
    const contents = [poison('throw'), samples[0] ?? '', poison('hang'), poison('throw'), samples[1] ?? ''];
    const told = await withPool({ timeLimitMs: 2500, workers: 1 }, (pool) => Promise.all(contents.map((content) => verify(pool, content))));
    expect(told).toEqual(['item-crashed', 'verified', 'item-timed-out', 'item-crashed', 'verified']);
  });
});

it('ends at once when it is closed, even while a worker hangs', async () => {
  const pool = createVerifyPool({ createWorker: threads.createWorker, context: toContextData({ trust, now: NOW }), workers: 2 });
  const told = Promise.all([poison('hang'), poison('hang'), ...samples].map((content) => verify(pool, content)));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const started = performance.now();
  pool.close();
  expect((await told).slice(0, 2)).toEqual(['cancelled', 'cancelled']);
  expect(performance.now() - started).toBeLessThan(200);
  expect(await verify(pool, samples[0] ?? '')).toBe('cancelled');
  await expect.poll(() => threads.count().running, { timeout: 5000 }).toBe(0);
});
