// How long ago, in words short enough to stand beside a certified time.
import type { Wording } from '../../lib/wording';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** On average; from there on nobody counts days. */
const MONTH = 30.44 * DAY;
const COUNTED_IN_MONTHS = 3 * MONTH;

/** Empty when either instant cannot be read or the first is in the future: nothing is said then. */
export const formatElapsed = (wording: Wording, from: string, now: string): string => {
  const elapsed = Date.parse(now) - Date.parse(from);
  if (!(elapsed >= 0)) return '';
  if (elapsed < HOUR) return wording.text('elapsed_minutes', Math.floor(elapsed / MINUTE));
  if (elapsed < 2 * DAY) return wording.text('elapsed_hours', Math.floor(elapsed / HOUR));
  if (elapsed < COUNTED_IN_MONTHS) return wording.count('elapsed_days', Math.floor(elapsed / DAY));
  return wording.count('elapsed_months', Math.floor(elapsed / MONTH));
};
