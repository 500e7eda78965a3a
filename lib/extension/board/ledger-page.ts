// Runs the ledger page: follows its address and every change of the ledger, and does what its buttons say.
import { browser } from 'wxt/browser';
import type { ExportActions } from '../../export-view';
import type { Annotation } from '../../ledger/annotation';
import type { LedgerTab } from '../../ledger/board';
import { EvidenceMismatch } from '../../ledger/evidence-mismatch';
import { toSendingId } from '../../ledger/match-sending';
import type { VerifyContext } from '../../verify/verify-message';
import type { DroppedItem, LedgerPageProps } from '../../view';
import { createBackupDesk } from '../copies/backup-desk';
import { copyText } from '../copy-text';
import { createBundleQueue, joinQueues } from '../dropped/check-dropped-bundles';
import { loadExamples } from '../dropped/examples';
import { createFileQueue, type FileQueue, type FileQueueOptions } from '../dropped/file-queue';
import { createJudge } from '../dropped/judge-file';
import { judgePasted } from '../dropped/judge-pasted';
import { createExportDesk } from '../exports/export-desk';
import { openExport, openExportShown } from '../exports/open-export';
import { removeOldLargeFiles } from '../exports/write-large-file';
import { compareWithSent } from '../judging/compare-original';
import { readContext } from '../judging/read-context';
import type { PoolWorker } from '../judging/verify-pool';
import { type LedgerHarm, watchLedger } from '../recording/canary';
import { persistStorage } from '../recording/persist-storage';
import { acceptLoss, countLedger, type LedgerKind, toLedgerProblem, withLedger, writeLedger } from '../recording/with-ledger';
import { runCoalesced } from '../run-coalesced';
import { runPaced } from '../run-paced';
import { saveFile } from '../save-file';
import { createSealDesk } from '../seals/seal-desk';
import { exportCsv } from './export-csv';
import { type LedgerLink, parseLedgerHash, toLedgerHash } from './ledger-link';
import { type LedgerView, NOTHING_SELECTED, readLedgerView, readSelected, toLedgerProps, toLedgerView } from './ledger-view';
import { createReceiptsReader, type ReadReceipts } from './receipts-reader';
import { saveOriginal } from './save-original';

const EXAMPLES_PAGE = '/ledger.html?examples';

/** What the page is made of while it runs. */
type Page = {
  kind: LedgerKind;
  readContext(): Promise<VerifyContext>;
  readReceipts: ReadReceipts;
  view: LedgerView;
  /** What counting every row found; the quick look of each reading does not see it. */
  lost: LedgerHarm;
  show(change: Partial<LedgerView>): void;
  recount(): Promise<void>;
  refresh(): Promise<void>;
};

const readExampleContext = async (): Promise<VerifyContext> => ({ trust: (await loadExamples()).trust, now: new Date().toISOString() });

/** Kept in the address, so that a reload and a link lead to the same place. */
const goTo = (page: Page, link: Partial<LedgerLink>): void => {
  const { selected, query } = page.view;
  const next = { identifier: selected, query, ...link };
  history.replaceState(null, '', toLedgerHash(next));
  const isSame = next.identifier === selected;
  page.show({ selected: next.identifier, query: next.query, ...(isSame ? {} : NOTHING_SELECTED) });
  if (!isSame) void readMessage(page);
};

/** What was read is shown only while its message is selected: the user may have gone on. */
const readMessage = async (page: Page): Promise<void> => {
  const { selected, message: shown } = page.view;
  const read = await readSelected({ kind: page.kind, selected, shown, readContext: page.readContext });
  if (page.view.selected !== selected) return;
  page.show(read);
  await showReceipts(page);
};

/** Takes as long as the receipts are large: what each says by itself stands there meanwhile. */
const showReceipts = async (page: Page): Promise<void> => {
  const { message, evidence } = page.view;
  const receipts = message && (await page.readReceipts(message, evidence));
  if (page.view.message === message) page.show({ receipts });
};

const annotate = async (page: Page, identifier: string, annotation: Pick<Annotation, 'tags' | 'note'>): Promise<void> => {
  await writeLedger((ledger) => ledger.annotate(identifier, annotation, new Date().toISOString()), page.kind);
  await page.refresh();
};

/** A way to disk that fails says so; bytes that are gone or differ are a loss, and never saved as if they were whole. */
const attempt = async (page: Page, job: Promise<void>): Promise<void> => {
  try {
    await job;
  } catch (error) {
    page.show({ problem: error instanceof EvidenceMismatch ? 'ledger-lost' : toLedgerProblem(error) });
  }
};

/** What comes of it is shown only while its message is: the user may have gone on. */
const compareSent = async (page: Page, file: File): Promise<void> => {
  const identifier = page.view.selected;
  if (identifier === null) return;
  const running = { identifier, fileName: file.name, isRunning: true, problem: null, receipts: [] };
  page.show({ comparison: running });
  const comparison = await compareWithSent(page.kind, identifier, file, page.readContext);
  if (page.view.comparison === running) page.show({ comparison });
};

/** A tab that is closed ends it. */
const checkLedger = async (page: Page): Promise<void> => {
  const { signal } = new AbortController();
  const { result } = await withLedger((ledger) => ledger.check(signal, (done, total) => page.show({ check: { done, total } })), page.kind);
  page.show({ check: result });
};

