// A bundle that its own reader would refuse is not written; the largest that is written, the reader takes.
import { makeZip } from 'client-zip';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleContent, BundleSource } from '../../lib/bundle/bundle-source';
import { createBundle } from '../../lib/bundle/create-bundle';
import { toManifest } from '../../lib/bundle/manifest';
import { FILE_BYTES } from '../../lib/bundle/open-bundle';
import { MANIFEST_BYTES, parseManifest } from '../../lib/bundle/parse-manifest';
import { createSizeLimit } from '../../lib/bundle/size-limit';
import { ARCHIVE_ENTRIES, parseArchive } from '../../lib/intake/parse-archive';
import { buildSource, createSamples, NO_WATCH, prepare, wordingIn } from './build-source';

const OWN_FILES = 3;

let source: BundleSource;
let content: BundleContent;

beforeAll(async () => {
  const { samples, rootDer } = await createSamples();
  const own = samples.filter(({ group }) => group === 'notifica').map(({ bytes }) => bytes);
  source = await buildSource(own, rootDer);
  content = await prepare(source);
});

const pathsOf = (count: number): BundleContent['paths'] =>
  new Map(Array.from({ length: count }, (_, index) => [`${index}`, `${index}.eml`]));

describe('too many files', () => {
  it('are refused before anything is read, as a reason of their own', async () => {
    let read = 0;
    const counting: BundleSource = {
      ...source,
      read: async (sha256) => {
        read += 1;
        return source.read(sha256);
      },
    };
    const large = { ...content, paths: pathsOf(ARCHIVE_ENTRIES) };
    const stream = createBundle(counting, large, { wording: wordingIn('it'), ...NO_WATCH });
    await expect(new Response(stream).arrayBuffer()).rejects.toMatchObject({ name: 'BundleTooLarge' });
    expect(read).toBe(0);
  });

  it('counts the message itself, and what an archive says of it', () => {
    const [message] = content.messages;
    const most = ARCHIVE_ENTRIES - OWN_FILES;
    const plain = { ...content, messages: message ? [{ ...message, sent: null }] : [] };
    expect(() => createSizeLimit({ ...plain, paths: pathsOf(most) })).not.toThrow();
    expect(() => createSizeLimit({ ...plain, paths: pathsOf(most + 1) })).toThrow('files');
    expect(() => createSizeLimit({ ...plain, pack: 'archive', paths: pathsOf(most) })).toThrow('files');
  });

  it('are refused long before their number needs zip64, which the writer writes for octets alone', async () => {
    expect(ARCHIVE_ENTRIES).toBeLessThan(0xffff);
    const names = Array.from({ length: 0x10001 }, (_, index) => ({ name: `${index}`, input: '', lastModified: new Date(1980, 0, 1) }));
    const archive = await parseArchive(await new Response(makeZip(names)).blob());
    expect(archive).toMatchObject({ ok: false });
  });

  it('are counted as they come, since nobody knows before how many time-stamps lie beside', () => {
    const limit = createSizeLimit(content);
    const file = { name: 'a', bytes: new Uint8Array(1) };
    for (let count = OWN_FILES; count < ARCHIVE_ENTRIES; count += 1) limit.take(file);
    expect(() => limit.take(file)).toThrow('files');
  });
});

describe('too many octets', () => {
  it('are refused in one file, and in all together', () => {
    const bytesOf = (length: number): Uint8Array => ({ length }) as Uint8Array;
    expect(() => createSizeLimit(content).take({ name: 'a', bytes: bytesOf(FILE_BYTES + 1) })).toThrow('octets');
    const limit = createSizeLimit(content);
    const file = { name: 'a', bytes: bytesOf(FILE_BYTES) };
    const takeAll = (): void => {
      for (let count = 0; count < 41; count += 1) limit.take(file);
    };
    expect(takeAll).toThrow('octets');
  });
});

it('the list of the largest bundle, with the longest names, is read', () => {
  const digest = btoa('x'.repeat(32));
  const files = Array.from({ length: ARCHIVE_ENTRIES - OWN_FILES }, (_, index) => ({
    name: `${String(index).padStart(5, '0')}-${'a'.repeat(40)}/${String(index).padStart(5, '0')}-${'b'.repeat(80)}.eml.32.tsr`,
    digest,
  }));
  const bytes = new TextEncoder().encode(toManifest(files));
  expect(bytes.length).toBeLessThan(MANIFEST_BYTES);
  expect(parseManifest(bytes)).toMatchObject({ ok: true });
});
