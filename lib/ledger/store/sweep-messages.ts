// Looks again at the messages whose time has come: waiting grows old without new evidence.
import { toCurrent } from '../attention';
import type { SweepResult } from '../sweep-result';
import type { LedgerDatabase, SummaryRow } from './ledger-tables';
import { countAttention } from './read-summaries';
import { putMessage } from './refresh-messages';

/** Told of at once: who was away for months wants a number, not a list. */
const TOLD_AT_ONCE = 200;

const findNextAt = async (database: LedgerDatabase): Promise<number | null> =>
  (await database.summaries.orderBy('recheckAt').first())?.recheckAt ?? null;

const isAnythingDue = async (database: LedgerDatabase, now: string): Promise<boolean> =>
  ((await findNextAt(database)) ?? Number.POSITIVE_INFINITY) <= Date.parse(now);

const tablesOf = ({ summaries, messages, evidence, annotations, sendings }: LedgerDatabase) => [
  summaries,
  messages,
  evidence,
  annotations,
  sendings,
];

/** Brings every message whose time has come up to `now`, an ISO instant. */
export const refreshDue = async (database: LedgerDatabase, now: string): Promise<void> => {
  if (!(await isAnythingDue(database, now))) return;
  await database.transaction('rw', tablesOf(database), async () => {
    const due = await database.summaries.where('recheckAt').belowOrEqual(Date.parse(now)).toArray();
    for (const { identifier, summary } of due) {
      const row = await database.messages.get(identifier);
      if (row) await putMessage(database, toCurrent(row.message, now), new Date(summary.moment).toISOString(), now);
    }
  });
};

const byEye = ({ eye: a }: SummaryRow, { eye: b }: SummaryRow): number => (a?.[0] ?? 0) - (b?.[0] ?? 0) || (a?.[1] ?? 0) - (b?.[1] ?? 0);

/** Whoever calls it tells the user of what entered: each is given once. */
const takeEntered = (database: LedgerDatabase): Promise<SummaryRow[]> =>
  database.transaction('rw', [database.summaries], async () => {
    const rows = await database.summaries.where('entered').equals(1).toArray();
    await database.summaries.bulkPut(rows.map(({ entered: _, ...row }) => row));
    return rows.sort(byEye);
  });

export const sweepMessages = async (database: LedgerDatabase, now: string): Promise<SweepResult> => {
  await refreshDue(database, now);
  const entered = await takeEntered(database);
  const [total, nextAt] = await Promise.all([countAttention(database), findNextAt(database)]);
  return { total, entered: entered.slice(0, TOLD_AT_ONCE).map(({ summary }) => summary), nextAt };
};
