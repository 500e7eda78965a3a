// Tells the 24 hour notice, which is final, from the 12 hour one: both carry the same type, header and subject.
import type { CertifiedFacts } from '../verify/report';

/** The second notice comes 24 hours after acceptance and never before 22 (RFC 6109 section 3.1.6). */
const EARLIEST_FINAL_MS = 22 * 60 * 60 * 1000;

const TWELVE_HOURS = /\bdodici\b|\b12\s?ore\b/i;
const DAY = /\bventiquattro\b|\b24\s?ore\b/i;

const isTextFinal = (text: string | null): boolean => text !== null && DAY.test(text) && !TWELVE_HOURS.test(text);

/** Without a code (AgID Note 12 made it mandatory in 2016) time since acceptance or the text decides; in doubt it stays a warning. */
export const isFinalNotice = (facts: CertifiedFacts, acceptedInstant: number | null): boolean => {
  if (facts.kind !== 'preavviso-errore-consegna') return false;
  if (facts.errorCode !== null) return facts.errorCode === '5.4.1';
  if (acceptedInstant !== null && Date.parse(facts.time) - acceptedInstant >= EARLIEST_FINAL_MS) return true;
  return isTextFinal(facts.extendedError);
};
