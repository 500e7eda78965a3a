// Opens the ledger for one job, looks whether it lost anything, and closes it: a background that sleeps must not hold a connection.

import type { JudgedMessage } from '../ledger/collect-evidence';
import type { LedgerOptions } from '../ledger/ledger-database';
import { StorageFull } from '../ledger/storage-full';
import { type Ledger, openLedger, type Recorded } from '../ledger/store';
import type { ProblemCode } from '../view';
import { feedCanary, isLedgerLost } from './canary';

/** Examples live in a database of their own, so that they never stand beside real evidence. */
export type LedgerKind = 'real' | 'examples';

const OPTIONS = { real: {}, examples: { name: 'ceralacca-examples' } } as const satisfies Record<LedgerKind, LedgerOptions>;

export type LedgerJob<T> = { result: T; lost: boolean };

type Work<T> = (ledger: Ledger) => Promise<T>;

/** For reading. */
export const withLedger = async <T>(work: Work<T>, kind: LedgerKind = 'real'): Promise<LedgerJob<T>> => {
  const ledger = openLedger(OPTIONS[kind]);
  try {
    const lost = kind === 'real' && (await isLedgerLost(() => ledger.census()));
    return { lost, result: await work(ledger) };
  } finally {
    ledger.close();
  }
};

/** For recording: what the ledger holds afterwards is noted outside of it, before anybody is told of the success. */
export const writeLedger = <T>(work: Work<T>, kind: LedgerKind = 'real'): Promise<LedgerJob<T>> =>
  withLedger(async (ledger) => {
    const result = await work(ledger);
    if (kind === 'real') await feedCanary(await ledger.census(), new Date().toISOString());
    return result;
  }, kind);

export type LedgerBatch = {
  keep(judged: JudgedMessage): Promise<LedgerJob<Recorded>>;
  /** Notes outside of the ledger what it holds by now. Until then a loss of what was just written would not be noticed. */
  settle(): Promise<void>;
  close(): void;
};

/** For recording many: one connection, and what the ledger holds is counted now and then instead of twice for each. */
export const openBatch = (kind: LedgerKind): LedgerBatch => {
  const ledger = openLedger(OPTIONS[kind]);
  let lost: Promise<boolean> | null = null;
  return {
    async keep(judged) {
      lost ??= kind === 'real' ? isLedgerLost(() => ledger.census()) : Promise.resolve(false);
      try {
        return { lost: await lost, result: { outcome: await ledger.keep(judged), message: null } };
      } catch (error) {
        // A ledger that could not be asked is asked again for the next.
        lost = null;
        throw error;
      }
    },
    async settle() {
      if (kind === 'real') await feedCanary(await ledger.census(), new Date().toISOString());
    },
    close: () => ledger.close(),
  };
};

export const toLedgerProblem = (error: unknown): ProblemCode => (error instanceof StorageFull ? 'storage-full' : 'ledger-unavailable');
