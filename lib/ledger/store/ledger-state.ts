// The one row that says what the ledger holds, and the journal beside it; both change in the transaction of what they tell of.
import { type JournalEntry, toJournalEntry } from '../journal';
import { EMPTY_SET } from '../set-hash';
import type { LedgerDatabase, StateRow } from './ledger-tables';

const EMPTY: StateRow = { name: 'ledger', count: 0, head: EMPTY_SET, stamps: 0, seq: 0, chain: '', backup: null };

export const readState = async (database: LedgerDatabase): Promise<StateRow> => (await database.state.get('ledger')) ?? EMPTY;

/** The next entry of the journal, and the state that goes with it; the caller writes both. */
export const toNextEntry = (
  state: StateRow,
  what: Pick<JournalEntry, 'at' | 'event' | 'subject'>,
): { entry: JournalEntry; state: StateRow } => {
  const entry = toJournalEntry(state.seq === 0 ? null : { seq: state.seq, hash: state.chain }, what);
  return { entry, state: { ...state, seq: entry.seq, chain: entry.hash } };
};

/** Appends one entry to the journal; gives the state that goes with it, which the caller writes. */
export const appendEntry = async (
  database: LedgerDatabase,
  state: StateRow,
  what: Pick<JournalEntry, 'at' | 'event' | 'subject'>,
): Promise<StateRow> => {
  const next = toNextEntry(state, what);
  await database.journal.add(next.entry);
  return next.state;
};

/** The same for a change that is nothing but an entry. Runs in a transaction of its own. */
export const writeEntry = (
  database: LedgerDatabase,
  what: Pick<JournalEntry, 'at' | 'event' | 'subject'>,
  change: Partial<Pick<StateRow, 'backup' | 'count' | 'stamps'>> = {},
): Promise<StateRow> =>
  database.transaction('rw', [database.journal, database.state], async () => {
    const next = { ...(await appendEntry(database, await readState(database), what)), ...change };
    await database.state.put(next);
    return next;
  });
