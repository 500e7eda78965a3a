// The built file runs by itself, its bundles do not depend on the machine's time zone, and killed it leaves none that looks finished.
import { type ExecFileException, execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSamples, NOW } from '../bundle/build-source';
import { createAuthority } from '../pki/authority';
import { issueProvider } from '../pki/issue-provider';
import { signPec } from '../pki/sign-pec';
import { createTransmission } from '../pki/transmission';

const BUILD = fileURLToPath(new URL('../../lib/cli/build.mjs', import.meta.url));
let folder: string;
let program: string;

const run = (file: string, words: string[], env: Record<string, string> = {}): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string): void =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    execFile(file, words, { env: { ...process.env, LANG: 'it_IT.UTF-8', ...env } }, done);
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-built-'));
  program = join(folder, 'ceralacca.mjs');
  const built = await run(process.execPath, [BUILD, program]);
  expect(built).toMatchObject({ code: 0 });
  const { samples, rootPem } = await createSamples();
  await writeFile(join(folder, 'root.pem'), rootPem);
  for (const { name, bytes } of samples) await writeFile(join(folder, `${name}.eml`), bytes);
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

describe('the built command line', () => {
  it('runs as a program of its own with the exit codes of the contract', async () => {
    const trusted = await run(program, [
      'verify',
      '--json',
      '--trust',
      join(folder, 'root.pem'),
      join(folder, 'notifica-accettazione.eml'),
    ]);
    expect({ code: trusted.code, stderr: trusted.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(trusted.stdout)).toMatchObject({ verdict: 'verified' });
    expect((await run(program, ['verify', join(folder, 'falsa-cartella.eml')])).code).toBe(1);
    expect((await run(program, ['verify', join(folder, 'nowhere.eml')])).code).toBe(2);
  });

  it('survives a reader that stops listening', async () => {
    const { stdout, stderr } = await run('sh', ['-c', `"${program}" verify --json "${folder}" | head -c 10`]);
    expect(stdout).toHaveLength(10);
    expect(stderr).toBe('');
  });

  it('makes the same bundle in every time zone', async () => {
    const hashes = new Set<string>();
    for (const zone of ['UTC', 'Asia/Tokyo', 'America/Lima']) {
      const path = join(folder, `${zone.replace('/', '-')}.asice`);
      const { code } = await run(program, ['bundle', '--at', NOW, '--out', path, '--trust', join(folder, 'root.pem'), folder], {
        TZ: zone,
      });
      expect(code).toBe(1);
      hashes.add(
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      );
      await rm(path);
    }
    expect(hashes.size).toBe(1);
  });
});

describe('the built command line, killed while it writes a bundle', () => {
  const MB = 1024 * 1024;
  const COUNT = 8;
  let place: string;

  beforeAll(async () => {
    place = await mkdtemp(join(folder, 'killed-'));
    const provider = await issueProvider(await createAuthority());
    for (let index = 0; index < COUNT; index += 1) {
      const attachments = [{ name: 'planimetria.pdf', type: 'application/pdf', bytes: Uint8Array.from(randomBytes(3 * MB)) }];
      const transmission = createTransmission({ attachments, messageId: `planimetria-${index}@studio.example` });
      await writeFile(join(place, `${index}.eml`), await signPec({ provider, kind: 'avvenuta-consegna', transmission }));
    }
  }, 60_000);

  const bundle = (out: string): string[] => ['bundle', '--trust', join(folder, 'root.pem'), '--out', out, place];

  /** Of what is written for it, under whatever name. */
  const listSizes = (out: string): number[] =>
    readdirSync(dirname(out))
      .filter((name) => name.startsWith(basename(out)))
      .map((name) => statSync(join(dirname(out), name)).size);

  const killAt = async (out: string, octets: number): Promise<NodeJS.Signals | null> => {
    const running = spawn(process.execPath, [program, ...bundle(out)], { stdio: 'ignore' });
    const ended = once(running, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    const watch = setInterval(() => {
      if (listSizes(out).some((size) => size >= octets)) running.kill('SIGKILL');
    }, 1);
    const [, signal] = await ended;
    clearInterval(watch);
    return signal;
  };

  it('leaves no file of that name; the half one is no bundle to `check`, and the next run names it and replaces nothing', async () => {
    const out = join(folder, 'killed.asice');
    expect(await killAt(out, 4 * MB)).toBe('SIGKILL');
    expect((await readdir(folder)).filter((name) => name.startsWith('killed.'))).toEqual(['killed.asice.part']);
    expect(await run(program, ['check', `${out}.part`])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/rifiutato|non è un fascicolo/i),
    });
    expect(await run(program, bundle(out))).toMatchObject({ code: 2, stderr: expect.stringContaining('killed.asice.part') });
    const { size: left } = await stat(`${out}.part`);
    await rm(`${out}.part`);
    expect(await run(program, bundle(out))).toMatchObject({ code: 0 });
    expect((await stat(out)).size).toBeGreaterThan(left);
    expect((await run(program, ['check', '--trust', join(folder, 'root.pem'), out])).code).toBe(0);
  }, 60_000);
});
