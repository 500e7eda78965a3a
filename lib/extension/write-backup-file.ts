// Writes a copy of the ledger into a file of the browser's own, piece by piece; only a finished one is handed to the user.
import { type WrittenBackup, writeBackup } from '../backup/write-backup';
import { type LedgerKind, withLedger } from './with-ledger';

/** Each copy has a file of its own, and a lock of the same name that its page holds until it is closed. */
const PREFIX = 'backup-';

/** Octets that are collected before they go to the disk. */
const CHUNK = 4 * 1024 * 1024;

export type WriteOptions = {
  kind: LedgerKind;
  passphrase: string | null;
  readme: string;
  madeAt: string;
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
};

const collect = async (stream: FileSystemWritableFileStream, octets: AsyncGenerator<Uint8Array, WrittenBackup>): Promise<WrittenBackup> => {
  let held: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    await stream.write(new Blob(held));
    [held, size] = [[], 0];
  };
  for (;;) {
    const next = await octets.next();
    if (next.done) {
      await flush();
      return next.value;
    }
    held.push(next.value as Uint8Array<ArrayBuffer>);
    size += next.value.length;
    if (size >= CHUNK) await flush();
  }
};

/** Until it is closed the file does not exist: one that was broken off leaves nothing behind. */
const write = async (name: string, options: WriteOptions): Promise<{ file: File; written: WrittenBackup }> => {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  try {
    const { result } = await withLedger((ledger) => collect(stream, writeBackup(ledger, options)), options.kind);
    await stream.close();
    return { file: await handle.getFile(), written: result };
  } catch (error) {
    await stream.abort().catch(() => undefined);
    throw error;
  }
};

/** @throws whatever ledger and disk throw, and the signal's reason once it is aborted */
export const writeBackupFile = (options: WriteOptions): Promise<{ file: File; written: WrittenBackup }> => {
  const name = `${PREFIX}${crypto.randomUUID()}`;
  return new Promise((resolve, reject) => {
    void navigator.locks.request(name, async () => {
      try {
        resolve(await write(name, options));
      } catch (error) {
        reject(error);
        return;
      }
      await new Promise(() => undefined);
    });
  });
};

/** Removes what earlier pages left, unless they are still open and may hand it out. */
export const removeOldBackupFiles = async (): Promise<void> => {
  const folder = await navigator.storage.getDirectory();
  for await (const name of folder.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await folder.removeEntry(name).catch(() => undefined);
    });
  }
};
