// Containers that two readers could read differently, or that are larger than they seem: refused before anything in them is looked at.
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundle, toRefusal } from '../../lib/bundle/check-bundle';
import { openContainer } from '../../lib/bundle/open-bundle';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { type ArchiveFile, type ArchiveForm, buildArchive } from '../intake/build-archive';
import { buildSource, createSamples, makeBundle, NO_WATCH, NOW, unpack } from './build-source';

let files: ArchiveFile[];
let rootDer: Uint8Array;

beforeAll(async () => {
  const { samples, rootDer: root } = await createSamples();
  rootDer = root;
  const group = samples.filter((sample) => sample.group === 'notifica').map(({ bytes }) => bytes);
  const unpacked = await unpack(await makeBundle(await buildSource(group, root)));
  files = [...unpacked].map(([name, content]) => ({ name, content, stored: true }));
});

const checkBytes = async (bytes: Uint8Array<ArrayBuffer>) => {
  const context = { trust: await createTrustStore([rootDer]), now: NOW };
  const opened = await openContainer(new Blob([bytes]));
  return opened.ok ? checkBundle(opened.bundle, { context, ...NO_WATCH }) : toRefusal(opened.problem, context);
};

type Change = (files: readonly ArchiveFile[]) => readonly ArchiveFile[];

const first =
  (change: Partial<ArchiveFile>): Change =>
  ([mimetype, ...rest]) => [{ ...(mimetype as ArchiveFile), ...change }, ...rest];

const second =
  (change: Partial<ArchiveFile>): Change =>
  ([mimetype, proof, ...rest]) => [mimetype as ArchiveFile, { ...(proof as ArchiveFile), ...change }, ...rest];

const plus =
  (...more: ArchiveFile[]): Change =>
  (all) => [...all, ...more];

const BOMB = Buffer.alloc(20 * 1024 * 1024);

describe('a container', () => {
  it.each<[string, Change]>([
    ['stored', (all) => all],
    ['deflated but for its type', (all) => all.map((file, at) => ({ ...file, stored: at === 0 }))],
    ['with sizes after the data', (all) => all.map((file, at) => ({ ...file, descriptor: at % 2 ? 'signed' : 'bare' }))],
    ['with folders of their own', plus({ name: 'certificati/', content: '' }, { name: 'META-INF/', content: '', stored: true })],
  ])('is read: %s', async (_, change) => {
    expect(await checkBytes(buildArchive(change(files)))).toMatchObject({ verdict: 'intact', report: 'agrees' });
  });

  it.each<[string, string, Change, ArchiveForm?]>([
    ['has its type second', 'mimetype-not-first', ([type, proof, ...rest]) => [proof as ArchiveFile, type as ArchiveFile, ...rest]],
    ['has its type packed', 'not-a-bundle', first({ stored: false })],
    ['tells more than its type', 'not-a-bundle', first({ content: 'application/vnd.etsi.asic-e+zip\n' })],
    ['is of another kind', 'not-a-bundle', first({ content: 'application/vnd.etsi.asic-s+zip' })],
    ['has its type twice', 'archive-unsafe', plus({ name: 'mimetype', content: 'application/vnd.etsi.asic-e+zip' })],
    ['has its type in capitals, too', 'archive-unsafe', plus({ name: 'MIMETYPE', content: '' })],
    ['leaves its folder', 'archive-unsafe', plus({ name: '../../evil.eml', content: 'x' })],
    ['leaves its folder in the manner of Windows', 'archive-unsafe', plus({ name: '..\\evil.eml', content: 'x' })],
    ['is absolute', 'archive-unsafe', plus({ name: '/etc/cron.d/x', content: 'x' })],
    ['has a proof twice', 'archive-unsafe', plus({ name: '01-accettazione.eml', content: 'x' })],
    ['has a proof in capitals, too', 'archive-unsafe', plus({ name: '01-ACCETTAZIONE.EML', content: 'x' })],
    ['has a name twice but for its accent', 'archive-unsafe', plus({ name: 'è.txt', content: 'x' }, { name: 'e\u0300.txt', content: 'y' })],
    ['is a bomb', 'archive-bomb', plus({ name: 'a.eml', content: BOMB })],
    ['has files that share their octets', 'archive-unsafe', plus({ name: 'a.eml', content: '', sameDataAs: 1 })],
    ['hides octets under the name of a folder', 'archive-unsafe', plus({ name: 'note/', content: 'nascosto', stored: true })],
    ['has a password', 'archive-encrypted', second({ flags: 1 })],
    ['is packed in another way', 'archive-unsupported', second({ method: 12 })],
    ['has a program in front', 'archive-broken', (all) => all, { prefix: Buffer.from('MZ, a program') }],
    ['has something before its end', 'archive-broken', (all) => all, { beforeEnd: Buffer.from('hidden') }],
  ])('is refused when it %s: %s', async (_, refusal, change, form) => {
    expect(await checkBytes(buildArchive(change(files), form))).toMatchObject({ verdict: 'refused', refusal, proofs: [] });
  });

  it('is refused when a file lies in it that its directory does not name', async () => {
    const whole = buildArchive([...files, { name: 'nascosto.eml', content: 'x', stored: true }]);
    const open = buildArchive(files);
    // The record of the last file is taken out; its octets stay where they are.
    const count = files.length;
    const directory = whole.readUInt32LE(whole.length - 6);
    const record = 46 + 'nascosto.eml'.length;
    const end = Buffer.from(whole.subarray(whole.length - 22));
    end.writeUInt16LE(count, 8);
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(end.readUInt32LE(12) - record, 12);
    const hidden = Buffer.concat([whole.subarray(0, whole.length - 22 - record), end]);
    expect(directory).toBeGreaterThan(open.readUInt32LE(open.length - 6));
    expect(await checkBytes(hidden)).toMatchObject({ verdict: 'refused', refusal: 'archive-unsafe' });
  });

  it('is refused when something stands between the name of its type and the type', async () => {
    const plain = buildArchive(files);
    const extra = Buffer.from([0xfe, 0xca, 2, 0, 1, 2]);
    const at = 30 + 'mimetype'.length;
    const moved = Buffer.concat([plain.subarray(0, at), extra, plain.subarray(at)]);
    moved.writeUInt16LE(extra.length, 28);
    moveDirectory(moved, extra.length);
    expect(await checkBytes(moved)).toMatchObject({ verdict: 'refused', refusal: 'not-a-bundle' });
  });

  it.each<[string, Partial<ArchiveFile>]>([
    ['checksum', { claimedCrc: 1 }],
    ['local name', { localName: '02-accettazione.eml' }],
    ['local size', { localSize: 3 }],
  ])('tells the one file that is damaged by its %s', async (_, damage) => {
    const findings = await checkBytes(buildArchive(second(damage)(files)));
    expect(findings).toMatchObject({
      verdict: 'altered',
      files: [{ name: '01-accettazione.eml', status: 'unreadable' }],
      report: 'differs',
    });
  });
});

/** Every file but the first, and the directory, begin so many octets later. */
const moveDirectory = (bytes: Buffer, by: number): void => {
  const end = bytes.length - 22;
  const offset = bytes.readUInt32LE(end + 16) + by;
  bytes.writeUInt32LE(offset, end + 16);
  for (let at = offset; at < end; at += 46 + bytes.readUInt16LE(at + 28)) {
    const place = bytes.readUInt32LE(at + 42);
    if (place > 0) bytes.writeUInt32LE(place + by, at + 42);
  }
};
