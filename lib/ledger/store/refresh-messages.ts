// Makes the rows of messages anew from their evidence, and the small rows that board, popup and alarms read.
import { findRecheckAt, toSeverity } from '../attention';
import type { LedgerMessage } from '../ledger-message';
import { toLedgerMessage } from '../message-state';
import { foldAddress } from '../proof';
import { toSummary } from '../summary';
import type { EvidenceRow, LedgerDatabase, SummaryRow } from './ledger-tables';
import { isProvenSent, settleSending } from './settle-sending';

type Rows = Pick<LedgerDatabase, 'evidence' | 'messages' | 'summaries' | 'annotations' | 'sendings'>;

const hasNewReason = (message: LedgerMessage, known: SummaryRow | undefined): boolean =>
  message.attention.some((reason) => known?.summary.attention.includes(reason) !== true);

/** Writes a message as it is at `now`, with the summary that belongs to it. */
export const putMessage = async (tables: Rows, message: LedgerMessage, recordedAt: string, now: string): Promise<void> => {
  const { identifier } = message;
  const [known, noted] = await Promise.all([tables.summaries.get(identifier), tables.annotations.get(identifier)]);
  const summary = toSummary(message, noted?.annotation, recordedAt);
  const severity = toSeverity(message);
  const recheckAt = findRecheckAt(message, now);
  const row: SummaryRow = { identifier, order: [-summary.moment, identifier], summary };
  if (severity !== null) row.eye = [severity, -summary.moment, identifier];
  if (recheckAt !== null) row.recheckAt = recheckAt;
  if (message.state === 'accepted') row.own = foldAddress(message.from);
  if (severity !== null && (known?.entered === 1 || hasNewReason(message, known))) row.entered = 1;
  await Promise.all([tables.messages.put({ identifier, message }), tables.summaries.put(row)]);
};

const findNewest = (rows: readonly EvidenceRow[]): string =>
  rows
    .map(({ evidence }) => evidence.recordedAt)
    .sort()
    .at(-1) ?? '';

const refreshMessage = async (tables: Rows, identifier: string, now: string): Promise<void> => {
  const rows = await tables.evidence.where('identifier').equals(identifier).toArray();
  if (rows.length === 0) {
    await Promise.all([tables.messages.delete(identifier), tables.summaries.delete(identifier)]);
    return;
  }
  const message = toLedgerMessage(
    rows.map(({ evidence }) => evidence),
    now,
  );
  await putMessage(tables, message, findNewest(rows), now);
  if (isProvenSent(message)) await settleSending(tables, message);
};

/** Inside a transaction over these tables; no message depends on another. */
export const refreshMessages = async (tables: Rows, identifiers: Iterable<string>, now: string): Promise<void> => {
  await Promise.all([...identifiers].map((identifier) => refreshMessage(tables, identifier, now)));
};
