// Tells the notice at 24 hours, which is final, from the one at 12: both carry the same type, header and subject.
import type { CertifiedFacts } from '../report';

const TWELVE_HOURS = /\bdodici\b|\b12\s?ore\b/i;
const DAY = /\bventiquattro\b|\b24\s?ore\b/i;

/** By its code (AgID Note 12, mandatory since 2016), else by its text; in doubt it stays a warning. */
export const isFinalNotice = ({
  kind,
  errorCode,
  extendedError,
}: Pick<CertifiedFacts, 'kind' | 'errorCode' | 'extendedError'>): boolean => {
  if (kind !== 'preavviso-errore-consegna') return false;
  if (errorCode !== null) return errorCode === '5.4.1';
  return extendedError !== null && DAY.test(extendedError) && !TWELVE_HOURS.test(extendedError);
};
