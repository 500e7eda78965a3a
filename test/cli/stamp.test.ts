// Time-stamps on bundles by the command line: asked for while a bundle is made, later, or with a request that is carried to another tool.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NAMES } from '../../lib/bundle/layout';
import { runCommand } from '../../lib/cli/run-command';
import { CHECK_PAGE, createSamples, readTexts, unpack } from '../bundle/build-source';
import { issueTsa } from '../pki/issue-tsa';
import { answerWithOpenssl } from '../pki/openssl-timestamp';
import { REPLY, type RunningTsa, startTsa, type TsaOptions } from '../pki/start-tsa';
import { tsa } from '../verify/timestamps/bench';

const execute = promisify(execFile);
const TEXTS = readTexts('it');

let folder: string;
let place: string;
const running: RunningTsa[] = [];
const at = (name: string): string => join(place, name);

const start = async (options: TsaOptions = {}, by = tsa): Promise<RunningTsa> => {
  const service = await startTsa(by, options);
  running.push(service);
  return service;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-stamp-'));
  const { samples, rootPem } = await createSamples();
  await writeFile(join(folder, 'a.eml'), samples[0]?.bytes ?? '');
  await writeFile(join(folder, 'root.pem'), rootPem);
  await writeFile(join(folder, 'tsa.pem'), tsa.root.certificate.pem);
});
beforeEach(async () => {
  place = await mkdtemp(join(folder, 'place-'));
});
afterAll(async () => {
  for (const service of running) await service.close();
  await rm(folder, { recursive: true });
});

const run = async (...words: string[]): Promise<{ code: number; out: string; err: string }> => {
  const told = { out: '', err: '' };
  const code = await runCommand([...words, '--tsa', join(folder, 'tsa.pem')], {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
    lang: 'it_IT.UTF-8',
    now: new Date().toISOString(),
    readCheckPage: async () => CHECK_PAGE,
  });
  return { code, ...told };
};

const bundle = (...words: string[]) =>
  run('bundle', '--trust', join(folder, 'root.pem'), '--out', at('a.asice'), join(folder, 'a.eml'), ...words);

/** By openssl, over the unpacked files. */
const verify = async (name: string): Promise<string> => {
  const files = await unpack(Uint8Array.from(await readFile(at(name))));
  for (const path of [NAMES.manifest, NAMES.token]) {
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), files.get(path) ?? '');
  }
  const words = ['ts', '-verify', '-data', NAMES.manifest, '-in', NAMES.token, '-token_in', '-CAfile', join(folder, 'tsa.pem')];
  const { stdout } = await execute('openssl', words, { cwd: place }).catch((failure: { stdout: string }) => failure);
  return stdout;
};

const TOLD = /Marca temporale aggiunta: il fascicolo esisteva già prima del \d\d\/\d\d\/\d{4}.*Ceralacca Test TSU 1/;

