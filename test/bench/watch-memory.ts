// The memory of a browser while something is done in it: what its processes hold themselves, looked at again and again. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

const PAUSE_MS = 150;

/** Octets, by process. */
type Memory = ReadonlyMap<number, number>;

type Process = { parent: number; octets: number };

const readProcess = (pid: string): Process | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const read = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    // What lies in files and in memory that is shared is not the page's own.
    return { parent: read('PPid'), octets: read('RssAnon') * 1024 };
  } catch {
    return undefined;
  }
};

const isOf = (pid: string, profile: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile);
  } catch {
    return false;
  }
};

/** The processes that know the profile, and all below them. */
const readMemory = (profile: string): Memory => {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = new Map<number, Process>();
  for (const pid of pids) {
    const process = readProcess(pid);
    if (process) found.set(Number(pid), process);
  }
  const roots = pids.filter((pid) => isOf(pid, profile)).map(Number);
  const isBelow = (pid: number): boolean => {
    if (roots.includes(pid)) return true;
    const parent = found.get(pid)?.parent;
    return parent !== undefined && parent > 1 && isBelow(parent);
  };
  return new Map([...found].filter(([pid]) => isBelow(pid)).map(([pid, { octets }]) => [pid, octets]));
};

/** Octets at the peak beyond those at the begin: of the process that grew most, and of the whole browser. */
export type Growth = { largest: number; all: number };

const sum = (memory: Memory): number => [...memory.values()].reduce((total, octets) => total + octets, 0);

const toGrowth = (before: Memory, now: Memory): Growth => ({
  largest: Math.max(0, ...[...now].map(([pid, octets]) => octets - (before.get(pid) ?? 0))),
  all: sum(now) - sum(before),
});

export const watchMemory = (profile: string): { stop(): Growth } => {
  const before = readMemory(profile);
  const peak: Growth = { largest: 0, all: 0 };
  const look = (): void => {
    const { largest, all } = toGrowth(before, readMemory(profile));
    [peak.largest, peak.all] = [Math.max(peak.largest, largest), Math.max(peak.all, all)];
  };
  const timer = setInterval(look, PAUSE_MS);
  return {
    stop() {
      look();
      clearInterval(timer);
      return peak;
    },
  };
};
