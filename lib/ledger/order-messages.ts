// Messages by when they began, the same on every machine.
import type { LedgerMessage } from './ledger-message';
import { toInstant } from './proof';

const toMoment = ({ acceptedAt, evidence }: LedgerMessage): number =>
  Math.min(toInstant(acceptedAt), ...evidence.map(({ at }) => toInstant(at)));

/** For `sort`: oldest first. */
export const compareMessages = (a: LedgerMessage, b: LedgerMessage): number => {
  const [left, right] = [toMoment(a), toMoment(b)];
  if (left !== right) return left < right ? -1 : 1;
  return a.identifier < b.identifier ? -1 : 1;
};
