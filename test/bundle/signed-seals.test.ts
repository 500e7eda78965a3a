// A signature over a seal in a bundle: it goes in with the ways of the proofs, tells who and never when, and openssl checks it by the line beside it.
import { beforeAll, describe, expect, it } from 'vitest';
import { toSealSources } from '../../lib/bundle/seal-sources';
import { judgeSeals, type NamedFile, type SealSource, toSealedProofs, toSealFiles } from '../../lib/bundle/seals';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { createSignature, issueSignatory, type Signatory, type SignatureOptions } from '../pki/create-signature';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { buildSeal, type SealOptions } from './build-seal';
import { type Built, buildSource, createSamples, makeBundle, unpack } from './build-source';
import { followInstructions } from './follow-instructions';

const NOW = Date.parse('2026-11-29T10:00:00Z');
const MARIA = { subject: 'CN=Maria Bianchi', issuer: 'CN=Ente di Firma di Prova' };
const LUCA = { ...MARIA, subject: 'CN=Luca Neri' };
const BEFORE = '2026-09-20T12:00:01.000Z';

let [tsa, trust, maria, luca, built] = [] as unknown as [Tsa, TrustStore, Signatory, Signatory, Built];

beforeAll(async () => {
  [tsa, maria, luca] = await Promise.all([issueTsa(), issueSignatory(), issueSignatory('Luca Neri')]);
  const { samples, rootDer } = await createSamples();
  trust = await createTrustStore([rootDer], [tsa.root.certificate.der]);
  const own = samples.filter(({ group }) => group === 'notifica').map(({ bytes }) => bytes);
  built = await buildSource(own, rootDer, { trust });
});

const sign =
  (...all: Partial<SignatureOptions>[]) =>
  (of: Uint8Array): Uint8Array[] =>
    all.map((options) => createSignature({ by: [maria], of, ...options }));
const stampedValue = { stamp: (of: Uint8Array) => [createTimestamp({ tsa, of, genTime: '20260920120000Z' })] };

/** As a ledger hands it over: judged first. */
const toSource = async (options: Partial<SealOptions>, store = trust): Promise<SealSource | undefined> => {
  const source = await buildSeal({ tsa, sealed: built.messages.flat(), date: '2026-09-20', genTime: '20260920120000Z', ...options });
  const [handed] = await toSealSources([source.seal], async () => source.list, store, NOW);
  return handed;
};

const fill = async (options: Partial<SealOptions>): Promise<NamedFile[]> => {
  const source = await toSource(options);
  return source ? toSealFiles([source], built.messages.flat()) : [];
};

