// Writes a copy of the ledger into a file that is handed out when it is finished.
import { type WrittenBackup, writeBackup } from '../../backup/write-backup';
import { type Written, writeLargeFile } from '../exports/write-large-file';
import { type LedgerKind, withLedger } from '../recording/with-ledger';

export type WriteOptions = {
  kind: LedgerKind;
  passphrase: string | null;
  readme: string;
  madeAt: string;
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
};

/** @throws whatever ledger and disk throw, and the signal's reason once it is aborted */
export const writeBackupFile = (options: WriteOptions): Promise<Written<WrittenBackup>> =>
  writeLargeFile('backup-', async (put) => {
    const { result } = await withLedger(async (ledger) => {
      const octets = writeBackup(ledger, options);
      for (;;) {
        const next = await octets.next();
        if (next.done) return next.value;
        await put(next.value);
      }
    }, options.kind);
    return result;
  });
