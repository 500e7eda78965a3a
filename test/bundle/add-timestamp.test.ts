// A token is added to a finished bundle: nothing else in it changes, and nothing but a token over its manifest gets in.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { addTimestamp, openUnstamped } from '../../lib/bundle/add-timestamp';
import { MIMETYPE, NAMES } from '../../lib/bundle/layout';
import { parseArchive } from '../../lib/intake/parse-archive';
import { readEntry } from '../../lib/intake/read-entry';
import { buildArchive } from '../intake/build-archive';
import { toResponse, toStampedData } from '../pki/create-timestamp';
import { stamp, stampBy, trust, tsa } from '../verify/timestamps/bench';
import { buildContainer, EML, MANIFEST, manifestOf, packFiles, readStream } from './build-container';

const run = promisify(execFile);
const NOW = Date.parse('2026-10-02T00:00:00Z');
const token = stamp({ of: MANIFEST });

const add = async (container: Blob, file: Uint8Array = token) => addTimestamp(container, file, trust, NOW);

const addAll = async (container: Blob, file: Uint8Array = token): Promise<Buffer<ArrayBuffer>> => {
  const added = await add(container, file);
  if (!added.ok) throw new Error(added.problem);
  return Buffer.from(await new Response(added.stream).arrayBuffer());
};

const readBlob = async (blob: Blob): Promise<Buffer<ArrayBuffer>> => Buffer.from(await blob.arrayBuffer());
/** Where the directory begins, as the last record says. */
const directoryOf = (zip: Buffer): number => zip.readUInt32LE(zip.length - 6);

describe('openUnstamped', () => {
  it('gives the octets that are to be stamped', async () => {
    const found = await openUnstamped(await buildContainer());
    expect(found.ok && Buffer.from(found.manifest).toString()).toBe(Buffer.from(MANIFEST).toString());
  });

  it.each([
    ['no zip', () => new Blob(['%PDF-1.7']), 'archive-broken'],
    ['a zip of mail', () => packFiles(EML), 'not-a-bundle'],
    ['another kind of container', () => buildContainer({ [NAMES.mimetype]: 'application/epub+zip' }), 'not-a-bundle'],
    ['a kind that is not told first', () => packFiles({ ...EML, mimetype: MIMETYPE, [NAMES.manifest]: MANIFEST }), 'mimetype-not-first'],
    ['no manifest', () => packFiles({ mimetype: MIMETYPE, ...EML }), 'manifest-missing'],
    ['two manifests', () => buildContainer({ 'META-INF/ASiCManifest002.xml': MANIFEST }), 'several-manifests'],
    ['a manifest for the archive beside', () => buildContainer({ 'META-INF/ASiCArchiveManifest001.xml': MANIFEST }), 'several-manifests'],
    ['a manifest under another name', () => packFiles({ mimetype: MIMETYPE, 'META-INF/ASiCManifest.xml': MANIFEST }), 'manifest-missing'],
    [
      'a manifest that names another token',
      () => buildContainer({ [NAMES.manifest]: manifestOf(EML, 'META-INF/x.tst') }),
      'manifest-unreadable',
    ],
    ['a manifest of 20 MB', () => buildContainer({ [NAMES.manifest]: new Uint8Array(20_000_000) }), 'manifest-too-large'],
    ['a token that is there', () => buildContainer({ [NAMES.token]: token }), 'already-stamped'],
    ['another token', () => buildContainer({ 'META-INF/timestamp.tst': token }), 'already-stamped'],
  ])('refuses %s', async (_, build, problem) => {
    const container = await build();
    expect(await openUnstamped(container)).toEqual({ ok: false, problem });
    expect(await add(container)).toEqual({ ok: false, problem, refusal: null });
  });
});

