// The guard: programs and folder go when they are told to, and also when the one who started them is killed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { startGuarded } from './guard';

const createFolder = (): string => mkdtempSync(join(tmpdir(), 'ceralacca-guard-'));

/** Writes its own process number, so that the test can ask whether it still lives. */
const sleeper = (folder: string) => ({ command: ['sh', '-c', `echo $$ > '${folder}/pid'; exec sleep 60`] });

const readPid = async (folder: string): Promise<number> =>
  vi.waitFor(() => {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    expect(pid).toBeGreaterThan(1);
    return pid;
  }, 5000);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('stop ends the programs and removes the folder', async () => {
  const folder = createFolder();
  const guard = startGuarded(folder, [sleeper(folder)], join(folder, 'log'));
  const pid = await readPid(folder);
  expect(isAlive(pid)).toBe(true);
  await guard.stop();
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

test('settings and words with quotes reach the program as they are', async () => {
  const folder = createFolder();
  const command = ['sh', '-c', `printf '%s|%s' "$WORD" "$1" > '${folder}/out'`, 'sh', `it's "$HOME"`];
  const guard = startGuarded(folder, [{ command, env: { WORD: `l'ora è $1` } }], join(folder, 'log'));
  await vi.waitFor(() => expect(readFileSync(join(folder, 'out'), 'utf8')).toBe(`l'ora è $1|it's "$HOME"`), 5000);
  await guard.stop();
});

test('nothing stays when the process that started it is killed', async () => {
  const folder = createFolder();
  const script = `
    import { startGuarded } from ${JSON.stringify(fileURLToPath(new URL('guard.ts', import.meta.url)))};
    startGuarded(${JSON.stringify(folder)}, [${JSON.stringify(sleeper(folder))}], ${JSON.stringify(join(folder, 'log'))});
    setInterval(() => undefined, 1000);`;
  const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: 'ignore' });
  const pid = await readPid(folder);
  owner.kill('SIGKILL');
  await vi.waitFor(() => {
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  }, 5000);
});
