// Plain Node, before anything is installed: installs the packages of the lockfile when they are not there, then runs a runner.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const RUNNERS = ['start', 'test', 'tour', 'bench'];

const run = (command, ...args) => {
  const { status, signal, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) throw error;
  return signal ? 1 : (status ?? 1);
};

const runOrStop = (command, ...args) => {
  const status = run(command, ...args);
  if (status !== 0) process.exit(status);
};

const readPackages = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages;

/** Compares contents, not dates: a clone gives every file the same date, and packages of other systems are rightly absent. */
const isInstalled = () => {
  if (!existsSync(join(ROOT, 'node_modules', '.package-lock.json'))) return false;
  const present = readPackages('node_modules/.package-lock.json');
  return Object.entries(readPackages('package-lock.json')).every(
    ([path, wanted]) => path === '' || (present[path] ? present[path].version === wanted.version : wanted.optional === true),
  );
};

const [runner = '', ...rest] = process.argv.slice(2);
if (!RUNNERS.includes(runner)) {
  process.stderr.write(`usage: node test/run/bootstrap.mjs ${RUNNERS.join('|')}\n`);
  process.exit(2);
}
if (!isInstalled()) runOrStop('npm', 'ci', '--ignore-scripts', '--no-fund', '--no-audit');
if (!existsSync(join(ROOT, '.wxt', 'wxt.d.ts'))) runOrStop('npx', 'wxt', 'prepare');
// Another exit code than the runner's own would hide a failure.
process.exit(run('npx', 'tsx', join('test', 'run', `${runner}.ts`), ...rest));
