// `ceralacca check`: the same findings as everywhere, in words or as JSON, and an exit code for scripts.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BundleFindings } from '../../lib/bundle/bundle-findings';
import { FOLDER_FILES } from '../../lib/bundle/open-bundle';
import { buildSource, createSamples, makeBundle, unpack } from '../bundle/build-source';
import { runTold, type Told } from './run-told';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-check-'));
  const { samples, rootDer, rootPem } = await createSamples();
  const bytesOf = (group: string): Uint8Array[] => samples.filter((sample) => sample.group === group).map(({ bytes }) => bytes);
  const container = await makeBundle(await buildSource(bytesOf('notifica'), rootDer));
  await writeFile(at('root.pem'), rootPem);
  await writeFile(at('good.asice'), container);
  for (const [name, bytes] of await unpack(container)) {
    await mkdir(dirname(at(`unpacked/${name}`)), { recursive: true });
    await writeFile(at(`unpacked/${name}`), bytes);
  }
  const altered = container.slice();
  const place = Buffer.from(altered).indexOf('Si notifica');
  altered[place] = (altered[place] ?? 0) ^ 1;
  await writeFile(at('altered.asice'), altered);
  await writeFile(at('false.asice'), await makeBundle(await buildSource(bytesOf('falsa'), rootDer)));
  await writeFile(at('none.asice'), 'no bundle');
});

afterAll(() => rm(folder, { recursive: true }));

const run = (...words: string[]): Promise<Told> => runTold(['check', ...words]);

const trusting = (): string[] => ['--trust', at('root.pem')];

it.each(['good.asice', 'unpacked'])('%s is whole, for people and for programs', async (name) => {
  const { code, out, err } = await run(...trusting(), at(name));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('Fascicolo integro: tutte le 3 prove hanno firma autentica.');
  expect(out).toContain('02-avvenuta-consegna-cancelleria@pec.beta.example.eml: firma autentica');
  const { out: json } = await run('--json', ...trusting(), at(name));
  expect(JSON.parse(json) as BundleFindings).toMatchObject({ verdict: 'intact', report: 'agrees', sums: 'agrees', checkPage: 'agrees' });
});

it('trusts no authority that the bundle brings along', async () => {
  const { code, out } = await run(at('good.asice'));
  expect(code).toBe(1);
  expect(out).toContain('Fascicolo integro, ma non si può confermare nessuna delle 3 prove.');
  expect(out).toContain('indicalo con --trust FILE.pem: chi ti ha dato il fascicolo non è una fonte.');
});

it.each([
  ['altered.asice', 1, /Il contenitore|illeggibile/],
  ['false.asice', 1, /Fascicolo integro, ma non si può confermare la sua unica prova/],
  ['none.asice', 1, /Fascicolo rifiutato/],
])('%s exits with %i', async (name, expected, words) => {
  const { code, out } = await run(...trusting(), at(name));
  expect(code).toBe(expected);
  expect(out).toMatch(words);
});

it('says of what is not there that it is not', async () => {
  const { code, err } = await run(at('nowhere.asice'));
  expect(code).toBe(2);
  expect(err).toContain('nowhere.asice');
});

it('refuses a folder with more files than a bundle may have by that reason, as verifica.html does', async () => {
  await mkdir(at('many'));
  const names = Array.from({ length: FOLDER_FILES + 1 }, (_, index) => at(`many/${index}`));
  while (names.length > 0) await Promise.all(names.splice(0, 500).map((name) => writeFile(name, '')));
  const { code, out, err } = await run('--json', at('many'));
  expect({ code, err, ...(JSON.parse(out) as BundleFindings) }).toMatchObject({
    code: 1,
    err: '',
    verdict: 'refused',
    refusal: 'too-many',
  });
}, 120_000);
