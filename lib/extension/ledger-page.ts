// Runs the ledger page: follows its address and every change of the ledger, and does what its buttons say.
import { browser } from 'wxt/browser';
import { EvidenceMismatch } from '../ledger/evidence-mismatch';
import type { LedgerTab } from '../ledger/search';
import type { VerifyContext } from '../verify/verify-message';
import type { DroppedItem, LedgerPageProps } from '../view';
import { watchLedger } from './canary';
import { compareWithSent } from './compare-original';
import { loadExamples } from './examples';
import { createFileQueue, type FileQueue, type FileQueueOptions } from './file-queue';
import { createJudge } from './judge-file';
import { type LedgerLink, parseLedgerHash, toLedgerHash } from './ledger-link';
import { type LedgerView, readLedgerView, toLedgerProps, toLedgerView } from './ledger-view';
import { readContext } from './read-context';
import { runCoalesced } from './run-coalesced';
import { runPaced } from './run-paced';
import { saveBundle, saveOriginal } from './save-evidence';
import type { PoolWorker } from './verify-pool';
import { type LedgerKind, toLedgerProblem } from './with-ledger';

const EXAMPLES_PAGE = '/ledger.html?examples';

/** What the page is made of while it runs. */
type Page = {
  kind: LedgerKind;
  readContext(): Promise<VerifyContext>;
  view: LedgerView;
  show(change: Partial<LedgerView>): void;
  refresh(): Promise<void>;
};

const readExampleContext = async (): Promise<VerifyContext> => ({ trust: (await loadExamples()).trust, now: new Date().toISOString() });

const NOTHING_SELECTED: Pick<LedgerView, 'evidence' | 'secondLayer' | 'comparison'> = { evidence: [], secondLayer: {}, comparison: null };

/** Kept in the address, so that a reload and a link lead to the same place. */
const goTo = (page: Page, link: Partial<LedgerLink>): void => {
  const { selected, query } = page.view;
  const next = { identifier: selected, query, ...link };
  history.replaceState(null, '', toLedgerHash(next));
  const { evidence, secondLayer, comparison } = next.identifier === selected ? page.view : NOTHING_SELECTED;
  page.show({ selected: next.identifier, query: next.query, evidence, secondLayer, comparison });
  if (next.identifier !== selected) void page.refresh();
};

/** A way to disk that fails says so; bytes that are gone or differ are a loss, and never saved as if they were whole. */
const save = async (page: Page, job: Promise<void>): Promise<void> => {
  try {
    await job;
  } catch (error) {
    page.show({ problem: error instanceof EvidenceMismatch ? 'ledger-lost' : toLedgerProblem(error) });
  }
};

const exportBundle = async (page: Page, identifier: string): Promise<void> =>
  saveBundle(page.kind, identifier, (await page.readContext()).trust);

/** What comes of it is shown only while its message is: the user may have gone on. */
const compareSent = async (page: Page, file: File): Promise<void> => {
  const identifier = page.view.selected;
  if (identifier === null) return;
  const running = { identifier, fileName: file.name, isRunning: true, problem: null, receipts: [] };
  page.show({ comparison: running });
  const comparison = await compareWithSent(page.kind, identifier, file, page.readContext);
  if (page.view.comparison === running) page.show({ comparison });
};

/** An address that asks for a download is used once: a reload must not download again. */
const followAddress = async (page: Page): Promise<void> => {
  const { act, sha256, ...link } = parseLedgerHash(location.hash);
  goTo(page, link);
  await page.refresh();
  if (act === 'export' && link.identifier !== null) await save(page, exportBundle(page, link.identifier));
  if (act === 'save-original' && sha256 !== null) await save(page, saveOriginal(page.kind, sha256));
};

const createActions = (page: Page, files: FileQueue): LedgerPageProps['actions'] => ({
  showTab: (tab: LedgerTab) => page.show({ tab }),
  search: (query) => goTo(page, { query }),
  select: (identifier) => goTo(page, { identifier }),
  addFiles: (items) => void addFiles(page, files, items),
  cancelFiles: () => files.cancel(),
  exportBundle: (identifier) => void save(page, exportBundle(page, identifier)),
  saveOriginal: (sha256) => void save(page, saveOriginal(page.kind, sha256)),
  compareSent: (file) => void compareSent(page, file),
  tryExamples: () => location.assign(EXAMPLES_PAGE),
  openOptions: () => void browser.runtime.openOptionsPage(),
});

const createPage = (kind: LedgerKind, draw: (view: LedgerView) => void): Page => {
  const page: Page = {
    kind,
    readContext: kind === 'examples' ? readExampleContext : readContext,
    view: toLedgerView(new Date().toISOString()),
    show(change) {
      page.view = { ...page.view, ...change };
      draw(page.view);
    },
    refresh: runCoalesced(async () => page.show(await readLedgerView(kind, page.view.selected, page.readContext))),
  };
  return page;
};

const createFiles = (page: Page, createWorker: () => PoolWorker, show: FileQueueOptions['show']): FileQueue =>
  createFileQueue({
    openJudge: async () => createJudge({ createWorker, context: await page.readContext(), kind: page.kind }),
    show,
  });

const addFiles = async (page: Page, files: FileQueue, items: readonly DroppedItem[]): Promise<void> => {
  try {
    await files.add(items);
  } catch {
    page.show({ problem: 'internal-error' });
  }
  // The examples have no canary that would tell of the change.
  if (page.kind === 'examples') await page.refresh();
};

/** Loaded as if they had been dropped, but without a list of what became of them. */
const showExamples = async (page: Page, createWorker: () => PoolWorker): Promise<void> => {
  try {
    const { files } = await loadExamples();
    await createFiles(page, createWorker, () => undefined).add(files);
    await page.refresh();
  } catch {
    page.show({ problem: 'source-unavailable' });
  }
};

export type LedgerPageOptions = {
  kind: LedgerKind;
  /** Which file the workers run is the bundle's affair. */
  createWorker(): PoolWorker;
  draw(props: LedgerPageProps): void;
};

export const startLedgerPage = ({ kind, createWorker, draw }: LedgerPageOptions, signal: AbortSignal): void => {
  const page = createPage(kind, (view) => draw({ ...toLedgerProps(view), actions }));
  const files = createFiles(page, createWorker, page.show);
  const actions = createActions(page, files);
  // While a drop is recorded, changes come faster than a large ledger can be read.
  watchLedger(runPaced(page.refresh), signal);
  window.addEventListener('hashchange', () => void followAddress(page), { signal });
  void followAddress(page);
  if (kind === 'examples') void showExamples(page, createWorker);
};
