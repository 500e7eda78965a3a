// Is there exactly one daticert.xml in its place, does it follow the grammar, and does it agree with itself (RFC 6109 section 4.4)?
import { type Check, createOutcomes, toCodes } from '../check';
import type { CertifiedFacts, CertifiedKind } from '../report';

const id = 'certification-data';
const { passed, failed, undetermined } = createOutcomes(id);

const SUCCESSES: readonly CertifiedKind[] = ['accettazione', 'presa-in-carico', 'avvenuta-consegna', 'posta-certificata'];
const FAILURES: readonly CertifiedKind[] = ['non-accettazione', 'errore-consegna', 'rilevazione-virus'];
const ABOUT_ONE_RECIPIENT: readonly CertifiedKind[] = ['avvenuta-consegna', 'errore-consegna'];

/** A success with an error, or a failure without one, says two things at once. */
const contradictsItself = ({ kind, error }: CertifiedFacts): boolean =>
  (SUCCESSES.includes(kind) && error !== 'nessuno') || (FAILURES.includes(kind) && error === 'nessuno');

/** An alias or a forward explains it; it still proves nothing about those who are listed. */
const isUnlisted = ({ delivery, recipients }: CertifiedFacts): boolean =>
  delivery !== null && !recipients.some(({ address }) => address.toLowerCase() === delivery.toLowerCase());

export const certificationData: Check = {
  id,
  weight: 'required',
  codes: toCodes(
    id,
    ...['contradictory-error', 'contradictory-copies', 'missing', 'more-than-one', 'malformed', 'forbidden-entity', 'after-original'],
    ...['impossible-date', 'unknown-type', 'delivery-missing', 'limit-reached', 'not-available', 'none-due', 'delivery-unlisted'],
  ),
  run({ evidence: { certification } }) {
    if (certification.status === 'none-due') return passed({}, ['none-due']);
    if (certification.status === 'absent') {
      if (certification.problem === 'limit-reached') return undetermined('limit-reached', { limit: certification.limit });
      return certification.problem === 'contradictory-copies' ? failed(certification.problem) : undetermined(certification.problem);
    }
    const { facts } = certification;
    if (contradictsItself(facts)) return failed('contradictory-error', { kind: facts.kind, error: facts.error });
    if (ABOUT_ONE_RECIPIENT.includes(facts.kind) && !facts.delivery) return undetermined('delivery-missing', { kind: facts.kind });
    return passed({ kind: facts.kind, issuerName: facts.issuerName }, isUnlisted(facts) ? ['delivery-unlisted'] : []);
  },
};
