// Looks at the ledger whenever something was recorded or a message's time has come: counts on the toolbar, tells, reminds, sets the next alarm.
import { browser } from 'wxt/browser';
import type { BackupState } from '../../ledger/backup-due';
import type { SweepResult } from '../../ledger/sweep-result';
import { readBackupState } from '../copies/backup-state';
import { watchLedger } from '../recording/canary';
import { toLedgerProblem, withLedger } from '../recording/with-ledger';
import { runCoalesced } from '../run-coalesced';
import { watchSettings } from '../settings/settings';
import { notifyAttention, openNotified } from './notify-attention';
import { notifyBackup, openFromBackupNotice } from './notify-backup';
import { notifySeal, openFromSealNotice } from './notify-seal';
import { showCount, showHarm } from './toolbar-counter';

const ALARM = 'deadlines';

const MINUTE_MS = 60_000;
/** A clock that was set, or an alarm that the browser forgot, is made good by then. */
const LONGEST_MS = 6 * 60 * MINUTE_MS;

/** @param nextAt when a message's time comes, in milliseconds; null when none is waited for */
export const toAlarmTime = (nextAt: number | null, now: number): number =>
  Math.min(Math.max(nextAt ?? Number.POSITIVE_INFINITY, now + MINUTE_MS), now + LONGEST_MS);

const setAlarm = (nextAt: number | null): Promise<void> => browser.alarms.create(ALARM, { when: toAlarmTime(nextAt, Date.now()) });

const sweep = async (): Promise<void> => {
  const now = new Date().toISOString();
  let found: { swept: SweepResult; backup: BackupState } | null = null;
  try {
    const { result, harm } = await withLedger(async (ledger) => ({
      swept: await ledger.sweep(now),
      backup: await readBackupState(ledger, now),
    }));
    found = result;
    await (harm === null ? showCount(result.swept.total) : showHarm(harm));
  } catch (error) {
    await showHarm(toLedgerProblem(error));
  }
  await setAlarm(found?.swept.nextAt ?? null);
  if (found === null) return;
  await notifyAttention(found.swept.entered);
  if (found.backup.isDue) await notifyBackup(now);
  await notifySeal(now);
};

/** To be called once, at the start of the background and without waiting: an event that woke it up reaches only listeners that are there. */
export const watchDeadlines = (signal: AbortSignal): void => {
  const look = runCoalesced(() => sweep().catch(() => undefined));
  watchLedger(() => void look(), signal);
  // The counter's title is in the language that the user chose.
  watchSettings(() => void look(), signal);
  browser.alarms.onAlarm.addListener(({ name }) => void (name === ALARM && look()));
  // Absent until the user allowed notifications; the browser starts the background again then.
  browser.notifications?.onClicked.addListener((id) => {
    void openNotified(id);
    void openFromBackupNotice(id);
    void openFromSealNotice(id);
  });
  void look();
};
