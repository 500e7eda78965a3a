// The tables of the ledger and a connection that comes back after the browser closed it.
import { Dexie, type DexieOptions, type Table } from 'dexie';
import type { Evidence, LedgerMessage } from './ledger-message';
import { LedgerUnavailable } from './ledger-unavailable';
import { StorageFull } from './storage-full';

export type EvidenceRow = {
  sha256: string;
  /** Key of the message it belongs to. */
  identifier: string;
  /** Absent values are not indexed. */
  messageId?: string;
  /** Its Message-ID, when nothing else can link it. */
  orphanOf?: string;
  evidence: Evidence;
};

export type MessageRow = {
  identifier: string /** Newest certified time, for the order of the board. */;
  moment: number;
  message: LedgerMessage;
};

export type LedgerDatabase = Dexie & {
  evidence: Table<EvidenceRow, string>;
  bytes: Table<{ sha256: string; bytes: Uint8Array }, string>;
  messages: Table<MessageRow, string>;
};

export type LedgerOptions = { name?: string } & Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'>;

const createDatabase = ({ name = 'ledger', ...options }: LedgerOptions): LedgerDatabase => {
  // Chrome's default since version 121 tells success before the disk has it; the cache would hand out shared objects.
  const database = new Dexie(name, { ...options, chromeTransactionDurability: 'strict', cache: 'disabled' }) as LedgerDatabase;
  database.version(1).stores({ evidence: 'sha256, identifier, messageId, orphanOf', bytes: 'sha256', messages: 'identifier, moment' });
  return database;
};

/** Quota errors hide inside the error of the aborted transaction. */
const hasName = (error: unknown, names: readonly string[], depth = 0): boolean => {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { name, inner, cause } = error as { name?: unknown; inner?: unknown; cause?: unknown };
  return names.includes(String(name)) || hasName(inner, names, depth + 1) || hasName(cause, names, depth + 1);
};

const isFull = (error: unknown): boolean => hasName(error, ['QuotaExceededError']);
const isClosed = (error: unknown): boolean => hasName(error, ['DatabaseClosedError', 'InvalidStateError', 'AbortError']);

const toLedgerError = (error: unknown): unknown => {
  if (isFull(error)) return new StorageFull('the browser stores no more', { cause: error });
  return error instanceof Dexie.DexieError ? new LedgerUnavailable('the database cannot be used', { cause: error }) : error;
};

export type Connection = { run<T>(job: (database: LedgerDatabase) => Promise<T>): Promise<T>; close(): void };

/** Jobs may run twice when the browser closes the database under them, so each must be repeatable. */
export const createConnection = (options: LedgerOptions): Connection => {
  let database = createDatabase(options);
  let isDone = false;
  /** Several jobs may meet the same closed connection; the first replaces it for all. */
  const reopen = (closed: LedgerDatabase): void => {
    if (database !== closed) return;
    closed.close();
    database = createDatabase(options);
  };
  return {
    async run(job) {
      const used = database;
      try {
        return await job(used).catch((error: unknown) => {
          if (isDone || isFull(error) || !isClosed(error)) throw error;
          reopen(used);
          return job(database);
        });
      } catch (error) {
        throw toLedgerError(error);
      }
    },
    close() {
      isDone = true;
      database.close();
    },
  };
};
