// A thousand proofs of a megabyte each, exported as one bundle from the ledger page: how long, how much memory, and how soon it ends when it is cancelled.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserDriver, BrowserName, Page } from '../../e2e/driver';
import { addAuthority, addFiles, openLedger, readHeld } from '../../e2e/extension-steps';
import { launchBrowser } from '../../e2e/launch-browser';
import { waitForOutcomes } from '../../e2e/ledger-steps';
import { createBenchSamples, createLargeReceipt } from '../samples';
import { type Growth, watchMemory } from '../watch-memory';

const COUNT = 1000;
const BYTES = 1024 * 1024;
const MB = 1024 * 1024;
const PATIENCE = { timeoutMs: 30 * 60_000 };

const OPEN = '.ledger-line > button:first-of-type';
const MAKE = 'dialog.work > .actions .btn.main:not([disabled])';
const PROGRESS = 'dialog.work > .progress-line';

type Given = { pem: string; paths: string[] };
type Figures = { judgeMs: number; writeMs: number; cancelMs: number; left: number; octets: number; judging: Growth; writing: Growth };

const countHeld = async (page: Page): Promise<number> => (await readHeld(page)).reduce((octets, { size }) => octets + size, 0);

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

const open = async (ledger: Page): Promise<void> => {
  await ledger.click(OPEN);
  await ledger.waitFor(MAKE, PATIENCE);
};

/** In the middle of writing. */
const cancel = async (ledger: Page): Promise<Pick<Figures, 'cancelMs' | 'left'>> => {
  await ledger.click(MAKE);
  await ledger.waitForText(PROGRESS, /[1-9]\d\d di/, PATIENCE);
  const cancelMs = await timed(async () => {
    await ledger.click(`${PROGRESS} .btn`);
    await ledger.waitUntil((root) => root.querySelector('dialog[open]') === null, PATIENCE);
  });
  return { cancelMs, left: await countHeld(ledger) };
};

const watched = async (driver: BrowserDriver, work: () => Promise<unknown>): Promise<[ms: number, growth: Growth]> => {
  const memory = watchMemory(driver.profile);
  const ms = await timed(work);
  return [ms, memory.stop()];
};

const findLargest = ({ downloadFolder }: BrowserDriver): number =>
  Math.max(0, ...readdirSync(downloadFolder).map((name) => statSync(join(downloadFolder, name)).size));

const exportOnce = async (name: BrowserName, program: string, { pem, paths }: Given): Promise<Figures> => {
  const driver = await launchBrowser(name, program);
  try {
    await (await addAuthority(driver, pem)).close();
    const filling = await openLedger(driver);
    await addFiles(filling, paths);
    await waitForOutcomes(filling, new RegExp(`^${COUNT} elementi esaminati: ${COUNT} autentici\\.$`), PATIENCE.timeoutMs);
    await filling.close();
    const ledger = await openLedger(driver);
    await ledger.waitFor(OPEN, PATIENCE);
    const [judgeMs, judging] = await watched(driver, () => open(ledger));
    const cancelled = await cancel(ledger);
    await open(ledger);
    const [writeMs, writing] = await watched(driver, async () => {
      await ledger.click(MAKE);
      await ledger.waitFor('dialog.work .made', PATIENCE);
    });
    const octets = Math.max(await countHeld(ledger), findLargest(driver));
    return { judgeMs, writeMs, ...cancelled, octets, judging, writing };
  } finally {
    await driver.close();
  }
};

const writeReceipts = async (folder: string): Promise<Given> => {
  const samples = await createBenchSamples(0);
  const paths: string[] = [];
  for (let index = 0; index < COUNT; index += 1) {
    const path = join(folder, `${index}.eml`);
    writeFileSync(path, await createLargeReceipt(samples, BYTES, 'sha256', index + 1));
    paths.push(path);
  }
  return { pem: samples.authority.root.certificate.pem, paths };
};

const toMegabytes = (octets: number): string => `${(octets / MB).toFixed(0)} MB`;
const toSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const toRow = (name: string, { judgeMs, writeMs, cancelMs, left, octets, judging, writing }: Figures): string => {
  const memory = [judging, writing].map(({ largest, all }) => `${toMegabytes(largest)} (${toMegabytes(all)})`);
  const cells = [toMegabytes(octets), toSeconds(judgeMs), toSeconds(writeMs), ...memory, `${cancelMs.toFixed(0)} ms`, toMegabytes(left)];
  return `| ${[name, ...cells].join(' | ')} |`;
};

export const benchExport = async (programs: readonly [BrowserName, string][], print: (line: string) => void): Promise<string> => {
  if (!existsSync('/proc/self/status')) return 'NOT MEASURED: the export, whose memory is only told by Linux';
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-export-'));
  try {
    print(`${COUNT} receipts of ${toMegabytes(BYTES)}`);
    const given = await writeReceipts(folder);
    const rows: string[] = [];
    for (const [name, program] of programs) {
      print(`${name}: the export of all of them`);
      rows.push(toRow(name, await exportOnce(name, program, given)));
    }
    return [
      `One bundle of ${COUNT} proofs; memory is what the page's process (the whole browser) grew by at the peak, asked is < 150 MB:`,
      '',
      '| browser | bundle | judged | written | while judging | while writing | cancelled within | left then |',
      '|---|---|---|---|---|---|---|---|',
      ...rows,
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
