// What came of looking again at the messages whose time had come. Types only.
import type { LedgerSummary } from './summary';

export type SweepResult = {
  /** How many messages need attention, up to ATTENTION_COUNTED. */
  total: number;
  /** Those with a reason that nobody was told of yet, by evidence or by time, since the last sweep; the worst first. */
  entered: LedgerSummary[];
  /** The next instant, in milliseconds, at which time alone may change something; null when there is none. */
  nextAt: number | null;
};
