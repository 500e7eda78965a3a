// Writes one piece of evidence and the row of its message in one transaction: both are there, or neither.
import type { CollectedEvidence } from './collect-evidence';
import type { EvidenceRow, LedgerDatabase, MessageRow } from './ledger-database';
import type { Evidence } from './ledger-message';
import { isLinkedByMessageId, linkEvidence, toLinkKey } from './link';
import { toLedgerMessage } from './message-state';
import { toSameEvidence } from './same-evidence';

const toRow = (evidence: Evidence, identifier: string): EvidenceRow => {
  const messageId = evidence.report.certified?.messageId;
  const row = { sha256: evidence.sha256, identifier, evidence };
  if (messageId === undefined || messageId === null) return row;
  return { ...row, messageId, ...(isLinkedByMessageId(evidence) ? { orphanOf: messageId } : {}) };
};

const toMessageRow = (identifier: string, rows: readonly EvidenceRow[], now: string): MessageRow => {
  const message = toLedgerMessage(
    rows.map(({ evidence }) => evidence),
    now,
  );
  const certified = message.evidence.map(({ at }) => Date.parse(at ?? '')).filter((instant) => !Number.isNaN(instant));
  const recorded = rows.map(({ evidence }) => Date.parse(evidence.recordedAt));
  return { identifier, moment: Math.max(...(certified.length > 0 ? certified : recorded)), message };
};

/** Evidence without an identifier follows its Message-ID, and moves when a second identifier turns up under it. */
const relinkByMessageId = async (database: LedgerDatabase, messageId: string): Promise<string[]> => {
  const rows = await database.evidence.where('messageId').equals(messageId).toArray();
  const touched: string[] = [];
  for (const [identifier, group] of linkEvidence(rows.map(({ evidence }) => evidence))) {
    for (const evidence of group) {
      const row = rows.find(({ sha256 }) => sha256 === evidence.sha256);
      if (!row || row.identifier === identifier) continue;
      touched.push(row.identifier, identifier);
      await database.evidence.put(toRow(evidence, identifier));
    }
  }
  return touched;
};

const refreshMessages = async (database: LedgerDatabase, identifiers: ReadonlySet<string>, now: string): Promise<void> => {
  for (const identifier of identifiers) {
    const rows = await database.evidence.where('identifier').equals(identifier).toArray();
    if (rows.length === 0) await database.messages.delete(identifier);
    else await database.messages.put(toMessageRow(identifier, rows, now));
  }
};

const write = async (database: LedgerDatabase, { evidence, bytes }: CollectedEvidence, now: string): Promise<'new' | 'known'> => {
  const known = await database.evidence.get(evidence.sha256);
  const merged = known ? toSameEvidence(known.evidence, evidence) : evidence;
  const row = toRow(merged, toLinkKey(merged.report));
  await database.evidence.put(row);
  const isKept = (await database.bytes.where('sha256').equals(evidence.sha256).count()) > 0;
  // A copy: a view would drag its whole underlying buffer into the database.
  if (!isKept) await database.bytes.add({ sha256: evidence.sha256, bytes: bytes.slice() });
  const touched = new Set([row.identifier, known?.identifier ?? row.identifier]);
  const { messageId } = row;
  if (messageId !== undefined && (await database.evidence.where('orphanOf').equals(messageId).count()) > 0)
    for (const identifier of await relinkByMessageId(database, messageId)) touched.add(identifier);
  await refreshMessages(database, touched, now);
  return known ? 'known' : 'new';
};

/** Only database promises are awaited inside: any other would let the browser commit half of it. */
export const recordEvidence = (database: LedgerDatabase, collected: CollectedEvidence, now: string): Promise<'new' | 'known'> =>
  database.transaction('rw', [database.evidence, database.bytes, database.messages], () => write(database, collected, now));
