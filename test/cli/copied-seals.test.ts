// Seals that a copy of a ledger carries: the command line uses them as the browser does that wrote it, octet by octet; what does not hold is not used.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { writeBackup } from '../../lib/backup/write-backup';
import { createBundle } from '../../lib/bundle/create-bundle';
import { readBundleSource } from '../../lib/extension/exports/bundle-source';
import { findShownSubject } from '../../lib/ledger/find-shown-subject';
import type { Seal, SealAnswer } from '../../lib/ledger/seal/seal';
import type { Ledger } from '../../lib/ledger/store';
import { toSha256Hex } from '../../lib/verify/bytes';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { type VerifyContext, verifyMessage } from '../../lib/verify/verify-message';
import { makeBackup, openEmpty } from '../backup/make-backup';
import { CHECK_PAGE, createSamples, NO_WATCH, NOW, prepare, unpack, wordingIn } from '../bundle/build-source';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { runTold, type Told } from './run-told';

vi.mock('../../lib/extension/exports/read-check-page', () => ({ readCheckPage: async () => CHECK_PAGE }));

const BEFORE = '2026-09-20T12:00:01.000Z';

let folder: string;
let ledger: Ledger;
let context: VerifyContext;
let tsa: Tsa;
let seal: Seal;
const at = (name: string): string => join(folder, name);
const trusting = (): string[] => ['--trust', at('root.pem'), '--tsa', at('tsa.pem')];

const toAnswer = async (of: Uint8Array, genTime: string): Promise<SealAnswer> => {
  const bytes = createTimestamp({ tsa, of, genTime });
  return { sha256: await toSha256Hex(bytes), name: 'marca.tst', bytes, addedAt: NOW };
};

const bundle = (out: string, ...paths: string[]): Promise<Told> =>
  runTold(['bundle', ...trusting(), '--lang', 'it', '--out', at(out), ...paths]);

const listSealFiles = async (name: string): Promise<string[]> =>
  [...(await unpack(new Uint8Array(await readFile(at(name))))).keys()].filter((file) => file.startsWith('sigilli/'));

/** As the ledger page makes it. */
const bundleInBrowser = async (): Promise<Uint8Array> => {
  const identifiers = (await ledger.messages(NOW)).map(({ identifier }) => identifier);
  const source = await readBundleSource(ledger, identifiers, context);
  const stream = createBundle(source, await prepare(source), { wording: wordingIn('it'), ...NO_WATCH });
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

const writeCopy = async (name: string, change: Partial<Parameters<typeof writeBackup>[0]> = {}): Promise<string> => {
  await writeFile(at(name), (await makeBackup({ ...ledger, ...change })).bytes);
  return at(name);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-copied-seals-'));
  tsa = await issueTsa();
  const { samples, rootDer, rootPem } = await createSamples();
  context = { trust: await createTrustStore([rootDer], [tsa.root.certificate.der]), now: NOW };
  await writeFile(at('root.pem'), rootPem);
  await writeFile(at('tsa.pem'), tsa.root.certificate.pem);
  ledger = openEmpty();
  for (const { bytes } of samples) {
    const report = await verifyMessage(bytes, context);
    await ledger.record({ bytes, report, origin: 'file', recordedAt: NOW, shownSubject: findShownSubject(bytes, report) });
  }
  const made = await ledger.makeSeal(NOW);
  if (made === null) throw new Error('nothing to seal');
  await ledger.answerSeal(made.id, await toAnswer(made.file, '20260920120000Z'));
  // Something else that came back: it proves nothing.
  await ledger.answerSeal(made.id, await toAnswer(Buffer.from('another file'), '20260919120000Z'));
  [seal = made] = await ledger.seals();
  await writeCopy('copia.tar');
});

afterAll(() => rm(folder, { recursive: true }));

describe('a bundle out of a copy', () => {
  it('is the one that the browser makes of the same ledger, with the way of each proof to the sealed root', async () => {
    expect(await bundle('copia.asice', at('copia.tar'))).toMatchObject({ code: expect.any(Number), err: '' });
    const made = await readFile(at('copia.asice'));
    expect(made.equals(await bundleInBrowser())).toBe(true);
    expect(await listSealFiles('copia.asice')).toHaveLength(3);
    const { out } = await runTold(['check', '--json', ...trusting(), at('copia.asice')]);
    const { seals, proofs } = JSON.parse(out) as { seals: { existedBefore: string; included: string[] }[]; proofs: unknown[] };
    expect(seals).toMatchObject([{ existedBefore: BEFORE, problem: null }]);
    expect(seals[0]?.included).toHaveLength(proofs.length);
  });

  it('holds a seal once that is also named, or lies in two copies', async () => {
    const hashes = await ledger.listHashes(null, 1000);
    await writeFile(at('sigillo.txt'), seal.file);
    await writeFile(at('sigillo.txt.impronte'), hashes.map((sha256) => `${sha256}\n`).join(''));
    await writeFile(at('sigillo.txt.tst'), seal.answers[0]?.bytes ?? '');
    await writeCopy('ancora.tar');
    await bundle('due.asice', '--seal', at('sigillo.txt'), at('copia.tar'), at('ancora.tar'));
    await bundle('una.asice', at('copia.tar'));
    expect((await readFile(at('due.asice'))).equals(await readFile(at('una.asice')))).toBe(true);
  });

  it('says nothing of a seal whose authority is not known', async () => {
    await runTold(['bundle', '--trust', at('root.pem'), '--out', at('ignota.asice'), at('copia.tar')]);
    expect(await listSealFiles('ignota.asice')).toEqual([]);
  });

  it('says nothing of a seal that is not what it was, and names that place of the copy', async () => {
    const altered = {
      ...seal,
      file: Buffer.from(
        Buffer.from(seal.file)
          .toString()
          .replace(/[0-9a-f]{64}/, 'a'.repeat(64)),
      ),
    };
    const path = await writeCopy('alterata.tar', { seals: async () => [altered] });
    const { code, out } = await bundle('alterata.asice', path);
    expect(code).toBe(1);
    expect(out).toContain(`${path}/seals ${seal.id}: `);
    expect(await listSealFiles('alterata.asice')).toEqual([]);
  });
});

it('a new seal over a copy is the one that the ledger makes: over what came back for earlier ones too', async () => {
  await runTold(['seal', ...trusting(), '--out', at('nuovo.txt'), at('copia.tar')]);
  const next = await ledger.makeSeal(NOW);
  expect(await readFile(at('nuovo.txt'), 'utf8')).toBe(Buffer.from(next?.file ?? []).toString());
  expect(next?.id).not.toBe(seal.id);
});
