// One container, three readers: the command line, a drop on the ledger page and verifica.html find the same in it, whatever was done to it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { BundleFindings } from '../../lib/bundle/bundle-findings';
import { toSealFiles } from '../../lib/bundle/seals';
import { toBundleAnswer } from '../../lib/bundle-answer';
import type { DroppedBundle } from '../../lib/bundle-view';
import { createBundleQueue } from '../../lib/extension/dropped/check-dropped-bundles';
import { type Authority, readAuthorities, toTrust } from '../../lib/verifica/authorities';
import { checkGiven } from '../../lib/verifica/check-given';
import { readGiven } from '../../lib/verifica/given';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import type { AuthorityUse } from '../../lib/view';
import { runTold } from '../cli/run-told';
import { installFakePage } from '../extension/fake-page';
import { type ArchiveFile, buildArchive } from '../intake/build-archive';
import { createSignature, issueSignatory } from '../pki/create-signature';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { authority as stranger } from '../verify/bench';
import { list } from '../verify/revocation/bench';
import { buildSeal } from './build-seal';
import { buildSource, createSamples, makeBundle, NO_WATCH, NOW, unpack } from './build-source';
import { type Change, copyOf, enlist, flip, MANIFEST, relist, repack, replaceIn, TOKEN } from './change-bundle';

const ACCEPTANCE = '01-accettazione.eml';

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-readers-'));
const at = (name: string): string => join(folder, name);

let files: Map<string, Buffer>;
let sealed: Map<string, Buffer>;
let signed: Map<string, Buffer>;
let forged: Buffer;
let tsa: Tsa;
let pem: Record<AuthorityUse, string>;

beforeAll(async () => {
  const { samples, rootDer, rootPem } = await createSamples();
  tsa = await issueTsa();
  pem = { pec: rootPem, timestamp: tsa.root.certificate.pem };
  writeFileSync(at('root.pem'), pem.pec);
  writeFileSync(at('tsa.pem'), pem.timestamp);
  const bytesOf = (group: string): Uint8Array[] => samples.filter((sample) => sample.group === group).map(({ bytes }) => bytes);
  const trust = await createTrustStore([rootDer], [tsa.root.certificate.der]);
  const built = await buildSource(bytesOf('notifica'), rootDer, { trust });
  const seal = await buildSeal({ tsa, sealed: built.messages.flat(), date: '2026-09-20', genTime: '20260920120000Z' });
  files = await unpack(await makeBundle(built));
  sealed = await unpack(await makeBundle({ ...built, readSeals: async (hashes) => toSealFiles([seal], hashes) }));
  const maria = await issueSignatory();
  const also = (of: Uint8Array) => [createSignature({ by: [maria], of, isAttached: true })];
  const own = { tsa, sealed: built.messages.flat(), date: '2026-09-20', genTime: '20260920120000Z' };
  const bySignature = await buildSeal({ ...own, isStamped: false, also });
  signed = await unpack(await makeBundle({ ...built, readSeals: async (hashes) => toSealFiles([bySignature], hashes) }));
  forged = Buffer.from(bytesOf('falsa')[0] ?? []);
});

beforeEach(() => void installFakePage());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
afterAll(() => rmSync(folder, { recursive: true }));

const readPem = async (use: AuthorityUse): Promise<readonly Authority[]> => {
  const read = await readAuthorities(new File([pem[use]], 'authority.pem'), use);
  return read.ok ? read.authorities : [];
};

const trustOfPage = async () => toTrust([...(await readPem('pec')), ...(await readPem('timestamp'))]);

const checkOnCommandLine = async (bytes: Uint8Array): Promise<{ code: number; findings: BundleFindings }> => {
  writeFileSync(at('given.asice'), bytes);
  const trusting = ['--trust', at('root.pem'), '--tsa', at('tsa.pem'), '--at', NOW];
  const { code, out, err } = await runTold(['check', '--json', ...trusting, at('given.asice')]);
  expect(err).toBe('');
  const { path, ...findings } = JSON.parse(out) as BundleFindings & { path: string };
  expect(path).toBe(at('given.asice'));
  return { code, findings };
};