describe('bundle --tsa-url', () => {
  it('makes a bundle with a token that openssl verifies', async () => {
    const { url } = await start();
    const told = await bundle('--tsa-url', url, '--tsa-policy', '1.2.3.4.1');
    expect(told).toMatchObject({ code: 0, out: expect.stringMatching(TOLD), err: '' });
    expect(await verify('a.asice')).toContain('Verification: OK');
    expect(await readdir(place)).toEqual(['META-INF', 'a.asice']);
  });

  it('leaves a bundle without a token, and says so, where the service gives none', async () => {
    const { url } = await start({ respond: (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('x') });
    const told = await bundle('--tsa-url', url);
    expect(told).toMatchObject({ code: 2, err: expect.stringContaining(TEXTS.stamp_wrong_media_type ?? '-') });
    expect(told.err).toContain(TEXTS.cli_unstamped);
    expect([...(await unpack(Uint8Array.from(await readFile(at('a.asice'))))).keys()]).not.toContain(NAMES.token);
    expect(await readdir(place)).toEqual(['a.asice']);
  });
});

describe('stamp', () => {
  beforeEach(async () => void (await bundle()));

  it('asks a service, with name and password from a file', async () => {
    const { url } = await start({ login: 'anna:segreta' });
    await writeFile(at('login'), 'anna:segreta\n');
    const words = ['stamp', at('a.asice'), '--tsa-url', url, '--out', at('b.asice')];
    expect(await run(...words)).toMatchObject({ code: 2, err: expect.stringContaining(TEXTS.stamp_credentials_needed ?? '-') });
    expect(await run(...words, '--tsa-login', at('missing'))).toMatchObject({ code: 2 });
    expect(await run(...words, '--tsa-login', at('login'))).toMatchObject({ code: 0, out: expect.stringMatching(TOLD) });
    expect(await verify('b.asice')).toContain('Verification: OK');
  });

  it('writes a request that another tool answers, and takes the answer back', async () => {
    expect(await run('stamp', at('a.asice'), '--request', at('a.tsq'))).toMatchObject({ code: 0, err: '' });
    await writeFile(at('a.tsr'), await answerWithOpenssl(Uint8Array.from(await readFile(at('a.tsq'))), tsa));
    const told = await run('stamp', at('a.asice'), '--token', at('a.tsr'), '--out', at('b.asice'));
    expect(told).toMatchObject({ code: 0, out: expect.stringMatching(TOLD), err: '' });
    expect(await verify('b.asice')).toContain('Verification: OK');
    const [before, after] = [await readFile(at('a.asice')), await readFile(at('b.asice'))];
    const kept = before.readUInt32LE(before.length - 6);
    expect(after.subarray(0, kept).equals(before.subarray(0, kept))).toBe(true);
  });

  it('keeps a token of an authority that nobody knows, and does not call it verified', async () => {
    const { url } = await start({}, await issueTsa({ rootKeyLabel: 'unknown-tsa-root', rootCommonName: 'Ignota' }));
    const told = await run('stamp', at('a.asice'), '--tsa-url', url, '--out', at('b.asice'));
    expect(told).toMatchObject({ code: 1, out: expect.stringMatching(/non è tra quelle conosciute.*Ignota/) });
  });

  it.each([
    ['a token over something else', async () => answerWithOpenssl(await readFile(at('other.tsq')), tsa), 'stamp_wrong_imprint'],
    ['a page', async () => Buffer.from('<!doctype html>'), 'stamp_unreadable'],
  ])('refuses %s and writes nothing', async (_, create, key) => {
    await writeFile(at('other'), 'x');
    await execute('openssl', ['ts', '-query', '-data', at('other'), '-sha256', '-cert', '-out', at('other.tsq')]);
    await writeFile(at('a.tsr'), await create());
    const told = await run('stamp', at('a.asice'), '--token', at('a.tsr'), '--out', at('b.asice'));
    expect(told).toMatchObject({ code: 2, out: '', err: expect.stringContaining(TEXTS[key] ?? '-') });
    expect(await readdir(place)).not.toContain('b.asice');
  });

  it('refuses a second token, a place that is taken, and what is no bundle', async () => {
    const { url } = await start();
    const stamp = (from: string, to: string) => run('stamp', at(from), '--tsa-url', url, '--out', at(to));
    expect(await stamp('a.asice', 'b.asice')).toMatchObject({ code: 0 });
    expect(await stamp('b.asice', 'c.asice')).toMatchObject({ code: 2, err: expect.stringContaining(TEXTS.stamp_already_stamped ?? '-') });
    expect(await stamp('a.asice', 'a.asice')).toMatchObject({ code: 2, err: expect.stringContaining(TEXTS.cli_out_exists ?? '-') });
    await writeFile(at('a.eml'), 'Subject: x\r\n\r\n');
    expect(await stamp('a.eml', 'd.asice')).toMatchObject({ code: 2, err: expect.stringContaining(TEXTS.stamp_not_a_bundle ?? '-') });
    expect(await stamp('missing', 'd.asice')).toMatchObject({ code: 2, err: expect.stringContaining(TEXTS.cli_problem_unreadable ?? '-') });
  });

  it('is given no token by a service that repeats an old one', async () => {
    const honest = await start();
    await run('stamp', at('a.asice'), '--tsa-url', honest.url, '--out', at('b.asice'));
    const old = await answerWithOpenssl(honest.asked[0]?.body ?? new Uint8Array(), tsa);
    const { url } = await start({ respond: (_, response) => void response.writeHead(200, REPLY).end(old) });
    const told = await run('stamp', at('a.asice'), '--tsa-url', url, '--out', at('c.asice'));
    expect(told).toMatchObject({ code: 2, err: expect.stringContaining(TEXTS.stamp_wrong_nonce ?? '-') });
  });
});
