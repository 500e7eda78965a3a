// Bundles by use: what goes in, where it lies, what is called complete, and what the reports say of it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { beforeAll, describe, expect, it } from 'vitest';
import { PACKS, type Pack } from '../../lib/bundle/bundle-source';
import { toBundleName } from '../../lib/bundle/file-names';
import { findWrapped } from '../../lib/verify/original/find-wrapped';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { type Built, buildSource, createSamples, makeBundle, prepare, unpack, wordingIn } from './build-source';

let samples: Awaited<ReturnType<typeof createSamples>>;

const bytesOfGroup = (group: string): Uint8Array[] => samples.samples.filter((sample) => sample.group === group).map(({ bytes }) => bytes);
const sourceOf = (group: string, more = {}): Promise<Built> => buildSource(bytesOfGroup(group), samples.rootDer, more);
const unpackAs = async (pack: Pack, source: Built): Promise<Map<string, Buffer>> => unpack(await makeBundle(source, { pack }));
const emailsOf = (files: Map<string, Buffer>): string[] => [...files.keys()].filter((name) => name.endsWith('.eml'));
const textOf = (files: Map<string, Buffer>, name: string): string => files.get(name)?.toString() ?? '';
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const completenessIn = (files: Map<string, Buffer>): string[] =>
  [...files].flatMap(([name, bytes]) => (name.endsWith('/metadati.xml') ? (/ completo="(.*?)"/.exec(bytes.toString())?.[1] ?? '') : []));

/** What the complete receipt of the story encloses: the user's own copy of it. */
const ownCopy = (): Uint8Array => {
  const sent = findWrapped(bytesOfGroup('notifica')[1] ?? new Uint8Array(), 0);
  if (!sent) throw new Error('the story has no complete receipt');
  return sent;
};

beforeAll(async () => {
  samples = await createSamples();
});

describe('the container', () => {
  it('begins with its type, stored, where programs look for it', async () => {
    const container = Buffer.from(await makeBundle(await sourceOf('notifica')));
    expect(container.subarray(30, 38).toString()).toBe('mimetype');
    const type = 'application/vnd.etsi.asic-e+zip';
    expect(container.readUInt16LE(8)).toBe(0);
    expect(container.readUInt16LE(28)).toBe(0);
    expect(container.subarray(38, 38 + type.length).toString()).toBe(type);
  });

  it('lists every file with its hash, for people and for the time-stamp', async () => {
    const files = await unpackAs('case', await sourceOf('notifica'));
    const manifest = textOf(files, 'META-INF/ASiCManifest001.xml');
    const listed = [...manifest.matchAll(/URI="([^"]+)" MimeType="[^"]+">\s*<ds:DigestMethod [^>]+>\s*<ds:DigestValue>([^<]+)</g)];
    expect(listed.map(([, name]) => name)).toEqual(
      [...files.keys()].filter((name) => name !== 'mimetype' && !name.startsWith('META-INF/')),
    );
    for (const [, name = '', digest] of listed) expect(digest).toBe(sha256(files.get(name) ?? Buffer.alloc(0)).toString('base64'));
    expect(manifest).toContain('<asic:SigReference URI="META-INF/timestamp001.tst"');
    const sums = textOf(files, 'SHA256SUMS').trimEnd().split('\n');
    expect(sums.map((line) => line.slice(66))).toEqual(listed.map(([, name]) => name).filter((name) => name !== 'SHA256SUMS'));
  });
});

