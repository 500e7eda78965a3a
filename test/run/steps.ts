// Runs one step of a runner as a program of its own, or as a vitest run, and counts what came of it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type Counts = { passed: number; failed: number; skipped: number };

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

export const runProgram = (command: string, args: readonly string[], env: Record<string, string> = {}): boolean =>
  spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' }).status ===
  0;

/** A step without cases of its own (types, lint, build) counts as one. */
export const countProgram = (name: string, command: string, ...args: string[]): Counts => {
  print(`\n── ${name}`);
  const passed = runProgram(command, args);
  print(passed ? `${name}: passed` : `${name}: FAILED`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
};

type VitestResult = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

const readCounts = (file: string, exitedWell: boolean): Counts => {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(readFileSync(file, 'utf8')) as VitestResult;
  // A file that could not be loaded, or whose preparation failed, has no failed case to count, yet it failed.
  const broken = result.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  const failed = result.numFailedTests + broken.length;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && !exitedWell ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
};

export const countVitest = (name: string, config: string, env: Record<string, string> = {}): Counts => {
  print(`\n── ${name}`);
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-run-'));
  const file = join(folder, 'result.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const exitedWell = runProgram('npx', ['vitest', 'run', '--config', config, ...reporters], env);
    return readCounts(file, exitedWell);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const addCounts = (all: readonly Counts[]): Counts =>
  all.reduce((sum, one) => ({
    passed: sum.passed + one.passed,
    failed: sum.failed + one.failed,
    skipped: sum.skipped + one.skipped,
  }));
