// From the first schema to the second: a journal, a state and small rows for every message, made of what was there; to the third: time-stamps; to the sixth: a further look;
// to the seventh: what a search by recipient looks in.
import type { Transaction } from 'dexie';
import type { Evidence } from '../ledger-message';
import { toSearchText } from '../search-text';
import { addToSetHash } from '../set-hash';
import { appendEntry, readState } from './ledger-state';
import type { LedgerDatabase } from './ledger-tables';
import { toEvidenceRow, toJournalSubject } from './record-evidence';
import { refreshMessages } from './refresh-messages';

type OldRow = { sha256: string; identifier: string; evidence: Evidence };

/** The transaction's tables by the names that the ledger gives them. */
const toTables = (transaction: Transaction): LedgerDatabase => {
  const names = ['evidence', 'bytes', 'messages', 'summaries', 'annotations', 'sendings', 'journal', 'state'] as const;
  return Object.fromEntries(names.map((name) => [name, transaction.table(name)])) as unknown as LedgerDatabase;
};

const byRecording = ({ evidence: a }: OldRow, { evidence: b }: OldRow): number =>
  a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : a.sha256 < b.sha256 ? -1 : 1;

/** Runs inside the browser's own upgrade: when it is interrupted, the ledger is as it was. */
export const migrateToSecond = async (transaction: Transaction): Promise<void> => {
  const tables = toTables(transaction);
  const old: OldRow[] = ((await tables.evidence.toArray()) as OldRow[]).sort(byRecording);
  const latest = old.at(-1)?.evidence.recordedAt ?? '';
  let state = await readState(tables);
  if (old.length > 0) state = await appendEntry(tables, state, { at: latest, event: 'migrated', subject: '1' });
  for (const { sha256, identifier, evidence } of old) {
    state = await appendEntry(tables, state, { at: evidence.recordedAt, event: 'recorded', subject: toJournalSubject(evidence) });
    state = { ...state, count: state.count + 1, head: addToSetHash(state.head, sha256) };
    await tables.evidence.put(toEvidenceRow({ ...evidence, sha256 }, identifier, state.seq));
    const kept = await tables.bytes.get(sha256);
    if (kept) await tables.bytes.put({ ...kept, seq: state.seq });
  }
  await tables.state.put(state);
  await tables.messages.clear();
  await refreshMessages(tables, new Set(old.map(({ identifier }) => identifier)), latest);
};

/** What it holds stays as it is, so that no copy falls behind: only the number of time-stamps is new, which none was kept of. */
export const migrateToThird = async (transaction: Transaction): Promise<void> => {
  const states = transaction.table('state') as LedgerDatabase['state'];
  const state = await states.get('ledger');
  if (state) await states.put({ ...state, stamps: 0 });
};

/** The next look at a message finds what it would have found by now. */
export const migrateToSixth = async (transaction: Transaction): Promise<void> => {
  const summaries = transaction.table('summaries') as LedgerDatabase['summaries'];
  await summaries.filter(({ summary }) => (summary.tally.warned ?? 0) > 0).modify({ recheckAt: 0 });
};

/** So many messages are in memory at a time. */
const STEP = 500;

/** Only the text is made anew: a message that nothing new was recorded of would have kept the old one for ever. */
export const migrateToSeventh = async (transaction: Transaction): Promise<void> => {
  const { summaries, messages, annotations } = toTables(transaction);
  const lacking = await summaries.filter(({ summary }) => summary.recipientsAt === undefined).primaryKeys();
  for (let from = 0; from < lacking.length; from += STEP) {
    const keys = lacking.slice(from, from + STEP);
    const [rows, whole, noted] = await Promise.all([summaries.bulkGet(keys), messages.bulkGet(keys), annotations.bulkGet(keys)]);
    const renewed = rows.flatMap((row, index) => {
      const message = whole[index]?.message;
      return row && message ? [{ ...row, summary: { ...row.summary, ...toSearchText(message, noted[index]?.annotation) } }] : [];
    });
    await summaries.bulkPut(renewed);
  }
};