const goOnAfterLoss = async (page: Page): Promise<void> => {
  await acceptLoss();
  await page.recount();
  await page.refresh();
};

const dropSending = async (page: Page, identifier: string): Promise<void> => {
  await writeLedger((ledger) => ledger.dropSending(toSendingId(identifier)), page.kind);
  goTo(page, { identifier: null });
  await page.refresh();
};

/** An address that asks for a download is used once: a reload must not download again. */
const followAddress = async (page: Page, exporting: ExportActions): Promise<void> => {
  const { act, sha256, ...link } = parseLedgerHash(location.hash);
  goTo(page, link);
  await page.refresh();
  if (act === 'export' && link.identifier !== null) openExport(page.view, exporting, link.identifier);
  if (act === 'save-original' && sha256 !== null) await attempt(page, saveOriginal(page.kind, sha256));
};

type Desks = Pick<LedgerPageProps['actions'], 'backup' | 'exporting' | 'seal'>;

const createActions = (page: Page, files: FileQueue, desks: Desks): LedgerPageProps['actions'] => ({
  ...desks,
  exportCsv: () => void attempt(page, exportCsv(page.view)),
  showTab: (tab: LedgerTab) => page.show({ tab }),
  search: (query) => goTo(page, { query }),
  filter: (change) => page.show({ filter: { ...page.view.filter, ...change } }),
  annotate: (identifier, annotation) => void attempt(page, annotate(page, identifier, annotation)),
  select: (identifier) => goTo(page, { identifier }),
  addFiles: (items) => void addFiles(page, files, items),
  addText: async (text) => page.show({ outcomes: [...page.view.outcomes, await judgePasted(text)] }),
  cancelFiles: () => files.cancel(),
  exportBundle: (identifier) => openExport(page.view, desks.exporting, identifier),
  exportShown: () => openExportShown(page.view, desks.exporting),
  saveOriginal: (sha256) => void attempt(page, saveOriginal(page.kind, sha256)),
  compareSent: (file) => void compareSent(page, file),
  copyText,
  saveText: (name, text) => saveFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), name),
  checkLedger: () => void attempt(page, checkLedger(page)),
  acceptLoss: () => void attempt(page, goOnAfterLoss(page)),
  dropSending: (identifier) => void attempt(page, dropSending(page, identifier)),
  tryExamples: () => location.assign(EXAMPLES_PAGE),
  openOptions: () => void browser.runtime.openOptionsPage(),
});

const pickSelection = ({ selected, message, evidence, annotation, sealed }: LedgerView): Partial<LedgerView> => ({
  ...{ selected, message, evidence, annotation, sealed },
});

const createPage = (kind: LedgerKind, draw: (view: LedgerView) => void): Page => {
  const context = kind === 'examples' ? readExampleContext : readContext;
  const page: Page = {
    kind,
    readContext: context,
    readReceipts: createReceiptsReader(kind, context),
    view: toLedgerView(new Date().toISOString()),
    lost: null,
    show(change) {
      page.view = { ...page.view, ...change };
      page.view.problem ??= page.lost;
      draw(page.view);
    },
    async recount() {
      if (kind === 'real') page.lost = await countLedger().catch(() => null);
      page.show({});
    },
    refresh: runCoalesced(async () => {
      const { selected, message: shown } = page.view;
      const isFirst = page.view.summaries.length === 0;
      const read = await readLedgerView(
        { kind, selected, shown, readContext: page.readContext },
        (summaries) => isFirst && page.show({ summaries }),
      );
      // Another message was chosen meanwhile, and is being read by itself.
      page.show(page.view.selected === selected ? read : { ...read, ...pickSelection(page.view) });
      if (page.view.selected !== selected) goTo(page, {});
      void showReceipts(page);
    }),
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
  } catch (error) {
    page.show({ problem: toLedgerProblem(error, 'internal-error') });
  }
  // What is told to be there is on the board too: the paced look may come later, and examples have no canary that would tell of them.
  await page.refresh();
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
  void persistStorage();
  void removeOldLargeFiles().catch(() => undefined);
  const page = createPage(kind, (view) => draw({ ...toLedgerProps(view), actions }));
  const bundles = createBundleQueue(page.readContext, (shown) => page.show({ bundles: shown }));
  const files = joinQueues(createFiles(page, createWorker, page.show), bundles);
  const exporting = createExportDesk({ kind, readContext: page.readContext, show: (state) => page.show({ exporting: state }) });
  const backup = createBackupDesk({
    ...{ kind, readContext: page.readContext, createWorker },
    refresh: () => page.recount().then(page.refresh),
    show: (state) => page.show({ desk: state }),
  });
  const seal = createSealDesk({
    ...{ kind, readContext: page.readContext, refresh: page.refresh },
    show: (state) => page.show({ sealDesk: state }),
  });
  const actions = createActions(page, files, { backup, exporting, seal });
  // While a drop is recorded, changes come faster than a large ledger can be read.
  watchLedger(runPaced(page.refresh), signal);
  window.addEventListener('hashchange', () => void followAddress(page, exporting), { signal });
  void followAddress(page, exporting).then(page.recount);
  if (kind === 'examples') void showExamples(page, createWorker);
};
