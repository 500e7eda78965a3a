// The final notice as the ledger sees it: where code and text say nothing, the time since acceptance does.
import { isFinalNotice } from '../verify/pec/is-final-notice';
import type { CertifiedFacts } from '../verify/report';

/** The second notice comes 24 hours after acceptance and never before 22 (RFC 6109 section 3.1.6). */
const EARLIEST_FINAL_MS = 22 * 60 * 60 * 1000;

export const isFinalSince = (facts: CertifiedFacts, acceptedInstant: number | null): boolean => {
  if (facts.kind !== 'preavviso-errore-consegna') return false;
  if (facts.errorCode === null && acceptedInstant !== null && Date.parse(facts.time) - acceptedInstant >= EARLIEST_FINAL_MS) return true;
  return isFinalNotice(facts);
};
