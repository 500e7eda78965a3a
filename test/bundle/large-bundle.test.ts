// A bundle of more than 4 GB, written by the writer of every bundle: where zip64 begins, its own reader and another one still find everything.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BundleFile } from '../../lib/bundle/bundle-files';
import type { BundleEntry, BundleSource } from '../../lib/bundle/bundle-source';
import { createBundle } from '../../lib/bundle/create-bundle';
import { findManifest } from '../../lib/bundle/find-manifest';
import { FILE_BYTES, openContainer } from '../../lib/bundle/open-bundle';
import { openSlices } from '../../lib/cli/open-slices';
import { parseArchive } from '../../lib/intake/parse-archive';
import { buildSource, createSamples, NO_WATCH, prepare, wordingIn } from './build-source';

/** So many of the largest files that a bundle takes: what comes after them lies beyond 4 GB. */
const LARGE = 21;
const ZEROS = new Uint8Array(FILE_BYTES);
const TIMEOUT_MS = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-large-'));
const path = join(folder, 'large.asice');
afterAll(() => rmSync(folder, { recursive: true }));

const hasUnzip = (): boolean => spawnSync('unzip', ['-v']).status === 0;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The zeros become holes: the file is as long as it is, and needs hardly any room. */
const writeSparse = async (stream: ReadableStream<Uint8Array>, file: FileHandle): Promise<number> => {
  let at = 0;
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const piece = step.value;
    if (piece.buffer !== ZEROS.buffer) await file.write(piece, 0, piece.length, at);
    at += piece.length;
  }
  return at;
};

let size: number;
let files: readonly BundleFile[];

beforeAll(async () => {
  const { samples, rootDer } = await createSamples();
  const own = samples.filter(({ group }) => group === 'notifica').map(({ bytes }) => bytes);
  const built = await buildSource(own, rootDer);
  const digest = sha256(ZEROS);
  const large = Array.from({ length: LARGE }, (_, index): BundleEntry => ({ name: `sigilli/${index}.bin`, bytes: ZEROS, sha256: digest }));
  const source: BundleSource = { ...built, readSeals: async () => large };
  const file = await open(path, 'w');
  size = await writeSparse(createBundle(source, await prepare(built), { wording: wordingIn('it'), ...NO_WATCH }), file);
  await file.close();
  const opened = await openContainer(await openSlices(path));
  if (!opened.ok) throw new Error(opened.problem);
  files = opened.bundle.files;
}, TIMEOUT_MS);

const find = (name: string): BundleFile => {
  const file = files.find((each) => each.name === name);
  if (!file) throw new Error(`no ${name}`);
  return file;
};

it('is opened as a container, with every file where it is', async () => {
  expect(size).toBeGreaterThan(2 ** 32);
  expect((await openSlices(path)).size).toBe(size);
  const archive = await parseArchive(await openSlices(path));
  if (!archive.ok) throw new Error(archive.problem);
  expect(archive.entries.at(-1)).toMatchObject({ name: 'META-INF/ASiCManifest001.xml' });
  expect(archive.entries.at(-1)?.offset).toBeGreaterThan(0xffffffff);
  expect(files.filter((file) => file.size === FILE_BYTES)).toHaveLength(LARGE);
});

it(
  'lists all of them with their hashes, before and beyond the border',
  async () => {
    const found = await findManifest({ form: 'container', files });
    if (!found.ok) throw new Error(found.problem);
    const { listed } = found.manifest;
    expect(listed.size).toBe(files.length - 2);
    // One of the large ones stands for all.
    const last = `sigilli/${LARGE - 1}.bin`;
    for (const [name, digest] of listed)
      if (find(name).size < FILE_BYTES || name === last) expect(sha256(await find(name).read())).toBe(digest);
  },
  TIMEOUT_MS,
);

it.skipIf(!hasUnzip())('is read by unzip too', () => {
  const read = (name: string): Buffer => execFileSync('unzip', ['-p', path, name]);
  expect(read('01-accettazione.eml').length).toBeGreaterThan(1000);
  expect(read('SHA256SUMS').toString()).toContain(`sigilli/${LARGE - 1}.bin`);
  expect(execFileSync('unzip', ['-Z1', path]).toString().trimEnd().split('\n')).toEqual(files.map(({ name }) => name));
});
