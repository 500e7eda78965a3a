// A bundle stands up without us: its files are untouched and its own instructions, typed as they are, succeed.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleSource, Pack } from '../../lib/bundle/bundle-source';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { createTimestamp, toResponse } from '../pki/create-timestamp';
import { issueTsa } from '../pki/issue-tsa';
import { type Built, buildSource, createSamples, makeBundle, unpack, wordingIn } from './build-source';
import { followInstructions } from './follow-instructions';

const ITALIAN = wordingIn('it');

let samples: Awaited<ReturnType<typeof createSamples>>;
let everything: Built;

const bytesOfGroup = (group: string): Uint8Array[] => samples.samples.filter((sample) => sample.group === group).map(({ bytes }) => bytes);
const toLf = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));

const unpackAll = async (source: BundleSource, pack: Pack = 'case'): Promise<Map<string, Buffer>> =>
  unpack(await makeBundle(source, { pack }));

beforeAll(async () => {
  samples = await createSamples();
  everything = await buildSource(
    samples.samples.map(({ bytes }) => bytes),
    samples.rootDer,
  );
});

describe('the files', () => {
  it('of one message lie at the top with speaking names and untouched bytes', async () => {
    const originals = bytesOfGroup('notifica');
    const files = await unpackAll(await buildSource(originals, samples.rootDer));
    expect([...files.keys()]).toEqual([
      'mimetype',
      '01-accettazione.eml',
      '02-avvenuta-consegna-cancelleria@pec.beta.example.eml',
      '03-avvenuta-consegna-studio.marini@pec.alfa.example.eml',
      'messaggio-originale.eml',
      'verifica.html',
      'certificati/autorita.pem',
      'certificati/autorita-marche.pem',
      'certificati/firmatari.pem',
      'destinatari.csv',
      'rapporto.html',
      'rapporto.json',
      'rapporto.schema.json',
      'LEGGIMI.txt',
      'SHA256SUMS',
      'META-INF/ASiCManifest001.xml',
    ]);
    const emails = [...files].filter(([name]) => /\d\d-.*\.eml$/.test(name)).map(([, bytes]) => bytes);
    expect(emails).toEqual(originals.map((bytes) => Buffer.from(bytes)));
    expect(files.get('certificati/autorita.pem')?.toString()).toContain(samples.rootPem);
  });

  it('of several messages lie in a numbered folder each, and what is no proof says so in its name', async () => {
    const names = [...(await unpackAll(everything)).keys()];
    expect(new Set(names.filter((name) => /^\d/.test(name)).map((name) => name.split('/')[0])).size).toBe(5);
    expect(names.filter((name) => name.includes('non-verificata'))).toEqual([
      expect.stringMatching(/01-non-verificata-posta-certificata\.eml$/),
    ]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });
});

describe('the instructions', () => {
  it('succeed as they stand, for CRLF and for LF files', async () => {
    const source = await buildSource(
      [...samples.samples.map(({ bytes }) => bytes), ...bytesOfGroup('notifica').map(toLf)],
      samples.rootDer,
    );
    const { lines, output } = await followInstructions(await unpackAll(source));
    expect(lines).toHaveLength(1 + 7 + 3 + 1);
    expect(output.match(/erification successful/g)).toHaveLength(10);
  });

  it.each([
    ['a byte of a proof', '01-accettazione.eml'],
    ['a byte of the report', 'rapporto.html'],
  ])('fail when %s was changed', async (_, name) => {
    const files = await unpackAll(await buildSource(bytesOfGroup('notifica'), samples.rootDer));
    const bytes = files.get(name) ?? Buffer.alloc(0);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    await expect(followInstructions(files)).rejects.toThrow();
  });

  it('check the time-stamps beside proofs and the one over the manifest, wherever they are', async () => {
    const tsa = await issueTsa();
    const trust = await createTrustStore([samples.rootDer], [tsa.root.certificate.der]);
    const stamp = (of: Uint8Array): Uint8Array => createTimestamp({ tsa, of, genTime: '20260920120000Z' });
    const built = await buildSource(bytesOfGroup('notifica'), samples.rootDer, { trust });
    const [answered, bare, , ...none] = (built.messages[0] ?? []).toSorted();
    const stamps = new Map([
      [answered, (bytes: Uint8Array) => [toResponse(stamp(bytes))]],
      [bare, (bytes: Uint8Array) => [stamp(bytes)]],
    ]);
    const source: BundleSource = {
      ...built,
      read: async (sha256) => {
        const stored = await built.read(sha256);
        return stored && { ...stored, timestamps: stamps.get(sha256)?.(stored.bytes) ?? [] };
      },
    };
    const files = await unpackAll(source);
    expect(none).toEqual([]);
    expect(
      [...files.keys()]
        .filter((name) => /\.eml\.ts[rt]$/.test(name))
        .map((name) => name.slice(-4))
        .sort(),
    ).toEqual(['.tsr', '.tst']);
    const before = await followInstructions(files);
    expect(before.output.match(/Verification: OK/g)).toHaveLength(2);
    files.set('META-INF/timestamp001.tst', Buffer.from(stamp(files.get('META-INF/ASiCManifest001.xml') ?? Buffer.alloc(0))));
    expect((await followInstructions(files)).output.match(/Verification: OK/g)).toHaveLength(3);
    files.set('META-INF/timestamp001.tst', Buffer.from(stamp(Buffer.from('another manifest'))));
    await expect(followInstructions(files)).rejects.toThrow();
  });

  it('give no line for a message that is not verified', async () => {
    const readme = (await unpackAll(await buildSource(bytesOfGroup('falsa'), samples.rootDer))).get('LEGGIMI.txt')?.toString() ?? '';
    expect(readme).not.toContain('openssl cms');
    expect(readme).toContain(ITALIAN.text('bundle_readme_nothing_verified'));
  });
});

describe('the container', () => {
  it('is the same for the same evidence in whatever order', async () => {
    const reversed = { ...everything, messages: everything.messages.map((hashes) => hashes.toReversed()).toReversed() };
    expect(Buffer.compare(await makeBundle(reversed), await makeBundle(everything))).toBe(0);
  });

  it('is refused when stored bytes are gone or changed', async () => {
    const gone = { ...everything, read: async () => undefined };
    const changed: BundleSource = {
      ...everything,
      read: async (sha256) => {
        const stored = await everything.read(sha256);
        return stored && { ...stored, bytes: stored.bytes.slice(1) };
      },
    };
    for (const source of [gone, changed]) await expect(makeBundle(source)).rejects.toMatchObject({ name: 'EvidenceMismatch' });
  });

  it('carries a report for programs that names file, hash and state', async () => {
    const files = await unpackAll(await buildSource(bytesOfGroup('notifica'), samples.rootDer));
    const report = JSON.parse(files.get('rapporto.json')?.toString() ?? '');
    expect(report).toMatchObject({
      format: 3,
      messages: [{ state: 'accepted', recipients: [{ state: 'delivered' }, { state: 'delivered' }, { state: 'no-proof-due' }] }],
    });
    for (const { file, sha256 } of report.messages[0].evidence) {
      expect(
        createHash('sha256')
          .update(files.get(file) ?? '')
          .digest('hex'),
      ).toBe(sha256);
    }
    expect(report.messages[0].recipients[0].files).toEqual(['02-avvenuta-consegna-cancelleria@pec.beta.example.eml']);
  });
});
