// Makes one piece of evidence of several sightings of the same bytes, in whatever order they are given.
import type { Evidence } from './ledger-message';

const compareSightings = (a: Evidence, b: Evidence): number => {
  if (a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt ? -1 : 1;
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

const isVerified = ({ report }: Evidence): boolean => report.verdict === 'verified';

const isStamped = (evidence: Evidence): boolean =>
  isVerified(evidence) && evidence.report.checks.some(({ check, status }) => check === 'timestamp' && status === 'passed');

const toExistedBefore = ({ report }: Evidence): string =>
  String(report.checks.find(({ check }) => check === 'timestamp')?.facts.existedBefore ?? '');

/** Of two judgements of the same bytes. */
export const provesMore = (one: Evidence, other: Evidence): boolean => {
  if (isVerified(one) !== isVerified(other)) return isVerified(one);
  if (!isStamped(one) || !isStamped(other)) return isStamped(one) && !isStamped(other);
  return toExistedBefore(one) < toExistedBefore(other);
};

/** Of several time-stamps, the one that proves most; of judgements that are equal in this, the newest. */
const findEarliestStamped = (sightings: readonly Evidence[]): Evidence | undefined =>
  sightings
    .filter(isStamped)
    .reduce<Evidence | undefined>((best, next) => (best && toExistedBefore(best) < toExistedBefore(next) ? best : next), undefined);

/** A proof once verified stays one: a later look without a certificate or a time-stamp, or with a limit hit, must not take it away.
 * Else the newest judgement holds. */
export const toSameEvidence = (first: Evidence, ...others: readonly Evidence[]): Evidence => {
  const sightings = [first, ...others].sort(compareSightings);
  const judged = findEarliestStamped(sightings) ?? sightings.findLast(isVerified) ?? sightings.at(-1) ?? first;
  return { ...(sightings[0] ?? first), report: judged.report };
};

/** One entry per SHA-256, in the order in which they were first given. */
export const mergeSightings = (evidence: readonly Evidence[]): Evidence[] => {
  const sightings = new Map<string, [Evidence, ...Evidence[]]>();
  for (const item of evidence) {
    const known = sightings.get(item.sha256);
    if (known) known.push(item);
    else sightings.set(item.sha256, [item]);
  }
  return [...sightings.values()].map((same) => (same.length === 1 ? same[0] : toSameEvidence(...same)));
};
