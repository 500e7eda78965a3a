// Is the original message enclosed where it is due, and what does the receipt therefore prove (RFC 6109 section 3.3.2)?
import { type Check, createOutcomes, toCodes } from '../check';
import { findOriginal } from '../find-certification';
import type { CertifiedFacts } from '../report';

const id = 'original-message';
const { passed, undetermined } = createOutcomes(id);

/** Envelopes carry the original; delivery receipts do when they are complete or brief. */
const isDue = ({ kind, receiptType }: CertifiedFacts): boolean =>
  kind === 'posta-certificata' || (kind === 'avvenuta-consegna' && (receiptType === 'completa' || receiptType === 'breve'));

export const originalMessage: Check = {
  id,
  weight: 'informative',
  codes: toCodes(id, 'missing', 'not-available', 'not-due', 'hashes-only', 'not-compared', 'whole-content'),
  run({ evidence: { entity, certification } }) {
    if (!entity.ok || certification.status === 'absent') return undetermined('not-available');
    const original = findOriginal(entity.value.signedPart);
    if (certification.status === 'none-due') return passed({ proves: 'transport' }, ['whole-content']);
    const { facts } = certification;
    if (!original) {
      // Cc recipients get a summary receipt even when a complete one was asked for: transport is proven, content is not.
      return isDue(facts) ? undetermined('missing', { proves: 'transport' }) : passed({ proves: 'transport' }, ['not-due']);
    }
    if (facts.kind === 'avvenuta-consegna' && facts.receiptType === 'breve')
      return passed({ proves: 'content-by-hash' }, ['hashes-only', 'not-compared']);
    return passed({ proves: 'full-content' }, facts.kind === 'avvenuta-consegna' ? ['not-compared'] : ['whole-content']);
  },
};
