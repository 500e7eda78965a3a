// Are these the octets that were signed, and did the signer's key sign them (RFC 5652 section 5.6)?

import { isEqualBytes, toHex } from '../bytes';
import { type Check, createOutcomes, toCodes, toIsoInstant } from '../check';
import type { Certificate } from '../cms/certificate';
import { compareSigningCertificate } from '../cms/compare-signing-certificate';
import { DIGESTS, FORBIDDEN_ALGORITHMS, OID_DATA } from '../cms/oids';
import type { SignedAttributes } from '../cms/parse-attributes';
import type { SignedData, Signer } from '../cms/parse-signed-data';
import { findSignatureDigest, verifySignature } from '../cms/verify-signature';
import type { CheckResult, Facts } from '../report';

const id = 'signature-integrity';
const { passed, failed, undetermined } = createOutcomes(id);

const isKnownDigest = (oid: string): boolean => Object.hasOwn(DIGESTS, oid) || FORBIDDEN_ALGORITHMS.has(oid);

/** What the signer info says of its own algorithms, before any octet is hashed. */
const findAlgorithmProblem = (signer: Signer, digest: string, data: SignedData, facts: Facts): CheckResult | undefined => {
  if (!data.digestAlgorithms.includes(signer.digestAlgorithm)) return failed('digest-not-listed', facts);
  // A reader prepares every digest that is announced, and openssl stops at one it does not know.
  if (!data.digestAlgorithms.every(isKnownDigest)) return undetermined('unknown-algorithm', facts);
  const signatureDigest = findSignatureDigest(signer.signatureAlgorithm);
  return signatureDigest !== null && signatureDigest !== digest ? failed('algorithm-mismatch', facts) : undefined;
};

/** Signed attributes must speak of this content and these algorithms (RFC 5652 section 11, RFC 6211). */
const findAttributeProblem = (
  attributes: SignedAttributes,
  signer: Signer,
  computed: Uint8Array,
  facts: Facts,
): CheckResult | undefined => {
  const { contentType, messageDigest, algorithmProtection } = attributes;
  if (contentType !== OID_DATA) return failed('wrong-content-type', facts);
  if (!messageDigest) return failed('digest-attribute-missing', facts);
  if (!isEqualBytes(messageDigest, computed)) {
    return failed('digest-mismatch', { ...facts, expectedDigest: toHex(messageDigest), computedDigest: toHex(computed) });
  }
  const agrees =
    !algorithmProtection ||
    (algorithmProtection.digestAlgorithm === signer.digestAlgorithm &&
      algorithmProtection.signatureAlgorithm === signer.signatureAlgorithm.oid);
  return agrees ? undefined : failed('algorithm-protection-mismatch', facts);
};

const checkSigner = async (signer: Signer, certificate: Certificate, data: SignedData, content: Uint8Array): Promise<CheckResult> => {
  const digest = DIGESTS[signer.digestAlgorithm];
  const attributes = signer.signedAttributes;
  const facts: Facts = {
    digestAlgorithm: digest ?? signer.digestAlgorithm,
    signatureAlgorithm: signer.signatureAlgorithm.oid,
    ...(attributes?.signingTime == null ? {} : { signingTime: toIsoInstant(attributes.signingTime) }),
  };
  if (FORBIDDEN_ALGORITHMS.has(signer.digestAlgorithm)) return failed('forbidden-digest', facts);
  if (!digest) return undetermined('unknown-algorithm', facts);
  const algorithmProblem = findAlgorithmProblem(signer, digest, data, facts);
  if (algorithmProblem) return algorithmProblem;
  if (attributes) {
    const computed = new Uint8Array(await crypto.subtle.digest(digest, content as Uint8Array<ArrayBuffer>));
    const attributeProblem = findAttributeProblem(attributes, signer, computed, facts);
    if (attributeProblem) return attributeProblem;
  }
  const signedBytes = attributes?.signedBytes ?? content;
  const outcome = await verifySignature(certificate, signer.signatureAlgorithm, signer.signature, signedBytes, digest);
  if (outcome === 'bad') return failed('signature-mismatch', facts);
  if (outcome === 'forbidden-algorithm') return failed('forbidden-digest', facts);
  if (outcome !== 'good') return undetermined('unknown-algorithm', facts);
  // Only now are the attributes the signer's word.
  const named = attributes && (await compareSigningCertificate(attributes.values, certificate));
  if (named === 'other') return failed('signing-certificate-mismatch', facts);
  if (named === 'unknown') return undetermined('unknown-algorithm', facts);
  return passed(facts, digest === 'SHA-1' ? ['sha1-digest'] : []);
};

export const signatureIntegrity: Check = {
  id,
  weight: 'required',
  codes: toCodes(
    id,
    ...['digest-mismatch', 'signature-mismatch', 'content-inside', 'not-one-signer', 'wrong-content-type', 'digest-attribute-missing'],
    ...['algorithm-protection-mismatch', 'algorithm-mismatch', 'forbidden-digest', 'digest-not-listed', 'signing-certificate-mismatch'],
    ...['no-signature', 'unreadable', 'signer-certificate-missing', 'unknown-algorithm', 'limit-reached', 'sha1-digest'],
  ),
  run({ evidence: { signedData, signedBytes } }) {
    // A signature that nobody can read is no signature: a claim without one is a fake.
    if (!signedData.ok) {
      if (signedData.problem === 'limit-reached') return undetermined('limit-reached', { limit: signedData.limit });
      return signedData.problem === 'unreadable' ? failed('unreadable') : undetermined(signedData.problem);
    }
    if (!signedBytes) return undetermined('no-signature');
    const data = signedData.value;
    // A reader that verifies the content inside would show these octets as genuine (CVE-2018-18509 and its kin).
    if (data.content) return failed('content-inside');
    if (data.contentType !== OID_DATA) return failed('wrong-content-type');
    const [signer, second] = data.signers;
    if (!signer || second) return failed('not-one-signer', { signers: data.signers.length });
    if (!signer.certificate) return undetermined('signer-certificate-missing');
    return checkSigner(signer, signer.certificate, data, signedBytes);
  },
};
