// How much of the message a proof holds, as its own check says: all of it, its hashes, or nothing but that it was carried.
import type { Evidence } from './ledger-message';

type Proves = 'transport' | 'content-by-hash' | 'full-content';

export const provesAs = ({ report }: Evidence, ...proofs: readonly Proves[]): boolean =>
  report.checks.some(({ check, facts }) => check === 'original-message' && proofs.some((proof) => proof === facts.proves));
