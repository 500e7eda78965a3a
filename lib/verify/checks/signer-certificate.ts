// Is the signer's certificate one for signing PEC as a provider (RFC 6109 section 5.5 and the profile seen in every real one)?
import { type Check, createOutcomes, toCodes, toIsoInstant } from '../check';
import type { Certificate } from '../cms/certificate';
import { OID_ANY_EXTENDED_KEY_USAGE, OID_EC_PUBLIC_KEY, OID_EMAIL_PROTECTION, OID_PEC_PROVIDER_POLICY } from '../cms/oids';
import type { Facts } from '../report';
import { findSigner } from '../signer';
import { findProvenBefore, type TimestampFinding } from '../timestamps/timestamp-finding';

const id = 'signer-certificate';
const { passed, failed, undetermined } = createOutcomes(id);

const SERVICE_LOCAL_PART = 'posta-certificata@';

const toFacts = (certificate: Certificate): Facts => ({
  subject: certificate.subject.text,
  serviceAddress: certificate.emails.join(', '),
  serial: certificate.serial,
  validFrom: toIsoInstant(certificate.notBefore),
  validUntil: toIsoInstant(certificate.notAfter),
  key: certificate.key.algorithm === OID_EC_PUBLIC_KEY ? `EC ${certificate.key.curve ?? '?'}` : `RSA ${certificate.key.bits}`,
  fingerprint: certificate.fingerprint,
});

/** The first departure from the profile, in the order in which a person would look. */
const findProfileProblem = (certificate: Certificate): string | undefined => {
  const { emails, keyUsage, extendedKeyUsage, policies, basicConstraints } = certificate;
  if (basicConstraints?.isAuthority) return 'is-authority';
  if (emails.length > 1) return 'address-ambiguous';
  if (!emails[0]?.startsWith(SERVICE_LOCAL_PART)) return 'not-service-address';
  if (!keyUsage?.includes('digitalSignature') || keyUsage.includes('keyCertSign')) return 'wrong-key-usage';
  if (extendedKeyUsage && ![OID_EMAIL_PROTECTION, OID_ANY_EXTENDED_KEY_USAGE].some((use) => extendedKeyUsage.includes(use))) {
    return 'wrong-extended-usage';
  }
  return policies?.includes(OID_PEC_PROVIDER_POLICY) ? undefined : 'no-pec-policy';
};

/** A time-stamp from before the end of validity is what the provider's own clock is not: somebody else's word. */
const toExpiryNotes = ({ notAfter }: Certificate, timestamps: readonly TimestampFinding[]): string[] => {
  const provenBefore = findProvenBefore(timestamps);
  return ['expired-since', ...(provenBefore !== null && provenBefore <= notAfter ? [] : ['no-time-proof'])];
};

export const signerCertificate: Check = {
  id,
  weight: 'required',
  codes: toCodes(
    id,
    ...['not-service-address', 'wrong-key-usage', 'wrong-extended-usage', 'no-pec-policy', 'is-authority', 'address-ambiguous'],
    ...['weak-key', 'not-available', 'unknown-key', 'expired-since', 'no-time-proof'],
  ),
  run({ evidence, now, timestamps }) {
    const certificate = findSigner(evidence)?.certificate;
    if (!certificate) return undetermined('not-available');
    const facts = toFacts(certificate);
    const problem = findProfileProblem(certificate);
    if (problem) return failed(problem, facts);
    const { algorithm, bits } = certificate.key;
    if (bits === 0) return undetermined('unknown-key', facts);
    if (algorithm !== OID_EC_PUBLIC_KEY && bits < 2048) return undetermined('weak-key', facts);
    return passed(facts, now > certificate.notAfter ? toExpiryNotes(certificate, timestamps) : []);
  },
};
