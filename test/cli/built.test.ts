// The built file runs by itself, and its bundles do not depend on the machine's time zone.
import { type ExecFileException, execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSamples, NOW } from '../bundle/build-source';

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