describe('the token', () => {
  it.each([
    ['a bare token', token],
    ['an answer', toResponse(token)],
    ['the manifest with its token', toStampedData(MANIFEST, [token])],
  ])('%s goes in bare, last, and every other octet stays', async (_, file) => {
    const before = await readBlob(await buildContainer());
    const after = await addAll(await buildContainer(), file);
    const kept = directoryOf(before);
    expect(after.subarray(0, kept).equals(before.subarray(0, kept))).toBe(true);
    const archive = await parseArchive(new Blob([after]));
    expect(archive.ok && archive.entries.map(({ name }) => name)).toEqual([
      NAMES.mimetype,
      ...Object.keys(EML),
      NAMES.manifest,
      NAMES.token,
    ]);
    expect(after.equals(await readBlob(await buildContainer({ [NAMES.token]: token })))).toBe(true);
  });

  it('says before when, and where the authority is not known that it is not', async () => {
    expect(await add(await buildContainer())).toMatchObject({ ok: true, finding: { ok: true, time: Date.parse('2026-10-01T12:00:00Z') } });
    const unknown = await stampBy({ rootKeyLabel: 'unknown-tsa-root', rootCommonName: 'Ignota' }, { of: MANIFEST });
    expect(await add(await buildContainer(), unknown)).toMatchObject({ ok: true, finding: { ok: false, problem: 'unknown-authority' } });
  });

  it.each([
    ['over a proof', () => stamp({ of: Buffer.from(EML['01-accettazione.eml']) }), 'wrong-imprint'],
    ['over another manifest', () => stamp({ of: Buffer.concat([MANIFEST, Buffer.from('\n')]) }), 'wrong-imprint'],
    ['that is a page', () => Buffer.from('<!doctype html>'), 'unreadable'],
    [
      'that was altered',
      () => stamp({ of: MANIFEST, tamper: { eContent: (bytes) => bytes.map((octet, at) => (at === 60 ? octet ^ 1 : octet)) } }),
      null,
    ],
    ['of a certificate for mail', () => stampBy({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'] }, { of: MANIFEST }), 'wrong-extended-usage'],
    ['of which there are two', () => toStampedData(MANIFEST, [token, token]), 'several-tokens'],
  ])('%s is refused', async (_, build, problem) => {
    const added = await add(await buildContainer(), await build());
    expect(added.ok).toBe(false);
    if (problem) expect(added).toMatchObject({ problem });
  });

  it('reads a container that another tool packed smaller', async () => {
    const files = { [NAMES.mimetype]: MIMETYPE, ...EML, [NAMES.manifest]: MANIFEST };
    const packed = buildArchive(Object.entries(files).map(([name, content]) => ({ name, content, stored: name === NAMES.mimetype })));
    const after = await addAll(new Blob([Uint8Array.from(packed)]));
    expect(after.equals(await readBlob(await buildContainer({ [NAMES.token]: token })))).toBe(true);
  });

  it('fails while it is written where an entry is damaged', async () => {
    const damaged = await readBlob(await buildContainer());
    damaged.write('X', damaged.indexOf('Subject: y'));
    const added = await add(new Blob([damaged]));
    await expect(added.ok ? readStream(added.stream) : undefined).rejects.toThrow();
  });

  it('is what openssl verifies over the unpacked manifest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ceralacca-stamped-'));
    try {
      const stamped = new Blob([await addAll(await buildContainer())]);
      const archive = await parseArchive(stamped);
      if (!archive.ok) throw new Error(archive.problem);
      await mkdir(join(folder, 'META-INF'));
      for (const entry of archive.entries.slice(-2)) await writeFile(join(folder, entry.name), await readEntry(stamped, entry));
      await writeFile(join(folder, 'tsa.pem'), tsa.root.certificate.pem);
      const verify = ['ts', '-verify', '-data', NAMES.manifest, '-in', NAMES.token, '-token_in', '-CAfile', 'tsa.pem'];
      const { stdout } = await run('openssl', [...verify, '-attime', String(NOW / 1000)], { cwd: folder });
      expect(stdout).toContain('Verification: OK');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
