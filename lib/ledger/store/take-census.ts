// How much the ledger holds, by what it says of itself and by counting, to tell a lost ledger from an empty one.
import { readState } from './ledger-state';
import type { LedgerDatabase } from './ledger-tables';

/** Kept outside the database too. `stamps` counts the time-stamps beside the evidence. `head` is the same for the same evidence in any order; `chain` is the hash of entry `seq` of the journal. */
export type Census = { count: number; stamps: number; head: string; seq: number; chain: string };

export const readCensus = async (database: LedgerDatabase): Promise<Census> => {
  const { count, stamps, head, seq, chain } = await readState(database);
  return { count, stamps, head, seq, chain };
};

/** Counts what is really there, evidence, bytes and time-stamps, so that rows lost one by one show as well: the smallest number counts. */
export const countLedger = (database: LedgerDatabase): Promise<Census> =>
  database.transaction('r', [database.evidence, database.bytes, database.tokens, database.journal, database.state], async () => {
    const census = await readCensus(database);
    // By an index: to count rows by their keys, some browsers read through their contents.
    const counts = await Promise.all([database.evidence.orderBy('seq').count(), database.bytes.orderBy('seq').count()]);
    const stamps = await database.tokens.orderBy('of').count();
    const entries = await database.journal.count();
    const count = Math.min(census.count, ...counts);
    return { ...census, count, stamps: Math.min(census.stamps, stamps), seq: Math.min(census.seq, entries) };
  });
