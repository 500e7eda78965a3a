// The ledger at 1,000, 10,000 and 100,000 pieces of evidence, in the real extension of a real browser: its database, its popup, its board.
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserDriver, BrowserName, Page } from '../../e2e/driver';
import { buildFolder, launchBrowser } from '../../e2e/launch-browser';
import { bundle } from '../bundle';
import { watchMemory } from '../watch-memory';
import type { Answer, LedgerFigures, Order, Templates } from './orders';

export type LedgerLevel = LedgerFigures & {
  evidence: number;
  /** Receipts a second that were recorded to get here. */
  filledPerSecond: number;
  /** First contentful paint of the popup. */
  popupMs: number;
  /** First rows of the board in view, from the navigation on. */
  boardMs: number;
  /** The slowest of some letters typed into the search, until the frame that shows the result. */
  searchMs: number;
  /** Octets of the page's own objects; null where the browser does not tell. */
  heapBytes: number | null;
  /** Milliseconds from frame to frame while the board is scrolled through a thousand rows: the longest, and what 95 of 100 stay below. */
  frameMs: { longest: number; most: number };
  /** Octets by which the process of the page grew until then; null where the system does not tell. */
  grownBytes: number | null;
};

const PATIENCE_MS = 30 * 60_000;
const LOADS = 5;

const ask = async (page: Page, order: Order): Promise<Answer> => {
  await page.evaluate((root, text: string) => {
    const { dataset } = (root as Document).body;
    delete dataset.answer;
    dataset.order = text;
  }, JSON.stringify(order));
  const text = await page.waitUntil((root) => (root as Document).body.dataset.answer, { timeoutMs: PATIENCE_MS });
  const answer = JSON.parse(text ?? '') as Answer;
  if ('error' in answer) throw new Error(answer.error);
  return answer;
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const measurePopup = async (driver: BrowserDriver): Promise<number> => {
  const times: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    const page = await driver.openPage(driver.extensionUrl('popup.html'));
    await page.waitFor('.popup');
    times.push((await page.waitUntil(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime, {})) ?? Number.NaN);
    await page.close();
  }
  return median(times);
};

/** At the end the board shows all again. */
const LETTERS = ['r', 'ri', 'ricorso', 'ricorso 99', 'bruno', 'nessuno', ''];

/** Until the frame after the one that shows it. */
const typeAll = (page: Page): Promise<number[]> =>
  page.evaluate(async (root, letters: string[]) => {
    const input = root.querySelector<HTMLInputElement>('input[type="search"]');
    const times: number[] = [];
    for (const text of letters) {
      if (!input) break;
      input.value = text;
      const started = performance.now();
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      times.push(performance.now() - started);
    }
    return times;
  }, LETTERS);

const readHeap = (page: Page): Promise<number | null> =>
  page.evaluate(() => (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? null);

const FRAMES = 300;

/** Of a wheel turned fast, each frame; rows are drawn as their turn comes. */
const SCROLLED_PX = 150;

const scroll = async (page: Page): Promise<LedgerLevel['frameMs']> => {
  const times = await page.evaluate(
    async (_root, [frames, pixels]: [number, number]) => {
      const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const times: number[] = [];
      let last = await nextFrame();
      for (let frame = 0; frame < frames; frame += 1) {
        scrollBy(0, pixels);
        const now = await nextFrame();
        times.push(now - last);
        last = now;
      }
      return times;
    },
    [FRAMES, SCROLLED_PX] as [number, number],
  );
  times.sort((a, b) => a - b);
  return { longest: times.at(-1) ?? Number.NaN, most: times[Math.floor(times.length * 0.95)] ?? Number.NaN };
};

type BoardFigures = Pick<LedgerLevel, 'boardMs' | 'searchMs' | 'heapBytes' | 'frameMs' | 'grownBytes'>;

const measureBoard = async (driver: BrowserDriver): Promise<BoardFigures> => {
  const memory = existsSync('/proc/self/status') ? watchMemory(driver.profile) : null;
  const page = await driver.openPage(driver.extensionUrl('ledger.html'));
  const boardMs = await page.waitUntil((root) => root.querySelector('tbody tr') && performance.now(), { timeoutMs: PATIENCE_MS });
  await page.waitUntil((root) => root.querySelector('.ledger-line .backup-line'), { timeoutMs: PATIENCE_MS });
  const searchMs = Math.max(...(await typeAll(page)));
  await page.waitFor('tbody tr');
  const frameMs = await scroll(page);
  const heapBytes = await readHeap(page);
  const grownBytes = memory?.stop().largest ?? null;
  await page.close();
  return { boardMs: boardMs ?? Number.NaN, searchMs, heapBytes, frameMs, grownBytes };
};

/** The extension as it is built, with one more page. */
const addBenchPage = async (name: BrowserName, templates: Templates): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-bench-'));
  cpSync(buildFolder(name), folder, { recursive: true });
  writeFileSync(join(folder, 'bench.js'), await bundle('ledger/ledger-script', 'browser'));
  writeFileSync(join(folder, 'bench.json'), JSON.stringify(templates));
  writeFileSync(join(folder, 'bench.html'), '<!doctype html><meta charset="utf-8"><body><script type="module" src="/bench.js"></script>');
  return folder;
};

export type LedgerBench = { templates: Templates; levels: readonly number[]; bytes: number; print(line: string): void };

const measureLevel = async (driver: BrowserDriver, bench: Page, evidence: number, bytes: number, last: number): Promise<LedgerLevel> => {
  const started = performance.now();
  await ask(bench, { what: 'fill', to: evidence, bytes });
  const filledPerSecond = ((evidence - last) * 1000) / (performance.now() - started);
  const figures = (await ask(bench, { what: 'measure', bytes })) as LedgerFigures;
  return { ...figures, evidence, filledPerSecond, popupMs: await measurePopup(driver), ...(await measureBoard(driver)) };
};

export const measureLedger = async (
  name: BrowserName,
  program: string,
  { templates, levels, bytes, print }: LedgerBench,
): Promise<LedgerLevel[]> => {
  const extension = await addBenchPage(name, templates);
  const driver = await launchBrowser(name, program, { extension });
  const found: LedgerLevel[] = [];
  try {
    const bench = await driver.openPage(driver.extensionUrl('bench.html'));
    for (const evidence of levels) {
      print(`${name}: a ledger of ${evidence}`);
      found.push(await measureLevel(driver, bench, evidence, bytes, found.at(-1)?.evidence ?? 0));
    }
    return found;
  } finally {
    await driver.close();
    rmSync(extension, { recursive: true, force: true });
  }
};
