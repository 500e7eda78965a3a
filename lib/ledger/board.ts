// Which messages tab, search and filters leave on the board, in which order, and how many each tab holds.
import { toSeverity } from './attention';
import { foldText } from './search-text';
import { countOpen, type LedgerSummary } from './summary';

export type LedgerTab = 'all' | 'attention' | 'waiting' | 'failed' | 'complete';

export type BoardOrder = 'moment' | 'state' | 'subject' | 'recipients' | 'proven-until';

export type BoardFilter = {
  /** One of `listMailboxes`; null for all. */
  mailbox: string | null;
  /** Words that must all occur in the addresses of the recipients; '' for all. */
  recipient: string;
  /** First and last day, `YYYY-MM-DD` as certified; null where it is open. */
  since: string | null;
  until: string | null;
  order: BoardOrder;
  /** Against the usual direction of that order: the newest, the worst, A to Z. */
  isReversed: boolean;
};

export type BoardView = BoardFilter & { tab: LedgerTab; query: string };

export const NO_FILTER: BoardFilter = { mailbox: null, recipient: '', since: null, until: null, order: 'moment', isReversed: false };

const isWaiting = (summary: LedgerSummary): boolean => countOpen(summary) > 0;

const isFailed = ({ state, tally }: LedgerSummary): boolean => state === 'not-accepted' || (tally['not-delivered'] ?? 0) > 0;

/** Every proof that is due has arrived: accepted, and each recipient delivered or without a proof due. */
const isComplete = ({ state, tally }: LedgerSummary): boolean =>
  state === 'accepted' && !tally.waiting && !tally.warned && !tally['not-delivered'];

const TABS: Record<LedgerTab, (summary: LedgerSummary) => boolean> = {
  all: () => true,
  attention: ({ attention }) => attention.length > 0,
  waiting: isWaiting,
  failed: isFailed,
  complete: isComplete,
};

/** The certified day; of what certifies nothing, the day it was recorded. */
export const toDay = ({ acceptedAt, moment }: LedgerSummary): string => (acceptedAt ?? new Date(moment).toISOString()).slice(0, 10);

const isWithin = (summary: LedgerSummary, { mailbox, since, until }: BoardFilter): boolean => {
  if (mailbox !== null && !summary.mailboxes.includes(mailbox)) return false;
  if (since === null && until === null) return true;
  const day = toDay(summary);
  return (since === null || day >= since) && (until === null || day <= until);
};

const toWords = (text: string): string[] =>
  foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '');

type Compare = (a: LedgerSummary, b: LedgerSummary) => number;

const byText = new Intl.Collator('it', { sensitivity: 'base', numeric: true });
const LAST = Number.MAX_SAFE_INTEGER;

const ORDERS: Record<BoardOrder, Compare> = {
  moment: (a, b) => b.moment - a.moment,
  state: (a, b) => (toSeverity(a) ?? LAST) - (toSeverity(b) ?? LAST),
  subject: (a, b) => byText.compare(a.subject ?? '', b.subject ?? ''),
  recipients: (a, b) =>
    (b.tally['not-delivered'] ?? 0) - (a.tally['not-delivered'] ?? 0) || (b.tally.waiting ?? 0) - (a.tally.waiting ?? 0),
  'proven-until': (a, b) => (a.provenUntil ?? '9999').localeCompare(b.provenUntil ?? '9999'),
};

/** What needs an eye is looked at by its danger, unless the user chose an order. */
const findOrder = ({ tab, order }: BoardView): BoardOrder => (tab === 'attention' && order === 'moment' ? 'state' : order);

/** Every word of the query must occur somewhere in subject, addresses, identifiers, tags or note.
 * @param summaries newest first */
export const filterBoard = (summaries: readonly LedgerSummary[], view: BoardView): LedgerSummary[] => {
  const [words, ofRecipients] = [toWords(view.query), toWords(view.recipient)];
  const isInTab = TABS[view.tab];
  const isFound = ({ text, recipientsAt = 0 }: LedgerSummary): boolean =>
    words.every((word) => text.includes(word)) && ofRecipients.every((word) => text.includes(word, recipientsAt));
  const found = summaries.filter((summary) => isInTab(summary) && isWithin(summary, view) && isFound(summary));
  const order = findOrder(view);
  if (order === 'moment') return view.isReversed ? found.reverse() : found;
  const compare = ORDERS[order];
  const direction = view.isReversed ? -1 : 1;
  return found.sort((a, b) => direction * compare(a, b) || b.moment - a.moment);
};

export const countTabs = (summaries: readonly LedgerSummary[]): Record<LedgerTab, number> => {
  const counts: Record<LedgerTab, number> = { all: 0, attention: 0, waiting: 0, failed: 0, complete: 0 };
  const tabs = Object.keys(TABS) as LedgerTab[];
  for (const summary of summaries) for (const tab of tabs) if (TABS[tab](summary)) counts[tab] += 1;
  return counts;
};

/** The user's own: those that sent, and the sole recipient of what was received. */
export const listMailboxes = (summaries: readonly LedgerSummary[]): string[] => {
  const own = new Set<string>();
  for (const { state, mailboxes } of summaries) {
    const [only] = mailboxes;
    if (only !== undefined && (state !== 'received' || mailboxes.length === 1)) own.add(only);
  }
  return [...own].sort();
};
