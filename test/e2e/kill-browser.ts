// The end of a browser as a dying machine brings it: every process of its profile at once, with no time to write anything.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Processes are found by the profile in their command line, which only Linux tells. */
export const canKillBrowsers = existsSync('/proc/self/cmdline');

const readCommand = (pid: string): string[] => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
};

/** The guard that started it, a shell, stays to clean up. */
export const killBrowser = (profile: string): void => {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const [program = '', ...rest] = readCommand(pid);
    if (!rest.some((argument) => argument.includes(profile)) || program === '/bin/sh') continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It went with its parent.
    }
  }
};
