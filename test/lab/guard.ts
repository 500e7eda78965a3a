// Runs server programs that cannot outlive us: whatever ends this process, they are killed and their folder is removed.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

export type Program = { command: readonly string[]; env?: Record<string, string> };
export type Guard = { stop(): Promise<void> };

// The shell leads a process group of its own and waits for the end of its input, which the kernel closes even when we are killed.
const SCRIPT = `
trap : TERM INT HUP
folder=$1; shift
eval "$1"
cat >/dev/null
kill -TERM 0
wait; wait
for attempt in 1 2 3 4 5; do rm -rf -- "$folder" && break; sleep 0.2; done
`;

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

const toCommandLine = ({ command, env = {} }: Program): string => {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`);
  return `env ${[...settings, ...command.map(quote)].join(' ')} &`;
};

/** Starts the programs in the background; `stop` ends them and removes `folder`. Their output goes to `logFile`. */
export const startGuarded = (folder: string, programs: readonly Program[], logFile: string): Guard => {
  const lines = programs.map(toCommandLine).join('\n');
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'guard', folder, lines], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const log = createWriteStream(logFile);
  log.on('error', () => undefined);
  shell.stdout.pipe(log);
  shell.stderr.pipe(log);
  const ended = new Promise<void>((resolve) => shell.once('close', () => resolve()));
  return {
    stop: async () => {
      shell.stdin.end();
      await ended;
    },
  };
};
