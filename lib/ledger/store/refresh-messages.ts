// Makes the rows of messages anew from their evidence, and the small rows that board, popup and alarms read.
import { findRecheckAt, toSeverity } from '../attention';
import type { LedgerMessage } from '../ledger-message';
import { toLedgerMessage } from '../message-state';
import { foldAddress } from '../proof';
import { toSummary } from '../summary';
import type { AnnotationRow, EvidenceRow, LedgerDatabase, SummaryRow } from './ledger-tables';
import { settleSendings } from './settle-sending';

type Rows = Pick<LedgerDatabase, 'evidence' | 'messages' | 'summaries' | 'annotations' | 'sendings'>;

const hasNewReason = (message: LedgerMessage, known: SummaryRow | undefined): boolean =>
  message.attention.some((reason) => known?.summary.attention.includes(reason) !== true);

type Due = { message: LedgerMessage /** Of its newest piece, ISO instant. */; recordedAt: string };

const toSummaryRow = (
  { message, recordedAt }: Due,
  known: SummaryRow | undefined,
  noted: AnnotationRow | undefined,
  now: string,
): SummaryRow => {
  const { identifier } = message;
  const summary = toSummary(message, noted?.annotation, recordedAt);
  const severity = toSeverity(message);
  const recheckAt = findRecheckAt(message, now);
  const row: SummaryRow = { identifier, order: [-summary.moment, identifier], summary };
  if (severity !== null) row.eye = [severity, -summary.moment, identifier];
  if (recheckAt !== null) row.recheckAt = recheckAt;
  if (message.state === 'accepted') row.own = foldAddress(message.from);
  if (severity !== null && (known?.entered === 1 || hasNewReason(message, known))) row.entered = 1;
  return row;
};

/** Requests of all messages are sent together, as those of one: none depends on another. */
const putMessages = async ({ messages, summaries, annotations }: Rows, due: readonly Due[], now: string): Promise<void> => {
  const identifiers = due.map(({ message }) => message.identifier);
  const [known, [anyNote]] = await Promise.all([summaries.bulkGet(identifiers), annotations.limit(1).primaryKeys()]);
  // Where nobody wrote a note, one question has answered for all.
  const noted = anyNote === undefined ? [] : await annotations.bulkGet(identifiers);
  await Promise.all([
    messages.bulkPut(due.map(({ message }) => ({ identifier: message.identifier, message }))),
    summaries.bulkPut(due.map((one, index) => toSummaryRow(one, known[index], noted[index], now))),
  ]);
};

/** Writes a message as it is at `now`, with the summary that belongs to it. */
export const putMessage = (tables: Rows, message: LedgerMessage, recordedAt: string, now: string): Promise<void> =>
  putMessages(tables, [{ message, recordedAt }], now);

const findNewest = (rows: readonly EvidenceRow[]): string =>
  rows
    .map(({ evidence }) => evidence.recordedAt)
    .sort()
    .at(-1) ?? '';

const toDue = (rows: readonly EvidenceRow[], now: string): Due => {
  const evidence = rows.map((row) => row.evidence);
  return { message: toLedgerMessage(evidence, now), recordedAt: findNewest(rows) };
};

type InHand = ReadonlyMap<string, EvidenceRow>;

/** The evidence of each message. With its report a row is large: what is in hand is not read. */
const readGroups = async ({ evidence }: Rows, identifiers: readonly string[], inHand: InHand): Promise<EvidenceRow[][]> => {
  const groups = await Promise.all(identifiers.map((identifier) => evidence.where('identifier').equals(identifier).primaryKeys()));
  const others = groups.flat().filter((sha256) => !inHand.has(sha256));
  const read = others.length === 0 ? [] : await evidence.bulkGet(others);
  const rows = new Map(read.flatMap((row) => (row ? [[row.sha256, row] as const] : [])));
  return groups.map((hashes) => hashes.flatMap((sha256) => inHand.get(sha256) ?? rows.get(sha256) ?? []));
};

/** Inside a transaction over these tables.
 * @param inHand rows of evidence as they were just written */
export const refreshMessages = async (tables: Rows, touched: Iterable<string>, now: string, inHand: InHand = new Map()): Promise<void> => {
  const identifiers = [...touched];
  const { messages, summaries, sendings } = tables;
  const [groups, noticed] = await Promise.all([readGroups(tables, identifiers, inHand), sendings.toArray()]);
  const gone = identifiers.filter((_, index) => groups[index]?.length === 0);
  if (gone.length > 0) await Promise.all([messages.bulkDelete(gone), summaries.bulkDelete(gone)]);
  const due = groups.filter((rows) => rows.length > 0).map((rows) => toDue(rows, now));
  if (due.length === 0) return;
  await putMessages(tables, due, now);
  await settleSendings(
    tables,
    noticed,
    due.map(({ message }) => message),
  );
};
