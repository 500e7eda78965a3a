// The state of the ledger page, what the page draws of it, and how it is read from the ledger.

import type { Annotation } from '../../ledger/annotation';
import { type BoardFilter, countTabs, filterBoard, type LedgerTab, listMailboxes, NO_FILTER } from '../../ledger/board';
import { compareBriefReceipts } from '../../ledger/compare-brief-receipts';
import type { Evidence, LedgerMessage } from '../../ledger/ledger-message';
import { isNoticed } from '../../ledger/match-sending';
import { countKeptLongEnough, type Retention, toRetention } from '../../ledger/retention';
import type { Ledger } from '../../ledger/store';
import type { LedgerSummary } from '../../ledger/summary';
import type { VerifyContext } from '../../verify/verify-message';
import type { LedgerPageProps } from '../../view';
import { readBackupState } from '../copies/backup-state';
import { type LedgerKind, toLedgerProblem, withLedger } from '../recording/with-ledger';
import { findSealed, readSealBook, readSealState } from '../seals/read-seals';
import { readManaged } from '../settings/managed';
import { readShownSecondLayer } from './read-second-layer';

export type LedgerView = {
  /** All of them, newest first. */
  summaries: LedgerSummary[];
  tab: LedgerTab;
  query: string;
  filter: BoardFilter;
  /** Identifier. */
  selected: string | null;
  /** The selected message, once it was read, with its evidence and notes. */
  message: LedgerMessage | null;
  evidence: Evidence[];
  secondLayer: LedgerPageProps['secondLayer'];
  annotation: Annotation | null;
  comparison: LedgerPageProps['comparison'];
  bundles: LedgerPageProps['bundles'];
  receipts: LedgerPageProps['receipts'];
  outcomes: LedgerPageProps['outcomes'];
  passedOver: number;
  progress: LedgerPageProps['progress'];
  problem: LedgerPageProps['problem'];
  check: LedgerPageProps['check'];
  backup: LedgerPageProps['backup'];
  retention: Retention | null;
  desk: LedgerPageProps['desk'];
  exporting: LedgerPageProps['exporting'];
  seal: LedgerPageProps['seal'];
  sealDesk: LedgerPageProps['sealDesk'];
  sealed: LedgerPageProps['sealed'];
  now: string;
};

export const NOTHING_SELECTED = {
  message: null,
  evidence: [],
  secondLayer: {},
  annotation: null,
  comparison: null,
  sealed: {},
  receipts: null,
} satisfies Partial<LedgerView>;

export const toLedgerView = (now: string): LedgerView => ({
  summaries: [],
  tab: 'all',
  query: '',
  filter: NO_FILTER,
  selected: null,
  ...NOTHING_SELECTED,
  bundles: [],
  outcomes: [],
  passedOver: 0,
  progress: null,
  problem: null,
  check: null,
  backup: null,
  retention: null,
  desk: null,
  exporting: null,
  seal: null,
  sealDesk: null,
  now,
});

type Whole = Pick<LedgerPageProps, 'counts' | 'mailboxes' | 'retention'>;
type Board = Pick<LedgerPageProps, 'messages'>;

const toWhole = ({ summaries, retention }: LedgerView): Whole => ({
  counts: countTabs(summaries),
  mailboxes: listMailboxes(summaries),
  retention: retention && { ...retention, count: countKeptLongEnough(summaries, retention) },
});
const toBoard = ({ summaries, tab, query, filter }: LedgerView): Board => ({
  messages: filterBoard(summaries, { tab, query, ...filter }),
});

/** The last answer, as long as nothing that it depends on was replaced: a hundred thousand messages are not searched again for a progress beside them. */
const remember = <Answer>(names: readonly (keyof LedgerView)[], work: (view: LedgerView) => Answer): ((view: LedgerView) => Answer) => {
  let last: { view: LedgerView; answer: Answer } | undefined;
  return (view) => {
    const { view: known } = last ?? {};
    if (last === undefined || names.some((name) => known?.[name] !== view[name])) last = { view, answer: work(view) };
    return last.answer;
  };
};

const findWhole = remember(['summaries', 'retention'], toWhole);
const findBoard = remember(['summaries', 'tab', 'query', 'filter'], toBoard);

