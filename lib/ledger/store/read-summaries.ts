// Reads the small rows: all of them in batches, newest first, or the worst of those that need an eye.
import { type Collection, Dexie } from 'dexie';
import { ATTENTION_COUNTED } from '../attention';
import type { LedgerSummary } from '../summary';
import type { LedgerDatabase, SummaryRow } from './ledger-tables';

/** Rows handed over at once: the first screen must not wait for the last year. */
const BATCH = 2000;

export type AttentionFound = { /** Up to ATTENTION_COUNTED. */ total: number; first: LedgerSummary[] };

type Place = [number, string];

export const readSummaries = async (database: LedgerDatabase, each: (batch: LedgerSummary[]) => void): Promise<void> => {
  let last: Place = [Number.NEGATIVE_INFINITY, ''];
  for (;;) {
    const rows = await database.summaries.where('order').above(last).limit(BATCH).toArray();
    const end = rows.at(-1);
    if (!end) return;
    each(rows.map(({ summary }) => summary));
    if (rows.length < BATCH) return;
    last = end.order;
  }
};

/** The worst first. */
const withReason = ({ summaries }: LedgerDatabase): Collection<SummaryRow, string> =>
  summaries.where('eye').above([Dexie.minKey, Dexie.minKey, '']);

/** Up to ATTENTION_COUNTED. */
export const countAttention = async (database: LedgerDatabase): Promise<number> =>
  (await withReason(database).limit(ATTENTION_COUNTED).primaryKeys()).length;

export const readAttention = async (database: LedgerDatabase, limit: number): Promise<AttentionFound> => {
  const [total, first] = await Promise.all([countAttention(database), withReason(database).limit(limit).toArray()]);
  return { total, first: first.map(({ summary }) => summary) };
};
