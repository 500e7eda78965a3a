// When the user is to be reminded of a copy of the ledger.

export const REMIND_PERIODS = ['never', 'weekly', 'monthly'] as const;
export type RemindPeriod = (typeof REMIND_PERIODS)[number];

const DAYS: Record<RemindPeriod, number> = { never: Number.POSITIVE_INFINITY, weekly: 7, monthly: 30 };

const DAY_MS = 24 * 3_600_000;

export type BackupState = {
  /** When the last copy was made that was read back whole, ISO 8601 UTC; null when there is none. */
  lastAt: string | null;
  /** Something came after it. */
  isBehind: boolean;
  isDue: boolean;
};

export type BackupFacts = Omit<BackupState, 'isDue'> & {
  /** When the ledger was begun; null while it is empty. */
  begunAt: string | null;
};

/** @param now ISO instant */
export const toBackupState = ({ begunAt, ...facts }: BackupFacts, period: RemindPeriod, now: string): BackupState => {
  const since = Date.parse(facts.lastAt ?? begunAt ?? now);
  return { ...facts, isDue: facts.isBehind && Date.parse(now) - since >= DAYS[period] * DAY_MS };
};
