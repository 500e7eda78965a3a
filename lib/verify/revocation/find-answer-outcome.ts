// What an OCSP response says of one certificate, if its issuer or a delegate of its issuer gave it (RFC 6960 section 4.2.2.2).
import { isEqualBytes, parseHex, toHex } from '../bytes';
import type { Certificate } from '../cms/certificate';
import { dropLeadingZeros } from '../cms/der-span';
import { isEqualName } from '../cms/name';
import { DIGESTS } from '../cms/oids';
import { parseCertificateOnce } from '../cms/parse-certificate-once';
import type { OcspAnswer, OcspResponse } from '../cms/parse-ocsp-response';
import { digestIssuer, digestKey } from './digest-issuer';
import type { Outcome, SourceProblem, Statement } from './statement';
import { verifySource } from './verify-source';

const OID_OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

type Entitlement = { signer: Certificate } | { problem: SourceProblem };

/** Name and key of the issuer, and the serial number: all three, or the answer is about another certificate. */
const isAbout = async (answer: OcspAnswer, certificate: Certificate, issuer: Certificate): Promise<boolean> => {
  const digest = Object.hasOwn(DIGESTS, answer.digest) ? DIGESTS[answer.digest] : undefined;
  if (!digest || !isEqualBytes(answer.serial, dropLeadingZeros(parseHex(certificate.serial)))) return false;
  const { name, key } = await digestIssuer(digest, certificate, issuer);
  return toHex(name) === answer.issuerNameDigest && toHex(key) === answer.issuerKeyDigest;
};

const isResponder = async ({ responder }: OcspResponse, candidate: Certificate): Promise<boolean> =>
  'name' in responder ? isEqualName(responder.name, candidate.subject) : toHex(await digestKey('SHA-1', candidate)) === responder.keyDigest;

/** The issuer itself must have made the delegate's certificate, for this purpose, and it must have been valid when it answered. */
const isDelegate = async (candidate: Certificate, issuer: Certificate, producedAt: number): Promise<boolean> => {
  const { extendedKeyUsage, keyUsage, notBefore, notAfter, unknownCriticalExtensions, hasRepeatedExtension } = candidate;
  if (!extendedKeyUsage?.includes(OID_OCSP_SIGNING) || producedAt < notBefore || producedAt > notAfter) return false;
  if (keyUsage && !['digitalSignature', 'nonRepudiation'].some((usage) => keyUsage.includes(usage))) return false;
  if (unknownCriticalExtensions.length > 0 || hasRepeatedExtension || !candidate.hasAgreeingAlgorithms) return false;
  return isEqualName(candidate.issuer, issuer.subject) && (await verifySource(candidate, issuer)) === null;
};

const tryParse = async (der: Uint8Array): Promise<Certificate[]> => {
  try {
    return [await parseCertificateOnce(der)];
  } catch {
    return [];
  }
};

/** @param isRevoked whether a believed list names a delegate: then its word is worth nothing, whatever date it writes */
const findSigner = async (
  response: OcspResponse,
  issuer: Certificate,
  isRevoked: (delegate: Certificate) => Promise<boolean>,
): Promise<Entitlement> => {
  if (await isResponder(response, issuer)) return { signer: issuer };
  const candidates = (await Promise.all(response.certificates.map(tryParse))).flat();
  for (const candidate of candidates) {
    if (!(await isResponder(response, candidate)) || !(await isDelegate(candidate, issuer, response.producedAt))) continue;
    if (!(await isRevoked(candidate))) return { signer: candidate };
  }
  return { problem: 'not-entitled' };
};

const hasPossibleDates = ({ thisUpdate, nextUpdate }: OcspAnswer, { producedAt }: OcspResponse): boolean =>
  thisUpdate <= producedAt && (nextUpdate === null || thisUpdate <= nextUpdate);

const toStatement = ({ status, thisUpdate, nextUpdate, keepsExpiredSince }: OcspAnswer, signer: Certificate): Statement => ({
  source: { kind: 'ocsp', issuer: signer.subject.text, thisUpdate, nextUpdate },
  answer: status.type === 'good' ? { type: 'silent' } : status,
  isWhole: true,
  keepsExpiredSince,
});

const findUsableProblem = (response: OcspResponse, answers: readonly OcspAnswer[]): SourceProblem | null => {
  if (answers.length === 0) return 'other-certificates';
  if (response.hasUnknownCriticalExtension || answers.some((answer) => answer.hasUnknownCriticalExtension)) return 'critical-extension';
  return answers.every((answer) => hasPossibleDates(answer, response)) ? null : 'impossible-dates';
};

/** @param issuer the certificate above `certificate` in the path
 * @throws MalformedInput for a certificate that is BER and not DER */
export const findAnswerOutcome = async (
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
  isRevoked: (delegate: Certificate) => Promise<boolean>,
): Promise<Outcome> => {
  const matches = await Promise.all(response.answers.map((answer) => isAbout(answer, certificate, issuer)));
  const answers = response.answers.filter((_, index) => matches[index] === true);
  const problem = findUsableProblem(response, answers);
  if (problem) return { problem };
  const entitled = await findSigner(response, issuer, isRevoked);
  if ('problem' in entitled) return entitled;
  const unbelieved = await verifySource(response, entitled.signer);
  return unbelieved ? { problem: unbelieved } : { statements: answers.map((answer) => toStatement(answer, entitled.signer)) };
};