const judge = (files: readonly NamedFile[], store = trust) => judgeSeals(files, built.messages.flat(), store, NOW);
const namesOf = (files: readonly NamedFile[]): string[] => files.map(({ name }) => name.replace(/.*\//, ''));
const unstamped = (...all: Partial<SignatureOptions>[]): Partial<SealOptions> => ({ isStamped: false, also: sign(...all) });

describe('in a bundle', () => {
  it('it lies beside the seal, alone or with its time-stamp, and a second one bears a number', async () => {
    expect(namesOf(await fill(unstamped({ isAttached: true })))).toEqual(['prove.txt', 'sigillo.txt', 'sigillo.txt.p7m']);
    const files = await fill({ also: sign({}, { by: [luca] }, { isAttached: true }) });
    const answers = ['sigillo.txt.2.p7s', 'sigillo.txt.p7m', 'sigillo.txt.p7s', 'sigillo.txt.tst'];
    expect(namesOf(files)).toEqual(['prove.txt', 'sigillo.txt', ...answers]);
    expect(await fill({ also: (file) => sign({ isAttached: true }, { by: [luca] }, {})(file) })).toEqual(files);
  });

  it.each([
    ['over another file', (): Partial<SealOptions> => ({ isStamped: false, also: () => sign({})(new Uint8Array(3)) })],
    ['that is weak', () => unstamped({ digest: 'sha1' })],
    ['that is not bound to its certificate', () => unstamped({ signingCertificate: null })],
  ])('none lies %s', async (_, options) => {
    expect(await fill(options())).toEqual([]);
  });

  it('it tells who signed and proves no date', async () => {
    const seals = await judge(await fill(unstamped({ by: [maria, luca] })));
    expect(seals).toMatchObject([{ existedBefore: null, signers: [MARIA, LUCA], problem: null }]);
    expect(seals[0]?.included).toHaveLength(3);
    expect(toSealedProofs(seals)).toEqual({});
  });

  it('it proves before when by the time-stamp in it, where that authority is known', async () => {
    const files = await fill(unstamped({ isAttached: true, ...stampedValue }));
    expect(await judge(files)).toMatchObject([{ existedBefore: BEFORE, signers: [MARIA], problem: null }]);
    const strange = await createTrustStore();
    expect(await judge(files, strange)).toMatchObject([{ existedBefore: null, signers: [MARIA], problem: 'unknown-authority' }]);
  });

  it('a seal that bears a good time-stamp says so, also where a signature beside it does not hold', async () => {
    const files = (await fill({ also: sign({}) })).map((file) =>
      file.name.endsWith('.p7s') ? { ...file, bytes: sign({})(new Uint8Array(3))[0] ?? file.bytes } : file,
    );
    expect(await judge(files)).toMatchObject([{ existedBefore: BEFORE, signers: [], problem: 'signature-other-file' }]);
    const broken = files.filter(({ name }) => !name.endsWith('.tst'));
    expect(await judge(broken)).toMatchObject([{ existedBefore: null, signers: [], problem: 'signature-other-file' }]);
  });
});

describe('the lines of LEGGIMI.txt, typed as they are', () => {
  const bundle = async (options: Partial<SealOptions>) => {
    const readSeals = async (hashes: readonly string[]) => {
      const source = await toSource(options);
      return source ? toSealFiles([source], hashes) : [];
    };
    return unpack(await makeBundle({ ...built, readSeals }));
  };
  const withoutSum = (files: Map<string, Buffer>, name: string): void => {
    const sums = files.get('SHA256SUMS')?.toString() ?? '';
    const left = sums.split('\n').filter((line) => !line.endsWith(name));
    files.set('SHA256SUMS', Buffer.from(left.join('\n')));
  };

  it.each([
    ['around the seal', () => ({ isAttached: true })],
    ['beside it', () => ({})],
    ['beside it, by two', () => ({ by: [maria, luca] })],
    ['around it in BER, with a time-stamp', () => ({ isAttached: true, encoding: 'ber' as const, ...stampedValue })],
  ])('check a signature %s, and stop where the seal is another', async (_, options) => {
    const files = await bundle(unstamped(options()));
    const { lines, output } = await followInstructions(files);
    expect(lines.filter((line) => line.includes('/sigillo.txt.p7') && line.includes('openssl cms -verify'))).toHaveLength(1);
    expect(output).toContain('CMS Verification successful');
    const [name = ''] = [...files.keys()].filter((each) => each.endsWith('/sigillo.txt'));
    files.set(name, Buffer.from((files.get(name)?.toString() ?? '').replace('2026-09-20', '2026-09-19')));
    // The list of hashes would stop it before.
    withoutSum(files, '/sigillo.txt');
    await expect(followInstructions(files)).rejects.toMatchObject({ stderr: expect.stringMatching(/Verification failure/) });
  });

  it('name every file that came back', async () => {
    const files = await bundle({ also: sign({}, { isAttached: true }) });
    const { output, lines } = await followInstructions(files);
    expect(lines.filter((line) => line.includes('sigillo.txt.'))).toHaveLength(3);
    expect(output.match(/CMS Verification successful/g)?.length).toBeGreaterThan(2);
  });
});
