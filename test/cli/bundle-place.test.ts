// `bundle` writes where nothing was: no input and no other file is ever replaced, and no half file is left.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSamples, readTexts } from '../bundle/build-source';
import { runTold, type Told } from './run-told';

let folder: string;
let place: string;
let message: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-place-'));
  const { samples, rootPem } = await createSamples();
  const [first] = samples;
  if (!first) throw new Error('no samples');
  message = first.bytes;
  await writeFile(join(folder, 'root.pem'), rootPem);
});

beforeEach(async () => {
  place = await mkdtemp(join(folder, 'place-'));
  await writeFile(join(place, 'a.eml'), message);
});

afterAll(() => rm(folder, { recursive: true }));

const bundle = (out: string, ...inputs: string[]): Promise<Told> =>
  runTold(['bundle', '--trust', join(folder, 'root.pem'), '--out', out, ...inputs]);

const REFUSAL = readTexts('it').cli_out_exists;

describe('the place of a bundle', () => {
  it.each([
    ['the input itself', 'a.eml'],
    ['the input by another way', 'deep/../a.eml'],
    ['a link to the input', 'link.eml'],
    ['a link that leads nowhere', 'dangling'],
    ['another file', 'other.asice'],
    ['a folder', 'deep'],
  ])('is refused when it is %s', async (_, name) => {
    await mkdir(join(place, 'deep'));
    await writeFile(join(place, 'other.asice'), 'precious');
    await symlink(join(place, 'a.eml'), join(place, 'link.eml'));
    await symlink(join(place, 'nowhere'), join(place, 'dangling'));
    const before = await readdir(place);
    const path = `${place}/${name}`;
    expect(await bundle(path, join(place, 'a.eml'))).toEqual({ code: 2, out: '', err: `${path}: ${REFUSAL}\n` });
    expect(await readdir(place)).toEqual(before);
    expect(Buffer.compare(await readFile(join(place, 'a.eml')), message)).toBe(0);
    expect(await readFile(join(place, 'other.asice'), 'utf8')).toBe('precious');
  });

  it('leaves a file alone that bears the name of our half-written one', async () => {
    const part = join(place, 'x.part');
    await writeFile(part, message);
    expect(await bundle(join(place, 'x'), part)).toEqual({ code: 2, out: '', err: `${part}: ${REFUSAL}\n` });
    expect((await readdir(place)).sort()).toEqual(['a.eml', 'x.part']);
    expect(Buffer.compare(await readFile(part), message)).toBe(0);
  });

  it('may be inside a folder that is an input', async () => {
    expect((await bundle(join(place, 'new.asice'), place)).code).toBe(0);
    expect((await readdir(place)).sort()).toEqual(['a.eml', 'new.asice']);
  });
});