const checkDropped = async (file: File): Promise<BundleFindings | null | undefined> => {
  let shown: readonly DroppedBundle[] = [];
  const readContext = async () => ({ trust: await trustOfPage(), revocation: [], now: NOW });
  const queue = createBundleQueue(readContext, (bundles) => {
    shown = bundles;
  });
  await queue.add([file]);
  expect(shown).toMatchObject([{ isBroken: false }]);
  return shown[0]?.findings;
};

const checkOnPage = async (file: File): Promise<BundleFindings> => {
  const given = await readGiven([file]);
  if (!given?.ok) throw new Error('not taken');
  return checkGiven(given.given, { trust: await trustOfPage(), now: NOW, ...NO_WATCH });
};

const toPlain = (findings: unknown): unknown => JSON.parse(JSON.stringify(findings));

const stamp = (of: Buffer | undefined): Buffer =>
  Buffer.from(createTimestamp({ tsa, of: of ?? Buffer.alloc(0), genTime: '20260920120000Z' }));

const change =
  (...changes: Change[]) =>
  async (): Promise<Uint8Array<ArrayBuffer>> => {
    const copy = copyOf(files);
    for (const step of changes) await step(copy);
    return repack(copy);
  };

const changeSealed =
  (step: Change, of = () => sealed) =>
  async (): Promise<Uint8Array<ArrayBuffer>> => {
    const copy = copyOf(of());
    await step(copy);
    return repack(copy);
  };

/** Written by no honest tool. */
const pack = (bend: (all: ArchiveFile[]) => readonly ArchiveFile[]) => async (): Promise<Uint8Array> =>
  buildArchive(bend([...files].map(([name, content]) => ({ name, content, stored: true }))));

const bytesOf = (text: string) => async (): Promise<Uint8Array> => Buffer.from(text);

const touch =
  (name: string): Change =>
  async (copy) => {
    const before = Buffer.from(copy.get(name) ?? '');
    flip(copy.get(name), before.indexOf('Si notifica') + 1);
    await relist(copy, name, before);
  };

const sealFile = (copy: Map<string, Buffer>, end: string): Buffer | undefined => [...copy].find(([name]) => name.endsWith(end))?.[1];

type Case = [what: string, expected: string, make: () => Promise<Uint8Array>];

const HOSTILE: Case[] = [
  ['no zip', 'refused archive-broken', bytesOf('no bundle')],
  ['nothing', 'refused archive-broken', bytesOf('')],
  ['cut off', 'refused archive-broken', async () => (await repack(files)).slice(0, 5000)],
  [
    'with its type second',
    'refused mimetype-not-first',
    pack(([type, proof, ...rest]) => [proof, type, ...rest].flatMap((file) => file ?? [])),
  ],
  ['that leaves its folder', 'refused archive-unsafe', pack((all) => [...all, { name: '../../evil.eml', content: 'x' }])],
  ['with a proof twice', 'refused archive-unsafe', pack((all) => [...all, { name: ACCEPTANCE, content: 'x' }])],
  ['that is a bomb', 'refused archive-bomb', pack((all) => [...all, { name: 'a.eml', content: Buffer.alloc(20 * 1024 * 1024) }])],
  [
    'with a password',
    'refused archive-encrypted',
    pack((all) => all.map((file) => (file.name === ACCEPTANCE ? { ...file, flags: 1 } : file))),
  ],
  ['with two manifests', 'refused several-manifests', change((copy) => void copy.set('META-INF/ASiCManifest002.xml', Buffer.from('<x/>')))],
  ['without its manifest', 'refused manifest-missing', change((copy) => void copy.delete(MANIFEST))],
  ['whose manifest leads outside', 'refused unsafe-name', change(replaceIn(MANIFEST, `URI="${ACCEPTANCE}"`, 'URI="../x.eml"'))],
  ['whose manifest is none', 'refused manifest-unreadable', change((copy) => void copy.set(MANIFEST, Buffer.from('{}')))],
];

