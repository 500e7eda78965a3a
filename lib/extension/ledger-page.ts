// Runs the ledger page: follows its address and every change of the ledger, and does what its buttons say.
import { browser } from 'wxt/browser';
import { EvidenceMismatch } from '../ledger/evidence-mismatch';
import type { LedgerTab } from '../ledger/search';
import type { TrustStore } from '../verify/trust/trust-store';
import type { LedgerPageProps } from '../view';
import { watchLedger } from './canary';
import { loadExamples } from './examples';
import { createFileQueue, type FileQueue } from './file-queue';
import { judgeFile } from './judge-file';
import { type LedgerLink, parseLedgerHash, toLedgerHash } from './ledger-link';
import { type LedgerView, readLedgerView, toLedgerProps, toLedgerView } from './ledger-view';
import { runCoalesced } from './run-coalesced';
import { saveBundle, saveOriginal } from './save-evidence';
import { readTrust } from './trust';
import { type LedgerKind, toLedgerProblem } from './with-ledger';

const EXAMPLES_PAGE = '/ledger.html?examples';

/** What the page is made of while it runs. */
type Page = {
  kind: LedgerKind;
  readTrust(): Promise<TrustStore>;
  view: LedgerView;
  show(change: Partial<LedgerView>): void;
  refresh(): Promise<void>;
};

/** Kept in the address, so that a reload and a link lead to the same place. */
const goTo = (page: Page, link: Partial<LedgerLink>): void => {
  const { selected, query } = page.view;
  const next = { identifier: selected, query, ...link };
  history.replaceState(null, '', toLedgerHash(next));
  page.show({ selected: next.identifier, query: next.query, evidence: next.identifier === selected ? page.view.evidence : [] });
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

const exportBundle = async (page: Page, identifier: string): Promise<void> => saveBundle(page.kind, identifier, await page.readTrust());

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
  addFiles: (added) => void files.add(added),
  cancelFiles: () => files.cancel(),
  exportBundle: (identifier) => void save(page, exportBundle(page, identifier)),
  saveOriginal: (sha256) => void save(page, saveOriginal(page.kind, sha256)),
  tryExamples: () => location.assign(EXAMPLES_PAGE),
  openOptions: () => void browser.runtime.openOptionsPage(),
});

const createPage = (kind: LedgerKind, draw: (view: LedgerView) => void): Page => {
  const page: Page = {
    kind,
    readTrust: kind === 'examples' ? async () => (await loadExamples()).trust : readTrust,
    view: toLedgerView(new Date().toISOString()),
    show(change) {
      page.view = { ...page.view, ...change };
      draw(page.view);
    },
    refresh: runCoalesced(async () => page.show(await readLedgerView(kind, page.view.selected))),
  };
  return page;
};

const createFiles = (page: Page): FileQueue =>
  createFileQueue(
    async (file) => judgeFile(file, await page.readTrust(), page.kind),
    (progress) => {
      page.show(progress);
      // The examples have no canary that would tell of the change.
      if (page.kind === 'examples' && progress.progress === null) void page.refresh();
    },
  );

/** Loaded as if they had been dropped, but without a list of what became of them. */
const showExamples = async (page: Page): Promise<void> => {
  try {
    const { files, trust } = await loadExamples();
    for (const file of files) await judgeFile(file, trust, page.kind);
    await page.refresh();
  } catch {
    page.show({ problem: 'source-unavailable' });
  }
};

export const startLedgerPage = (kind: LedgerKind, draw: (props: LedgerPageProps) => void, signal: AbortSignal): void => {
  const page = createPage(kind, (view) => draw({ ...toLedgerProps(view), actions }));
  const files = createFiles(page);
  const actions = createActions(page, files);
  watchLedger(() => void page.refresh(), signal);
  window.addEventListener('hashchange', () => void followAddress(page), { signal });
  void followAddress(page);
  if (kind === 'examples') void showExamples(page);
};
