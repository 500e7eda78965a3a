// Makes the rows of messages anew from their evidence, and the small rows that board, popup and alarms read.
import { findRecheckAt, toSeverity } from '../attention';
import type { LedgerMessage } from '../ledger-message';
import { toLedgerMessage } from '../message-state';
import { foldAddress } from '../proof';
import type { Sending } from '../sending';
import { toSummary } from '../summary';
import type { AnnotationRow, EvidenceRow, LedgerDatabase, SummaryRow } from './ledger-tables';
import { settleSendings } from './settle-sending';

type Rows = Pick<LedgerDatabase, 'evidence' | 'messages' | 'summaries' | 'annotations' | 'sendings'>;

const hasNewReason = (message: LedgerMessage, known: SummaryRow | undefined): boolean =>
  message.attention.some((reason) => known?.summary.attention.includes(reason) !== true);

type Due = {
  message: LedgerMessage;
  /** Of its newest piece, ISO instant. */
  recordedAt: string;
  known: SummaryRow | undefined;
  noted: AnnotationRow | undefined;
};

const toSummaryRow = ({ message, recordedAt, known, noted }: Due, now: string): SummaryRow => {
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

const putMessages = ({ messages, summaries }: Rows, due: readonly Due[], now: string): Promise<unknown> =>
  Promise.all([
    messages.bulkPut(due.map(({ message }) => ({ identifier: message.identifier, message }))),
    summaries.bulkPut(due.map((one) => toSummaryRow(one, now))),
  ]);

/** Writes a message as it is at `now`, with the summary that belongs to it. */
export const putMessage = async (tables: Rows, message: LedgerMessage, recordedAt: string, now: string): Promise<void> => {
  const { identifier } = message;
  const [known, noted] = await Promise.all([tables.summaries.get(identifier), tables.annotations.get(identifier)]);
  await putMessages(tables, [{ message, recordedAt, known, noted }], now);
};

/** What is there of some messages before they are written anew. */
type Ahead = {
  /** Hashes of the evidence, by the message's identifier. */
  groups: ReadonlyMap<string, readonly string[]>;
  known: ReadonlyMap<string, SummaryRow>;
  isAnyNoted: boolean;
  /** Sendings that are waited for. */
  noticed: readonly Sending[];
};

/** Inside a transaction over these tables. Requests of all messages are sent together, as those of one: none depends on another. */
export const lookAhead = async (tables: Rows, identifiers: readonly string[]): Promise<Ahead> => {
  const { evidence, summaries, annotations, sendings } = tables;
  const [groups, known, noted, noticed] = await Promise.all([
    Promise.all(identifiers.map((identifier) => evidence.where('identifier').equals(identifier).primaryKeys())),
    summaries.bulkGet([...identifiers]),
    annotations.limit(1).primaryKeys(),
    sendings.toArray(),
  ]);
  return {
    groups: new Map(identifiers.map((identifier, index) => [identifier, groups[index] ?? []])),
    known: new Map(known.flatMap((row) => (row ? [[row.identifier, row] as const] : []))),
    isAnyNoted: noted.length > 0,
    noticed,
  };
};

const findNewest = (rows: readonly EvidenceRow[]): string =>
  rows
    .map(({ evidence }) => evidence.recordedAt)
    .sort()
    .at(-1) ?? '';

type InHand = {
  /** Of evidence, by hash, as they are being written. With its report a row is large: what is in hand is not read. */
  rows: ReadonlyMap<string, EvidenceRow>;
  ahead: Ahead;
};

/** The evidence of each message. */
const readGroups = async ({ evidence }: Rows, identifiers: readonly string[], { rows, ahead }: InHand) => {
  const hashes = new Set(identifiers.flatMap((identifier) => ahead.groups.get(identifier) ?? []));
  const others = [...hashes].filter((sha256) => !rows.has(sha256));
  const read = others.length === 0 ? [] : await evidence.bulkGet(others);
  const groups = new Map<string, EvidenceRow[]>(identifiers.map((identifier) => [identifier, []]));
  for (const row of [...read, ...rows.values()]) if (row) groups.get(row.identifier)?.push(row);
  return groups;
};

/** Inside a transaction over these tables.
 * @param given what is known already, when it tells of every message that is touched */
export const refreshMessages = async (tables: Rows, touched: ReadonlySet<string>, now: string, given?: InHand): Promise<void> => {
  const identifiers = [...touched];
  const isGiven = given !== undefined && identifiers.every((identifier) => given.ahead.groups.has(identifier));
  const inHand = isGiven ? given : { rows: given?.rows ?? new Map(), ahead: await lookAhead(tables, identifiers) };
  const { messages, summaries, annotations } = tables;
  const [groups, noted] = await Promise.all([
    readGroups(tables, identifiers, inHand),
    // Where nobody wrote a note, one question has answered for all.
    inHand.ahead.isAnyNoted ? annotations.bulkGet(identifiers) : [],
  ]);
  const gone = identifiers.filter((identifier) => groups.get(identifier)?.length === 0);
  if (gone.length > 0) await Promise.all([messages.bulkDelete(gone), summaries.bulkDelete(gone)]);
  const due = identifiers.flatMap((identifier, index): Due[] => {
    const rows = groups.get(identifier) ?? [];
    if (rows.length === 0) return [];
    const evidence = rows.map((row) => row.evidence);
    const known = inHand.ahead.known.get(identifier);
    return [{ message: toLedgerMessage(evidence, now), recordedAt: findNewest(rows), known, noted: noted[index] }];
  });
  if (due.length === 0) return;
  await putMessages(tables, due, now);
  await settleSendings(
    tables,
    inHand.ahead.noticed,
    due.map(({ message }) => message),
  );
};
