// When the archive is to be sealed, or sealed again: before what the proofs rest on ends, and soon enough to find somebody who stamps.
import type { JudgedSeal } from './seal-book';

/** Long enough for an office to buy a stamp. */
export const AHEAD_DAYS = 60;

const DAY_MS = 24 * 3_600_000;

export type SealState = {
  /** The newest good seal: what is under it existed before; ISO 8601, null without one. */
  lastAt: string | null;
  /** A seal was made, and nothing came back for it that proves anything. */
  isPending: boolean;
  /** Why one is due, and by when; null when none is. */
  due: { reason: 'certificate-ends' | 'timestamp-ends'; by: string } | null;
};

/** The last day that is looked at. */
export const toHorizon = (now: string): string => new Date(Date.parse(now) + AHEAD_DAYS * DAY_MS).toISOString();

/** Time-stamps that end soon, and that no later seal renews. */
const findTimestampEnd = (seals: readonly JudgedSeal[], now: string): string | null => {
  const ends = seals.flatMap(({ proven, isRenewed }) => (proven === null || isRenewed ? [] : [proven.until]));
  return ends.filter((end) => end > now && end <= toHorizon(now)).sort()[0] ?? null;
};

/** @param certificateEnd the first end to come, within the horizon, of a certificate behind evidence under no good seal; ISO 8601
 * @param now ISO instant, UTC */
export const toSealState = (seals: readonly JudgedSeal[], certificateEnd: string | null, now: string): SealState => {
  const proven = seals.flatMap((seal) => (seal.proven === null ? [] : [seal.proven.existedBefore])).sort();
  const lastAt = proven.at(-1) ?? null;
  const [newest] = seals;
  const timestampEnd = findTimestampEnd(seals, now);
  const isFirst = certificateEnd !== null && (timestampEnd === null || certificateEnd <= timestampEnd);
  const due = isFirst
    ? ({ reason: 'certificate-ends', by: certificateEnd } as const)
    : timestampEnd !== null
      ? ({ reason: 'timestamp-ends', by: timestampEnd } as const)
      : null;
  return { lastAt, isPending: newest !== undefined && newest.proven === null && newest.file !== null, due };
};
