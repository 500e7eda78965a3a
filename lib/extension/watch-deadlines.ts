// Looks at the ledger whenever something was recorded or a message's time has come: counts on the toolbar, tells, sets the next alarm.
import { browser } from 'wxt/browser';
import type { SweepResult } from '../ledger/sweep-result';
import { watchLedger } from './canary';
import { notifyAttention, openNotified } from './notify-attention';
import { runCoalesced } from './run-coalesced';
import { watchSettings } from './settings';
import { showCount, showHarm } from './toolbar-counter';
import { toLedgerProblem, withLedger } from './with-ledger';

const ALARM = 'deadlines';

const MINUTE_MS = 60_000;
/** A clock that was set, or an alarm that the browser forgot, is made good by then. */
const LONGEST_MS = 6 * 60 * MINUTE_MS;

/** @param nextAt when a message's time comes, in milliseconds; null when none is waited for */
export const toAlarmTime = (nextAt: number | null, now: number): number =>
  Math.min(Math.max(nextAt ?? Number.POSITIVE_INFINITY, now + MINUTE_MS), now + LONGEST_MS);

const setAlarm = (nextAt: number | null): Promise<void> => browser.alarms.create(ALARM, { when: toAlarmTime(nextAt, Date.now()) });

const sweep = async (): Promise<void> => {
  let found: SweepResult | null = null;
  try {
    const { result, harm } = await withLedger((ledger) => ledger.sweep(new Date().toISOString()));
    found = result;
    await (harm === null ? showCount(result.total) : showHarm(harm));
  } catch (error) {
    await showHarm(toLedgerProblem(error));
  }
  await setAlarm(found?.nextAt ?? null);
  if (found !== null) await notifyAttention(found.entered);
};

/** To be called once, at the start of the background and without waiting: an event that woke it up reaches only listeners that are there. */
export const watchDeadlines = (signal: AbortSignal): void => {
  const look = runCoalesced(() => sweep().catch(() => undefined));
  watchLedger(() => void look(), signal);
  // The counter's title is in the language that the user chose.
  watchSettings(() => void look(), signal);
  browser.alarms.onAlarm.addListener(({ name }) => void (name === ALARM && look()));
  // Absent until the user allowed notifications; the browser starts the background again then.
  browser.notifications?.onClicked.addListener((id) => void openNotified(id));
  void look();
};
