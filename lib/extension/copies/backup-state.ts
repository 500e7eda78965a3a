// What the ledger knows of its copies, and whether the user wants to be reminded of one.
import { type BackupState, toBackupState } from '../../ledger/backup-due';
import type { Ledger } from '../../ledger/store';
import { readSettings } from '../settings/settings';

export const readBackupState = async (ledger: Ledger, now: string): Promise<BackupState> => {
  const [{ last, isBehind }, [first], { remindBackup }] = await Promise.all([ledger.backup(), ledger.journal(0, 1), readSettings()]);
  return toBackupState({ lastAt: last?.at ?? null, isBehind, begunAt: first?.at ?? null }, remindBackup, now);
};
