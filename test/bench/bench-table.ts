// The figures of the bench as a table, each beside what is asked of it.
import { type BenchResult, MB } from './bench';
import type { Figures } from './bench-plan';

const NONE = { verifyMs: Number.NaN, judgeMs: Number.NaN, hashMs: Number.NaN, bytes: Number.NaN };

const single = (figures: Figures, name: string): Figures['single'][string] => figures.single[name] ?? NONE;

const toHash = (figures: Figures, name: string): string => {
  const { verifyMs, hashMs } = single(figures, name);
  return `${verifyMs.toFixed(0)} ms, × ${(verifyMs / hashMs).toFixed(2)}`;
};

const perMegabyte = (figures: Figures, name: string): string => {
  const { verifyMs, bytes } = single(figures, name);
  return `${(verifyMs / (bytes / MB)).toFixed(2)} ms/MB`;
};

export const toBenchTable = ({ engines, opensslMs, opensslLargeMs, largeBytes, grownBytes }: BenchResult): string => {
  const row = (title: string, asked: string, value: (figures: Figures) => string): string =>
    `| ${[title, ...engines.map(([, figures]) => value(figures)), asked].join(' | ')} |`;
  return [
    `| what | ${engines.map(([name]) => name).join(' | ')} | asked |`,
    `|---|${engines.map(() => '---|').join('')}---|`,
    row('receipts of 10–50 kB a second, two workers', '≥ 1,500 in Chromium', ({ receiptsPerSecond }) => receiptsPerSecond.toFixed(0)),
    row(
      `the same against one openssl command a file (${opensslMs.toFixed(1)} ms)`,
      '≥ × 40',
      ({ receiptsPerSecond }) => `× ${((receiptsPerSecond * opensslMs) / 1000).toFixed(0)}`,
    ),
    ...['30 MB', '30 MB, SHA-256'].flatMap((name) => [
      row(`${name} against the bare SHA-256 of its octets`, '≤ × 3', (figures) => toHash(figures, name)),
      row(
        `${name} against the openssl command (${opensslLargeMs.toFixed(0)} ms for SHA-1)`,
        '≥ × 15',
        (figures) => `× ${(opensslLargeMs / single(figures, name).verifyMs).toFixed(1)}`,
      ),
      row(
        `${name}, verdict alone, without the hash that names the file, which openssl does not make`,
        '',
        (figures) => `${single(figures, name).judgeMs.toFixed(0)} ms, × ${(opensslLargeMs / single(figures, name).judgeMs).toFixed(1)}`,
      ),
    ]),
    ...['1 MB', '10 MB', '96 MB'].map((name) => row(`${name}: each megabyte`, 'no growth', (figures) => perMegabyte(figures, name))),
    ...['10 parts', '100 parts', '990 parts'].map((name) =>
      row(name, 'linear', (figures) => `${single(figures, name).verifyMs.toFixed(2)} ms`),
    ),
    '',
    `Memory in Node while a message of ${(largeBytes / MB).toFixed(0)} MB is judged, beyond the message itself: ` +
      `${grownBytes === null ? 'not measured on this system' : `${(grownBytes / MB).toFixed(0)} MB`}; ` +
      `asked is at most ${(largeBytes / MB + 50).toFixed(0)} MB (twice the message and 50 MB in all).`,
  ].join('\n');
};
