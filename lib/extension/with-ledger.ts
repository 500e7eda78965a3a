// Opens the ledger for one job, looks whether it lost anything, and closes it: a background that sleeps must not hold a connection.

import type { LedgerOptions } from '../ledger/ledger-database';
import { StorageFull } from '../ledger/storage-full';
import { type Ledger, openLedger } from '../ledger/store';
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

export const toLedgerProblem = (error: unknown): ProblemCode => (error instanceof StorageFull ? 'storage-full' : 'ledger-unavailable');
