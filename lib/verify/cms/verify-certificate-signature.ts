// Whether one certificate's key made the signature on another certificate (RFC 5280 section 6.1.3 a 1), worked out once.
import { LIMITS } from '../limits';
import { createOnce } from '../once';
import type { Certificate } from './certificate';
import { type SignatureOutcome, verifySignature } from './verify-signature';

/** What the engine could not do once, it may be able to do later. */
const isFinal = (outcome: SignatureOutcome): boolean => outcome === 'good' || outcome === 'bad';

const once = createOnce<SignatureOutcome>(LIMITS.knownCertificates, isFinal);

/** The outcome depends on the whole certificate and the whole key, and both fingerprints stand in the key. */
export const verifyCertificateSignature = (certificate: Certificate, issuer: Certificate): Promise<SignatureOutcome> =>
  once(`${certificate.fingerprint} ${issuer.spkiFingerprint}`, () =>
    verifySignature(issuer, certificate.signatureAlgorithm, certificate.signature, certificate.tbs),
  );
