// Which messages have been kept as long as the administration wants: they are pointed at, and nothing ever removes a proof.
import { addMonths } from './add-time';
import { toDay } from './board';
import type { LedgerSummary } from './summary';

/** `until`: the last day, `YYYY-MM-DD`, that lies so many months back. */
export type Retention = { months: number; until: string };

/** @param now ISO instant */
export const toRetention = (months: number | null, now: string): Retention | null => {
  const end = months === null ? null : addMonths(now, -months);
  return months === null || end === null ? null : { months, until: end.slice(0, 10) };
};

export const countKeptLongEnough = (summaries: readonly LedgerSummary[], { until }: Retention): number =>
  summaries.filter((summary) => toDay(summary) <= until).length;
