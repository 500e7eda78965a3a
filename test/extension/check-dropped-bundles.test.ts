// Bundles among what was dropped: each is checked by itself, what is broken off concludes nothing, and other files are no matter of it.
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { DroppedBundle } from '../../lib/bundle-view';
import { createBundleQueue, joinQueues } from '../../lib/extension/dropped/check-dropped-bundles';
import type { FileQueue } from '../../lib/extension/dropped/file-queue';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import type { VerifyContext } from '../../lib/verify/verify-message';
import { buildSource, createSamples, makeBundle, NOW } from '../bundle/build-source';
import { installFakePage } from './fake-page';

let trust: TrustStore;
let good: File;
let shown: readonly DroppedBundle[];
let queue: FileQueue;
let readContext: () => Promise<VerifyContext>;

beforeAll(async () => {
  const { samples, rootDer } = await createSamples();
  trust = await createTrustStore([rootDer]);
  const own = samples.filter(({ group }) => group === 'notifica').map(({ bytes }) => bytes);
  good = new File([await makeBundle(await buildSource(own, rootDer))], 'buono.asice');
});

beforeEach(() => {
  installFakePage();
  shown = [];
  readContext = async () => ({ trust, now: NOW });
  queue = createBundleQueue(
    () => readContext(),
    (bundles) => {
      shown = bundles;
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const told = () => shown.map(({ name, findings, isBroken }) => [name, findings?.verdict ?? null, isBroken]);

it('are checked one after the other, and what is none is passed over', async () => {
  const bad = new File(['no bundle'], 'falso.ASICE');
  await queue.add([good, new File(['From: x'], 'posta.eml'), bad]);
  expect(told()).toEqual([
    ['buono.asice', 'intact', false],
    ['falso.ASICE', 'refused', false],
  ]);
  expect(shown[0]?.findings).toMatchObject({ report: 'agrees', sums: 'agrees', checkPage: 'agrees' });
});

it('take the place of what was dropped before, and join what is still being checked', async () => {
  const first = queue.add([good]);
  const second = queue.add([new File(['x'], 'altro.asice')]);
  await Promise.all([first, second]);
  expect(told().map(([name]) => name)).toEqual(['buono.asice', 'altro.asice']);
  await queue.add([good]);
  expect(told().map(([name]) => name)).toEqual(['buono.asice']);
});

it('of which nothing could be judged say so, and never that they are whole', async () => {
  readContext = () => Promise.reject(new Error('no trust data'));
  await queue.add([good]);
  expect(told()).toEqual([['buono.asice', null, true]]);
});

it('that were cancelled conclude nothing, whatever comes of the work later', async () => {
  let go = (): void => undefined;
  readContext = () =>
    new Promise((resolve) => {
      go = () => resolve({ trust, now: NOW });
    });
  const work = queue.add([good]);
  await vi.waitFor(() => expect(shown).toHaveLength(1));
  queue.cancel();
  expect(told()).toEqual([['buono.asice', null, true]]);
  go();
  await work;
  expect(told()).toEqual([['buono.asice', null, true]]);
});

it('are also taken in like every other file', async () => {
  const given: unknown[] = [];
  const cancelled: string[] = [];
  const files: FileQueue = { add: async (items) => void given.push(...items), cancel: () => void cancelled.push('files') };
  const both = joinQueues(files, queue);
  await both.add([good]);
  both.cancel();
  expect([given, cancelled, told()]).toEqual([[good], ['files'], [['buono.asice', 'intact', false]]]);
});
