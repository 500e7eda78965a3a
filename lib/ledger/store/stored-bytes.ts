// The bytes of a piece as the database keeps them: what is large in a file of its own beside the rows. Between the rows, gigabytes would make
// every look-up, every count and every write slower the more there are; what is small costs less there than a file does.
import type { LedgerDatabase, StoredBytes } from './ledger-tables';

/** Octets from which on bytes are a file. An acceptance and a brief receipt have fewer, what carries attachments has more. */
export const FILE_FROM = 32_768;

/** A copy: a view would drag its whole underlying buffer into the database. */
export const toStoredBytes = (bytes: Uint8Array): StoredBytes =>
  bytes.length < FILE_FROM ? bytes.slice() : new Blob([bytes as Uint8Array<ArrayBuffer>]);

const readFile = async (file: Blob): Promise<Uint8Array | undefined> => {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return undefined;
  }
};

/** Of a row whose file is gone Firefox says this, and Chromium gives it until the file is read. Where the database answers otherwise, only that row is lost. */
const isRowLost = async ({ bytes }: LedgerDatabase, sha256: string, error: unknown): Promise<boolean> =>
  (error as Error | null)?.name === 'UnknownError' && (await bytes.where('sha256').equals(sha256).count()) > 0;

/** Undefined when the row or its file is gone: both are as good as missing. */
export const findBytes = async (database: LedgerDatabase, sha256: string): Promise<Uint8Array | undefined> => {
  let stored: StoredBytes | undefined;
  try {
    stored = (await database.bytes.get(sha256))?.bytes;
  } catch (error) {
    if (!(await isRowLost(database, sha256, error))) throw error;
  }
  return stored instanceof Blob ? readFile(stored) : stored;
};