describe('rapporto.json', () => {
  it.each(PACKS)('of the pack %s is as its published schema says', async (pack) => {
    const schema = JSON.parse(readFileSync(new URL('../../lib/bundle/report-schema.json', import.meta.url), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    for (const group of ['notifica', 'casella-piena', 'in-attesa', 'falsa', 'ricevuta']) {
      const files = await unpackAs(pack, await sourceOf(group));
      validate(JSON.parse(textOf(files, 'rapporto.json')));
      expect(validate.errors ?? [], group).toEqual([]);
      expect(textOf(files, 'rapporto.schema.json')).toBe(`${JSON.stringify(schema, null, 2)}\n`);
    }
  });
});

describe('a filing', () => {
  it('has acceptance and one receipt for each recipient, and their data as a table', async () => {
    const files = await unpackAs('filing', await sourceOf('notifica'));
    expect(emailsOf(files)).toEqual([
      '01-accettazione.eml',
      '02-avvenuta-consegna-cancelleria@pec.beta.example.eml',
      '03-avvenuta-consegna-studio.marini@pec.alfa.example.eml',
      'messaggio-originale.eml',
    ]);
    const [heads, ...rows] = textOf(files, 'destinatari.csv').trimEnd().split('\r\n');
    expect(heads?.split(';')).toHaveLength(17);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('"cancelleria@pec.beta.example"');
    expect(rows[0]).toContain('"02-avvenuta-consegna-cancelleria@pec.beta.example.eml"');
    expect(rows[0]).toContain(sha256(bytesOfGroup('notifica')[1] ?? Buffer.alloc(0)).toString('hex'));
  });

  it('takes the notice where there is no receipt, and says that it is incomplete', async () => {
    const files = await unpackAs('filing', await sourceOf('casella-piena'));
    expect(emailsOf(files)).toEqual(['01-accettazione.eml', expect.stringMatching(/^02-errore-consegna-piena@/)]);
    expect(textOf(files, 'rapporto.html')).toContain(wordingIn('it').text('bundle_some_incomplete_one', 1, 1));
    expect(textOf(files, 'LEGGIMI.txt')).toContain(wordingIn('it').text('bundle_readme_incomplete', 'rapporto.html'));
  });
});

describe('an archive', () => {
  it('has a folder for every message, also for one, with metadata that XML readers take', async () => {
    const files = await unpackAs('archive', await sourceOf('notifica'));
    expect(emailsOf(files).every((name) => name.startsWith('01-notificazione-ai-sensi'))).toBe(true);
    const [name = ''] = [...files.keys()].filter((path) => path.endsWith('/metadati.xml'));
    const xml = textOf(files, name);
    expect(xml).toContain('<destinatario tipo="certificato" stato="delivered"');
    expect(xml.match(/impronta="[0-9a-f]{64}"/g)).toHaveLength(3);
  });

  it('keeps the own copy of what was sent in the folder of its message, and tells of it as no proof', async () => {
    const files = await unpackAs('archive', await sourceOf('notifica', { originals: [ownCopy()] }));
    const [path = ''] = emailsOf(files).filter((name) => name.endsWith('/messaggio-inviato.eml'));
    expect(files.get(path)?.equals(Buffer.from(ownCopy()))).toBe(true);
    const xml = textOf(files, path.replace('messaggio-inviato.eml', 'metadati.xml'));
    const hash = sha256(ownCopy()).toString('hex');
    const told = `<copiaInviata file="messaggio-inviato.eml" formato="message/rfc822" dimensione="${ownCopy().length}" algoritmo="SHA-256" impronta="${hash}"/>`;
    expect(xml).toContain(told);
    const enclosed = await unpackAs('archive', await sourceOf('notifica'));
    expect(emailsOf(enclosed).some((name) => /messaggio-/.test(name))).toBe(false);
  });

  it('of one message that lacks something says so in its metadata, its name, its report and its instructions', async () => {
    const source = await sourceOf('casella-piena', { originals: [ownCopy()] });
    const files = await unpackAs('archive', source);
    expect(completenessIn(files)).toEqual(['no']);
    expect(toBundleName(await prepare(source, 'archive'))).toMatch(/-incompleto\.asice$/);
    expect(JSON.parse(textOf(files, 'rapporto.json'))).toMatchObject({
      pack: 'archive',
      isComplete: false,
      messages: [{ isComplete: false }],
    });
    expect(textOf(files, 'rapporto.html')).toContain(wordingIn('it').text('bundle_some_incomplete_one', 1, 1));
    expect(textOf(files, 'LEGGIMI.txt')).toContain(wordingIn('it').text('bundle_readme_incomplete', 'rapporto.html'));
  });

  it('says it of each message by itself, and of the whole as soon as one lacks something', async () => {
    const both = [...bytesOfGroup('notifica'), ...bytesOfGroup('casella-piena')];
    const source = await buildSource(both, samples.rootDer, { originals: [ownCopy()] });
    expect(completenessIn(await unpackAs('archive', source))).toEqual(['si', 'no']);
    expect(toBundleName(await prepare(source, 'archive'))).toMatch(/-incompleto\.asice$/);
    const whole = await sourceOf('notifica', { originals: [ownCopy()] });
    expect(completenessIn(await unpackAs('archive', whole))).toEqual(['si']);
    expect(toBundleName(await prepare(whole, 'archive'))).not.toContain('incompleto');
  });
});

describe('completeness', () => {
  it('is refused as long as nothing was compared with what was sent, and granted with the own copy', async () => {
    const uncompared = await prepare(await sourceOf('notifica'));
    expect(uncompared.messages[0]?.isComplete).toBe(false);
    expect(toBundleName(uncompared)).toMatch(/^fascicolo-2026-09-19-notificazione-.*-incompleto\.asice$/);
    const compared = await prepare(await sourceOf('notifica', { originals: [ownCopy()] }));
    expect(compared.messages[0]).toMatchObject({ isComplete: true, sent: { origin: 'own-copy' } });
    expect(toBundleName(compared)).toBe('fascicolo-2026-09-19-notificazione-ai-sensi-della-legge-n.-53.asice');
  });

  it('puts the own copy in as it is, and no other message that was named', async () => {
    const other = Buffer.from('From: x@y.example\r\nSubject: altro\r\n\r\nciao\r\n');
    const source = await sourceOf('notifica', { originals: [other, ownCopy()] });
    const files = await unpack(await makeBundle(source));
    expect(files.get('messaggio-inviato.eml')?.equals(Buffer.from(ownCopy()))).toBe(true);
    expect([...files.values()].some((bytes) => bytes.equals(other))).toBe(false);
  });

  it('of what came to us is its genuine envelope', async () => {
    expect((await prepare(await sourceOf('ricevuta'))).messages[0]?.isComplete).toBe(true);
    expect((await prepare(await sourceOf('falsa'))).messages[0]?.isComplete).toBe(false);
  });

  it('is not taken from what was stored: other authorities, other verdicts', async () => {
    const source = await sourceOf('notifica', { originals: [ownCopy()] });
    const distrusting = { ...source, context: { ...source.context, trust: await createTrustStore() } };
    const { messages } = await prepare(distrusting);
    expect(messages.flatMap(({ evidence }) => evidence.map(({ report }) => report.verdict))).not.toContain('verified');
    expect(messages.some(({ isComplete }) => isComplete)).toBe(false);
  });
});
