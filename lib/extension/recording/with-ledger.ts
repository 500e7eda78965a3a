// Opens the ledger for one job, looks whether it came to harm, and closes it: a background that sleeps must not hold a connection.

import type { JudgedMessage } from '../../ledger/collect-evidence';
import { type Ledger, openLedger, type Recorded } from '../../ledger/store';
import type { LedgerOptions } from '../../ledger/store/ledger-database';
import { LedgerTooNew } from '../../ledger/store/ledger-too-new';
import { LedgerUnavailable } from '../../ledger/store/ledger-unavailable';
import { StorageFull } from '../../ledger/store/storage-full';
import type { ProblemCode } from '../../view';
import { feedCanary, findHarm, type LedgerHarm, type LedgerWitness, replaceCanary } from './canary';
import { isInPrivateWindow, PrivateWindow } from './private-window';
import { demandRoom, SMALL_RESERVE } from './storage-room';

/** Examples live in a database of their own, so that they never stand beside real evidence. */
export type LedgerKind = 'real' | 'examples';

const OPTIONS = { real: {}, examples: { name: 'ceralacca-examples' } } as const satisfies Record<LedgerKind, LedgerOptions>;

export type LedgerJob<T> = { result: T; harm: LedgerHarm };

type Work<T> = (ledger: Ledger) => Promise<T>;

/** The one way to the ledger. */
const open = (kind: LedgerKind): Ledger => {
  if (isInPrivateWindow()) throw new PrivateWindow('no ledger is kept here');
  return openLedger({ ...OPTIONS[kind], demandRoom });
};

const toNow = (): string => new Date().toISOString();

/** Whether the ledger's own word is taken for what it holds, which costs nothing, or every row is counted, which some browsers do slowly. */
type Look = 'census' | 'count';

const toWitness = (ledger: Ledger, look: Look = 'census'): LedgerWitness => ({ readCensus: ledger[look], journal: ledger.journal });

/** Chromium opens no database on a full disk, and does not say that this is why. */
const explain = async (error: unknown): Promise<unknown> => {
  try {
    if (error instanceof LedgerUnavailable) await demandRoom();
    return error;
  } catch (full) {
    return full;
  }
};

const use = async <T>(kind: LedgerKind, work: Work<T>): Promise<T> => {
  const ledger = open(kind);
  try {
    // The first question opens the database, which on a full disk is a risk for all that is in it.
    await demandRoom(0, SMALL_RESERVE);
    return await work(ledger);
  } catch (error) {
    throw await explain(error);
  } finally {
    ledger.close();
  }
};

const run = async <T>(ledger: Ledger, kind: LedgerKind, work: Work<T>): Promise<LedgerJob<T>> => {
  const harm = kind === 'real' ? await findHarm(toWitness(ledger)) : null;
  return { harm, result: await work(ledger) };
};

/** For reading. */
export const withLedger = <T>(work: Work<T>, kind: LedgerKind = 'real'): Promise<LedgerJob<T>> =>
  use(kind, (ledger) => run(ledger, kind, work));

/** Counts every row, so that no board shows less than there was. */
export const countLedger = (): Promise<LedgerHarm> => use('real', (ledger) => findHarm(toWitness(ledger, 'count')));

/** For recording: what the ledger holds afterwards is noted outside of it, before anybody is told of the success. */
export const writeLedger = <T>(work: Work<T>, kind: LedgerKind = 'real'): Promise<LedgerJob<T>> =>
  use(kind, async (ledger) => {
    await demandRoom();
    const job = await run(ledger, kind, work);
    if (kind === 'real') await feedCanary(toWitness(ledger), toNow());
    return job;
  });

/** The user goes on without what was lost: the journal tells of it, and nothing that is there is touched. */
export const acceptLoss = async (): Promise<void> => {
  await withLedger(async (ledger) => {
    await ledger.acceptLoss(toNow());
    await replaceCanary(await ledger.census(), toNow());
  });
};

export type LedgerBatch = {
  /** The same connection, for questions in between. */
  readonly ledger: Ledger;
  keep(judged: JudgedMessage): Promise<LedgerJob<Recorded>>;
  /** Notes outside of the ledger what it holds by now. Until then a loss of what was just written would not be noticed. */
  settle(): Promise<void>;
  close(): void;
};

/** For recording many: one connection, opened when it is needed, and what the ledger holds is noted now and then instead of after each. */
export const openBatch = (kind: LedgerKind): LedgerBatch => {
  let ledger: Ledger | null = null;
  let harm: Promise<LedgerHarm> | null = null;
  const opened = (): Ledger => {
    ledger ??= open(kind);
    return ledger;
  };
  return {
    get ledger() {
      return opened();
    },
    async keep(judged) {
      const own = opened();
      harm ??= demandRoom().then(() => (kind === 'real' ? findHarm(toWitness(own)) : null));
      try {
        return { harm: await harm, result: { outcome: await own.keep(judged, toNow()), message: null } };
      } catch (error) {
        // A ledger that could not be asked is asked again for the next.
        harm = null;
        throw await explain(error);
      }
    },
    async settle() {
      if (kind === 'examples' || ledger === null) return;
      await demandRoom(0, SMALL_RESERVE);
      await feedCanary(toWitness(ledger), toNow());
    },
    close: () => ledger?.close(),
  };
};

/** @param other for what the ledger does not throw, where more than the ledger was at work */
export const toLedgerProblem = (error: unknown, other: ProblemCode = 'ledger-unavailable'): ProblemCode => {
  if (error instanceof LedgerTooNew) return 'ledger-too-new';
  if (error instanceof PrivateWindow) return 'private-ledger';
  if (error instanceof StorageFull) return 'ledger-full';
  return error instanceof LedgerUnavailable ? 'ledger-unavailable' : other;
};
