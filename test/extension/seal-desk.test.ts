// The desk of seals: what is made is handed out, what comes back is judged before it is kept, and one thing is done at a time.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { withLedger, writeLedger } from '../../lib/extension/recording/with-ledger';
import { createSealDesk } from '../../lib/extension/seals/seal-desk';
import { parseSealFile } from '../../lib/ledger/seal/seal-file';
import type { SealActions, SealDesk } from '../../lib/seal-view';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { ANNA, accepted, delivered } from '../ledger/build-evidence';
import { toJudged } from '../ledger/to-judged';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { installFakeExtension } from './fake-extension';
import { type FakePage, installFakePage, until } from './fake-page';

let tsa: Tsa;
let trust: TrustStore;
let page: FakePage;
let desk: SealActions;
let shown: SealDesk | null;
let refreshed: number;

beforeAll(async () => {
  tsa = await issueTsa();
  trust = await createTrustStore([], [tsa.root.certificate.der]);
});

beforeEach(async () => {
  installFakeExtension();
  page = installFakePage();
  await Dexie.delete('ledger');
  for (const evidence of [accepted(), delivered(ANNA, 1)]) await writeLedger((ledger) => ledger.record(toJudged(evidence)));
  [shown, refreshed] = [null, 0];
  desk = createSealDesk({
    kind: 'real',
    readContext: async () => ({ trust, now: new Date().toISOString() }),
    show: (state) => {
      shown = state;
    },
    refresh: async () => {
      refreshed += 1;
    },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const isIdle = (): boolean => shown !== null && shown.rows !== null && shown.running === null;
const kept = async () => (await withLedger((ledger) => ledger.seals())).result;

const make = async (): Promise<{ id: string; file: Uint8Array }> => {
  desk.open();
  await until(isIdle);
  desk.make();
  await until(() => isIdle() && shown?.rows?.length === 1);
  const [seal] = await kept();
  return { id: seal?.id ?? '', file: seal?.file ?? new Uint8Array() };
};

const stamp = (of: Uint8Array): File => {
  const genTime = new Date().toISOString().replace(/[-:T]|\.\d+/g, '');
  return new File([createTimestamp({ tsa, of, genTime }) as BlobPart], 'sigillo.txt.tst');
};

it('hands out the file over everything that is there, and again when it is asked', async () => {
  const { id, file } = await make();
  expect(parseSealFile(file)).toMatchObject({ count: 2 });
  expect(shown).toMatchObject({ saved: page.saved[0]?.name, problem: null });
  desk.save(id);
  await until(() => isIdle() && page.saved.length === 2);
  for (const { blob } of page.saved) expect(new Uint8Array(await blob.arrayBuffer())).toEqual(file);
  expect(refreshed).toBeGreaterThan(0);
});

it('keeps nothing that is about another file', async () => {
  const { id, file } = await make();
  desk.answer(id, stamp(file.subarray(1)));
  await until(() => isIdle() && shown?.refused);
  expect(shown?.refused).toEqual({ name: 'sigillo.txt.tst', problem: 'wrong-imprint' });
  expect((await kept())[0]?.answers).toEqual([]);
  expect(shown?.rows?.[0]?.proven).toBeNull();
});

it('says before when it existed once its time-stamp came back', async () => {
  const { id, file } = await make();
  desk.answer(id, stamp(file));
  await until(() => isIdle() && shown?.rows?.[0]?.proven);
  expect(shown).toMatchObject({ refused: null, rows: [{ answers: [{ name: 'sigillo.txt.tst', status: 'proven' }] }] });
});

it('does not read what is larger than any time-stamp', async () => {
  const { id } = await make();
  desk.answer(id, new File([new Uint8Array(2_000_000)], 'film.tst'));
  await until(() => isIdle() && shown?.refused);
  expect(shown?.refused).toEqual({ name: 'film.tst', problem: 'limit-reached' });
});

it('does one thing at a time', async () => {
  desk.open();
  desk.make();
  await until(isIdle);
  expect(await kept()).toEqual([]);
});

it('is free as soon as it has told what came of it, however long the board takes', async () => {
  const { id, file } = await make();
  desk.answer(id, stamp(file.subarray(1)));
  await until(() => shown?.refused);
  expect(shown?.running).toBeNull();
  desk.answer(id, stamp(file));
  await until(() => shown?.rows?.[0]?.proven);
});

it('tells nothing any more after it was closed', async () => {
  desk.open();
  await until(isIdle);
  desk.make();
  desk.close();
  await until(async () => (await kept()).length === 1);
  expect(shown).toBeNull();
});