export const toLedgerProps = (view: LedgerView): Omit<LedgerPageProps, 'actions'> => {
  const { summaries: _, message, ...shown } = view;
  return { ...shown, ...findWhole(view), ...findBoard(view), selectedRow: view.selected, selected: message };
};

/** A comparison that fails must not hide the evidence. */
const readEvidence = async (ledger: Ledger, selected: string, context: () => Promise<VerifyContext>): Promise<Evidence[]> => {
  const evidence = await ledger.evidenceOf(selected);
  return compareBriefReceipts(evidence, (sha256) => ledger.bytesOf(sha256), context).catch(() => evidence);
};

/** Nor must a seal that cannot be judged. */
const readSealed = async (
  ledger: Ledger,
  evidence: readonly Evidence[],
  context: () => Promise<VerifyContext>,
): Promise<LedgerView['sealed']> => {
  try {
    return findSealed(await readSealBook(ledger, await context()), evidence);
  } catch {
    return {};
  }
};

type Reading = Pick<LedgerView, 'selected'> & {
  kind: LedgerKind;
  /** What the page has of the selected message so far. */
  shown: LedgerMessage | null;
  readContext(): Promise<VerifyContext>;
};

/** A sending that is a message by now goes on as that one. */
const findSelected = async (ledger: Ledger, { selected, shown }: Reading, now: string): Promise<LedgerMessage | undefined> => {
  if (selected === null) return undefined;
  const message = await ledger.message(selected, now);
  return message === undefined && shown !== null && isNoticed(shown) ? ledger.messageSent(shown, now) : message;
};

const readFrom = async (ledger: Ledger, reading: Reading, now: string): Promise<Partial<LedgerView>> => {
  const { readContext } = reading;
  const message = await findSelected(ledger, reading, now);
  if (message === undefined) return { message: null, evidence: [], secondLayer: {}, annotation: null, sealed: {} };
  const selected = message.identifier;
  const [evidence, annotation] = await Promise.all([readEvidence(ledger, selected, readContext), ledger.annotation(selected)]);
  return {
    selected,
    message,
    evidence,
    secondLayer: await readShownSecondLayer(evidence, (sha256) => ledger.bytesOf(sha256)),
    annotation: annotation ?? null,
    sealed: await readSealed(ledger, evidence, readContext),
  };
};

const readSeal = async (ledger: Ledger, { readContext }: Reading, now: string): Promise<LedgerView['seal']> =>
  readSealState(ledger, await readSealBook(ledger, await readContext()), now);

/** What the page shows of the selected message alone: the board stays as it is. */
export const readSelected = async (reading: Reading): Promise<Partial<LedgerView>> => {
  const now = new Date().toISOString();
  try {
    const { result, harm } = await withLedger((ledger) => readFrom(ledger, reading, now), reading.kind);
    return { ...result, problem: harm };
  } catch (error) {
    return { problem: toLedgerProblem(error) };
  }
};

/** Rows that were handed over twice, because the browser closed the database in between, count once. */
const readBoard = async (ledger: Ledger, now: string, showFirst: (summaries: LedgerSummary[]) => void): Promise<LedgerSummary[]> => {
  const found = new Map<string, LedgerSummary>();
  await ledger.summaries(now, (batch) => {
    for (const summary of batch) found.set(summary.identifier, summary);
    if (found.size === batch.length) showFirst(batch);
  });
  return [...found.values()].sort((a, b) => b.moment - a.moment);
};

/** @param showFirst takes the newest while the rest is still read */
export const readLedgerView = async (reading: Reading, showFirst: (summaries: LedgerSummary[]) => void): Promise<Partial<LedgerView>> => {
  const now = new Date().toISOString();
  try {
    const { result, harm } = await withLedger(async (ledger) => {
      const selection = await readFrom(ledger, reading, now);
      const backup = reading.kind === 'real' ? await readBackupState(ledger, now) : null;
      const seal = reading.kind === 'real' ? await readSeal(ledger, reading, now) : null;
      const retention = toRetention(reading.kind === 'real' ? (await readManaged()).retentionMonths : null, now);
      return { ...selection, backup, retention, seal, summaries: await readBoard(ledger, now, showFirst) };
    }, reading.kind);
    return { ...result, now, problem: harm };
  } catch (error) {
    return { now, problem: toLedgerProblem(error) };
  }
};