const ALTERED: Case[] = [
  ['with another octet in a proof', 'altered changed', change((copy) => flip(copy.get(ACCEPTANCE), 20))],
  ['without a proof', 'altered removed', change((copy) => void copy.delete(ACCEPTANCE))],
  ['with a forged proof in addition', 'altered added', change((copy) => void copy.set('09.eml', forged))],
  [
    'with a damaged proof',
    'altered unreadable',
    pack((all) => all.map((file) => (file.name === ACCEPTANCE ? { ...file, claimedCrc: 1 } : file))),
  ],
  ['with another page', 'altered changed', change((copy) => flip(copy.get('verifica.html'), 20))],
  [
    'with a manifest that leaves a file out',
    'altered added',
    change(replaceIn(MANIFEST, /<asic:DataObjectReference URI="rapporto.html".*?<\/asic:DataObjectReference>/s, '')),
  ],
  ['whose sums say something else', 'altered changed', change((copy) => flip(copy.get('SHA256SUMS'), 3))],
];

const INTACT: Case[] = [
  ['as it was made', 'intact whole', change()],
  ['with a token', 'intact whole', change((copy) => void copy.set(TOKEN, stamp(copy.get(MANIFEST))))],
  ['with a token over another manifest', 'intact false', change((copy) => void copy.set(TOKEN, stamp(Buffer.from('another'))))],
  ['with a token that is none', 'intact open', change((copy) => void copy.set(TOKEN, Buffer.from('no token')))],
  [
    'with a proof that was touched, and lists that agree',
    'intact false',
    change(touch('02-avvenuta-consegna-cancelleria@pec.beta.example.eml')),
  ],
  ['with a forged proof on its lists', 'intact false', change((copy) => enlist(copy, '09.eml', forged))],
  ['with a list of somebody else', 'intact whole', change((copy) => enlist(copy, 'revoche/a.crl', Buffer.from(list())))],
  [
    'with an authority of somebody else',
    'intact whole',
    change((copy) => enlist(copy, 'certificati/b.pem', Buffer.from(stranger.root.certificate.pem))),
  ],
  ['under a seal', 'intact whole', changeSealed(() => undefined)],
  [
    'under a signed seal',
    'intact whole',
    changeSealed(
      () => undefined,
      () => signed,
    ),
  ],
  [
    'with another signature of the seal',
    'altered changed',
    changeSealed(
      (copy) => flip(sealFile(copy, '.p7m'), 80),
      () => signed,
    ),
  ],
  ['with ways that lead to no root', 'altered changed', changeSealed((copy) => flip(sealFile(copy, 'prove.txt'), 80))],
  ['with another token of the seal', 'altered changed', changeSealed((copy) => flip(sealFile(copy, 'sigillo.txt.tst'), 80))],
];

it.each([...HOSTILE, ...ALTERED, ...INTACT])('a container %s: %s', async (_, expected, make) => {
  const bytes = await make();
  const file = new File([new Uint8Array(bytes)], 'fascicolo.asice');
  const { code, findings } = await checkOnCommandLine(bytes);
  const answer = toBundleAnswer(findings);
  const detail = findings.verdict === 'altered' ? findings.files[0]?.status : (findings.refusal ?? answer);
  expect(`${findings.verdict} ${detail}`).toBe(expected);
  expect(code).toBe(answer === 'whole' ? 0 : 1);
  expect(toPlain(await checkDropped(file))).toEqual(findings);
  // The page has no other copy of itself to compare the one in the bundle with.
  const onPage = await checkOnPage(file);
  expect(toPlain(onPage)).toEqual({ ...findings, checkPage: 'absent' });
  expect(toBundleAnswer(onPage)).toBe(answer);
});

it('the seal in them was found, and what it covers', async () => {
  const { findings } = await checkOnCommandLine(await repack(sealed));
  expect(findings.seals).toMatchObject([{ existedBefore: '2026-09-20T12:00:01.000Z', problem: null }]);
  expect(findings.seals[0]?.included).toHaveLength(3);
});

it('who signed the seal in them was found, and no date', async () => {
  const { findings } = await checkOnCommandLine(await repack(signed));
  const signers = [{ subject: 'CN=Maria Bianchi', issuer: 'CN=Ente di Firma di Prova' }];
  expect(findings.seals).toMatchObject([{ existedBefore: null, signers, problem: null }]);
  expect(findings.seals[0]?.included).toHaveLength(3);
});
