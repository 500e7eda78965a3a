// The time-stamp files beside pieces of evidence: which are there, and which a recording adds, each with its entry in the journal.
import type { Collection } from 'dexie';
import { LIMITS } from '../../verify/limits';
import type { CollectedEvidence } from '../collect-evidence';
import type { JournalEntry } from '../journal';
import { toNextEntry } from './ledger-state';
import type { LedgerDatabase, StateRow, TokenRow } from './ledger-tables';

/** `tokens`: those that are there, as they will be. `stamped`: those that have to be written. */
export type TokenDraft = { state: StateRow; entries: JournalEntry[]; tokens: Map<string, TokenRow>; stamped: Map<string, TokenRow> };

/** What the journal says of a time-stamp. */
export const toStampSubject = (evidence: string, token: string): string => `${evidence} ${token}`;

export const tokensOf = ({ tokens }: LedgerDatabase, sha256: string): Collection<TokenRow, string> => tokens.where('of').equals(sha256);

/** All that the recordings are about. Messages without time-stamps, which most are, cost no request. */
export const findTokens = async (
  database: LedgerDatabase,
  recordings: readonly { collected: CollectedEvidence }[],
): Promise<Map<string, TokenRow>> => {
  const stamped = recordings.map(({ collected }) => collected).filter(({ tokens }) => tokens.length > 0);
  if (stamped.length === 0) return new Map();
  const hashes = new Set(stamped.flatMap(({ tokens }) => tokens.map(({ sha256 }) => sha256)));
  const owners = [...new Set(stamped.map(({ evidence }) => evidence.sha256))];
  const [same, beside] = await Promise.all([
    database.tokens.bulkGet([...hashes]),
    Promise.all(owners.map((sha256) => tokensOf(database, sha256).toArray())),
  ]);
  return new Map([...same, ...beside.flat()].flatMap((row) => (row ? [[row.sha256, row] as const] : [])));
};

/** Files that anybody may lay beside a message must not fill the disk. */
const hasRoom = ({ tokens }: TokenDraft, sha256: string, size: number): boolean => {
  const beside = [...tokens.values()].filter(({ of }) => of.includes(sha256));
  const bytes = beside.reduce((sum, row) => sum + row.bytes.length, size);
  return beside.length < LIMITS.keptTimestamps && bytes <= LIMITS.keptTimestampBytes;
};

const put = (draft: TokenDraft, row: TokenRow): void => {
  draft.tokens.set(row.sha256, row);
  draft.stamped.set(row.sha256, row);
};

/** Gives the entry of the journal that tells of the last one that is new; null where none is. */
export const draftTokens = (draft: TokenDraft, { evidence, tokens }: CollectedEvidence, at: string): number | null => {
  let last: number | null = null;
  for (const { sha256, bytes } of tokens) {
    const known = draft.tokens.get(sha256);
    if (known?.of.includes(evidence.sha256)) {
      // What is there may be damaged.
      put(draft, { ...known, bytes: bytes.slice() });
      continue;
    }
    if (!hasRoom(draft, evidence.sha256, bytes.length)) continue;
    const subject = toStampSubject(evidence.sha256, sha256);
    const { entry, state } = toNextEntry(draft.state, { at, event: 'stamped', subject });
    draft.entries.push(entry);
    draft.state = { ...state, stamps: state.stamps + 1 };
    put(draft, { sha256, of: [...(known?.of ?? []), evidence.sha256], seq: entry.seq, bytes: bytes.slice() });
    last = entry.seq;
  }
  return last;
};
