// The speed of the judge as ratios measured in one run, in Node and in the browsers of this machine.
import { existsSync } from 'node:fs';
import type { BrowserName } from '../e2e/driver';
import type { Figures, Samples } from './bench-plan';
import { measureInBrowser } from './measure-in-browser';
import { measureInNode } from './measure-in-node';
import { measureMemory } from './measure-memory';
import { measureOpenssl } from './measure-openssl';
import { type BenchSamples, createBenchSamples, createLargeReceipt, createReceiptOfParts } from './samples';

export const MB = 1024 * 1024;
const RECEIPTS = 240;
const NOW = '2026-11-21T12:00:00Z';
const SIGNED_AT = new Date('2026-09-19T13:41:19Z');

export type BenchResult = {
  engines: [name: string, figures: Figures][];
  /** Mean milliseconds of one openssl process a receipt. */
  opensslMs: number;
  /** Best milliseconds of openssl for the message of 30 MB. */
  opensslLargeMs: number;
  largeBytes: number;
  /** Octets by which a process grows while it judges that message; null where the system does not tell (no /proc). */
  grownBytes: number | null;
};

const createSingles = async (samples: BenchSamples): Promise<Samples['single']> => {
  const singles: Samples['single'] = [];
  for (const size of [30, 1, 10, 96]) singles.push({ name: `${size} MB`, message: await createLargeReceipt(samples, size * MB) });
  // As the providers of 2026 sign, beside SHA-1, which is slower than SHA-256 in some engines.
  singles.push({ name: '30 MB, SHA-256', message: await createLargeReceipt(samples, 30 * MB, 'sha256') });
  for (const parts of [10, 100, 990]) singles.push({ name: `${parts} parts`, message: await createReceiptOfParts(samples, parts) });
  return singles;
};

/** @param programs the browsers to measure in, by their path */
export const runBench = async (programs: readonly [BrowserName, string][], print: (line: string) => void): Promise<BenchResult> => {
  const samples = await createBenchSamples(RECEIPTS);
  const { root } = samples.authority;
  const single = await createSingles(samples);
  const large = single[0]?.message ?? new Uint8Array();
  const all: Samples = { anchor: root.certificate.der, now: NOW, receipts: samples.messages, single };
  print(`openssl: one process for each of ${RECEIPTS / 4} receipts, then for one of 30 MB`);
  const each = await measureOpenssl(samples.messages.slice(0, RECEIPTS / 4), root.certificate.pem, SIGNED_AT);
  const largeTimes = await measureOpenssl([large, large, large], root.certificate.pem, SIGNED_AT);
  print('Node');
  const engines: BenchResult['engines'] = [['Node', await measureInNode(all)]];
  for (const [name, program] of programs) {
    print(name);
    engines.push([name, await measureInBrowser(name, program, all)]);
  }
  return {
    engines,
    opensslMs: each.reduce((sum, time) => sum + time, 0) / each.length,
    opensslLargeMs: Math.min(...largeTimes),
    largeBytes: large.length,
    grownBytes: existsSync('/proc/self/status') ? await measureMemory(large, all.anchor, NOW) : null,
  };
};
