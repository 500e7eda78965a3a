// A connection to the ledger's database that comes back after the browser closed it.
import { Dexie, type DexieOptions } from 'dexie';
import { LEDGER_VERSION, type LedgerDatabase, TABLES_OF_VERSION } from './ledger-tables';
import { LedgerTooNew } from './ledger-too-new';
import { LedgerUnavailable } from './ledger-unavailable';
import { migrateToSecond, migrateToSeventh, migrateToSixth, migrateToThird } from './migrate-ledger';
import { StorageFull } from './storage-full';

export type LedgerOptions = {
  name?: string;
  /** Called before each write with its octets, as far as they are known; throws StorageFull where there is no room for them. */
  demandRoom?(octets?: number): Promise<void>;
} & Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'>;

/** Dexie counts a tenth of what the browser counts. */
const BROWSER_VERSIONS = 10;

const createDatabase = ({ name = 'ledger', demandRoom: _, ...options }: LedgerOptions): LedgerDatabase => {
  // Chrome's default since version 121 tells success before the disk has it; the cache would hand out shared objects.
  const database = new Dexie(name, { ...options, chromeTransactionDurability: 'strict', cache: 'disabled' }) as LedgerDatabase;
  // Would note every key that is written and tell all pages of it, for live queries: there are none.
  database.unuse({ stack: 'dbcore', name: 'Observability' });
  database.version(1).stores(TABLES_OF_VERSION[1]);
  database.version(2).stores(TABLES_OF_VERSION[2]).upgrade(migrateToSecond);
  database.version(3).stores(TABLES_OF_VERSION[3]).upgrade(migrateToThird);
  database.version(4).stores(TABLES_OF_VERSION[4]);
  database.version(5).stores(TABLES_OF_VERSION[5]);
  database.version(6).stores(TABLES_OF_VERSION[6]).upgrade(migrateToSixth);
  database.version(LEDGER_VERSION).stores(TABLES_OF_VERSION[7]).upgrade(migrateToSeventh);
  // Dexie would open a later schema as if it were its own.
  database.on('ready', () => {
    if (database.backendDB().version > LEDGER_VERSION * BROWSER_VERSIONS) throw new LedgerTooNew('written by a later version');
  });
  return database;
};

/** Quota errors hide inside the error of the aborted transaction, or of one write among many. */
const hasName = (error: unknown, names: readonly string[], depth = 0): boolean => {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { name, inner, cause, failures } = error as { name?: unknown; inner?: unknown; cause?: unknown; failures?: unknown };
  const causes = [inner, cause, ...(Array.isArray(failures) ? failures.slice(0, 1) : [])];
  return names.includes(String(name)) || causes.some((one) => hasName(one, names, depth + 1));
};

const isFull = (error: unknown): boolean => hasName(error, ['QuotaExceededError']);
const isTooNew = (error: unknown): boolean => hasName(error, ['LedgerTooNew', 'VersionError']);
const isClosed = (error: unknown): boolean => hasName(error, ['DatabaseClosedError', 'InvalidStateError', 'AbortError']);

const toLedgerError = (error: unknown): unknown => {
  if (isFull(error)) return new StorageFull('the browser stores no more', { cause: error });
  if (isTooNew(error)) return new LedgerTooNew('written by a later version', { cause: error });
  return error instanceof Dexie.DexieError ? new LedgerUnavailable('the database cannot be used', { cause: error }) : error;
};

type Job<T> = (database: LedgerDatabase) => Promise<T>;

export type Connection = {
  run<T>(job: Job<T>): Promise<T>;
  /** The same, where there is room. */
  write<T>(job: Job<T>, octets?: number): Promise<T>;
  close(): void;
};

/** Jobs may run twice when the browser closes the database under them, so each must be repeatable. */
export const createConnection = (options: LedgerOptions): Connection => {
  let database = createDatabase(options);
  let isDone = false;
  /** After a failure the disk may be full, and the browser have closed the database: to open it again then could cost all that is in it. */
  let isDoubtful = false;
  /** Several jobs may meet the same closed connection; the first replaces it for all. */
  const reopen = (closed: LedgerDatabase): void => {
    if (database !== closed) return;
    closed.close();
    database = createDatabase(options);
  };
  const demandRoom = async (octets?: number): Promise<void> => options.demandRoom?.(octets);
  const attempt = async <T>(job: Job<T>): Promise<T> => {
    const used = database;
    try {
      return await job(used);
    } catch (error) {
      if (isDone || isFull(error) || isTooNew(error) || !isClosed(error)) throw error;
      isDoubtful = true;
      await demandRoom();
      isDoubtful = false;
      reopen(used);
      return job(database);
    }
  };
  const run: Connection['run'] = async (job) => {
    if (isDoubtful) await demandRoom();
    isDoubtful = false;
    try {
      return await attempt(job);
    } catch (error) {
      // Where there was no room, the database was not touched.
      isDoubtful ||= !(error instanceof StorageFull);
      throw toLedgerError(error);
    }
  };
  return {
    run,
    write: (job, octets) =>
      run(async (database) => {
        await demandRoom(octets);
        return job(database);
      }),
    close() {
      isDone = true;
      database.close();
    },
  };
};
