// OCSP response → responder and answers as plain facts (RFC 6960 section 4.2); who may answer is judged elsewhere.
import { toHex } from '../bytes';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import { type Ber, contentOf, encodingOf, membersOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, tagged, toInstant, toOctets, toOid } from './ber-values';
import type { SignatureAlgorithm } from './certificate';
import { dropLeadingZeros } from './der-span';
import type { Name } from './name';
import { findExtension, hasUnknownCritical, type ListedExtension, parseExtensionList } from './parse-extension-list';
import { toBitOctets } from './parse-issuance';
import { parseName } from './parse-name';
import { parseInvalidityDate, parseReason, type RevokedEntry } from './parse-revoked-entry';
import { toSignatureAlgorithm } from './to-signature-algorithm';

const OID_BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1';
const OID_ARCHIVE_CUTOFF = '1.3.6.1.5.5.7.48.1.6';
export const OID_OCSP_NONCE = '1.3.6.1.5.5.7.48.1.2';
/** Nonce, archive cutoff, extended revoke (RFC 6960 section 4.4), invalidity date (section 4.4.5). */
const KNOWN = [OID_OCSP_NONCE, OID_ARCHIVE_CUTOFF, '1.3.6.1.5.5.7.48.1.9', '2.5.29.24'];

/** CertStatus: good and unknown are empty, revoked has members. */
const GOOD = 0x80;
const UNKNOWN = 0x82;

export type OcspAnswer = {
  /** OID of the digest that names the issuer. */
  digest: string;
  /** Lowercase hex. */
  issuerNameDigest: string;
  issuerKeyDigest: string;
  /** Octets without leading zeros. */
  serial: Uint8Array;
  status: { type: 'good' } | ({ type: 'revoked' } & RevokedEntry) | { type: 'unknown' };
  /** Milliseconds since 1970 UTC. */
  thisUpdate: number;
  nextUpdate: number | null;
  /** Certificates that expired at this instant or later are still answered for; null when they may be forgotten. */
  keepsExpiredSince: number | null;
  hasUnknownCriticalExtension: boolean;
};

export type OcspResponse = {
  tbs: Uint8Array;
  signatureAlgorithm: SignatureAlgorithm;
  signature: Uint8Array;
  /** Who answers: by name, or by the SHA-1 of the key (lowercase hex). */
  responder: { name: Name } | { keyDigest: string };
  /** Milliseconds since 1970 UTC. */
  producedAt: number;
  /** What ties the answer to one question; null when it has none, empty when it cannot be read. */
  nonce: Uint8Array | null;
  answers: OcspAnswer[];
  /** DER of what travels with the answer: untrusted. */
  certificates: Uint8Array[];
  hasUnknownCriticalExtension: boolean;
};

const untag = (field: Ber | undefined, number: number): Ber => {
  const [value, second] = membersOf(expectTag(field, tagged(number)));
  if (!value || second) throw new MalformedInput('ocsp');
  return value;
};

/** What an explicit tag holds, when the next of the fields bears it. */
const takeTagged = (fields: Ber[], number: number): Ber | undefined => {
  const field = fields[0]?.tag === tagged(number) ? fields.shift() : undefined;
  return field && untag(field, number);
};

const toRevoked = (value: Ber, extensions: readonly ListedExtension[]): RevokedEntry => {
  const [date, ...rest] = membersOf(value);
  if (!date) throw new MalformedInput('ocsp');
  return { from: Math.min(toInstant(date), parseInvalidityDate(extensions)), reason: parseReason(takeTagged(rest, 0)) };
};

const toStatus = (value: Ber | undefined, extensions: readonly ListedExtension[]): OcspAnswer['status'] => {
  if (value?.tag === GOOD) return { type: 'good' };
  if (value?.tag === UNKNOWN) return { type: 'unknown' };
  return { type: 'revoked', ...toRevoked(expectTag(value, tagged(1)), extensions) };
};

const toAnswer = (source: Ber): OcspAnswer => {
  const [identifier, status, thisUpdate, ...rest] = sequenceOf(source);
  const [algorithm, name, key, serial] = sequenceOf(identifier);
  const next = takeTagged(rest, 0);
  const extensions = parseExtensionList(takeTagged(rest, 1));
  if (rest.length > 0 || !thisUpdate) throw new MalformedInput('ocsp');
  const cutoff = findExtension(extensions, OID_ARCHIVE_CUTOFF);
  return {
    digest: toOid(sequenceOf(algorithm)[0]),
    issuerNameDigest: toHex(toOctets(name)),
    issuerKeyDigest: toHex(toOctets(key)),
    serial: dropLeadingZeros(contentOf(expectTag(serial, TAG.integer))),
    status: toStatus(status, extensions),
    thisUpdate: toInstant(thisUpdate),
    nextUpdate: next ? toInstant(next) : null,
    keepsExpiredSince: cutoff ? toInstant(cutoff) : null,
    hasUnknownCriticalExtension: hasUnknownCritical(extensions, KNOWN),
  };
};

const toResponder = (value: Ber | undefined): OcspResponse['responder'] => {
  if (value?.tag === tagged(1)) return { name: parseName(untag(value, 1)) };
  return { keyDigest: toHex(toOctets(untag(value, 2))) };
};

const toNonce = (extensions: readonly ListedExtension[]): Uint8Array | null => {
  const value = findExtension(extensions, OID_OCSP_NONCE);
  if (!value) return null;
  return value.tag === TAG.octetString ? contentOf(value) : new Uint8Array();
};

const toBasicResponse = (der: Uint8Array): OcspResponse => {
  const [tbs, algorithm, signature, ...more] = sequenceOf(readBer(der));
  const fields = [...sequenceOf(tbs)];
  takeTagged(fields, 0);
  const [responder, producedAt, answers, ...rest] = fields;
  const extensions = parseExtensionList(takeTagged(rest, 1));
  const certificates = takeTagged(more, 0);
  if (rest.length + more.length > 0 || !tbs || !producedAt) throw new MalformedInput('ocsp');
  const [given, travelling] = [sequenceOf(answers), certificates ? sequenceOf(certificates) : []];
  if (given.length > LIMITS.ocspAnswers || travelling.length > LIMITS.certificates) throw new LimitReached('ocspAnswers');
  return {
    tbs: encodingOf(tbs),
    signatureAlgorithm: toSignatureAlgorithm(algorithm),
    signature: toBitOctets(signature),
    responder: toResponder(responder),
    producedAt: toInstant(producedAt),
    nonce: toNonce(extensions),
    answers: given.map(toAnswer),
    certificates: travelling.map(encodingOf),
    hasUnknownCriticalExtension: hasUnknownCritical(extensions, KNOWN),
  };
};

const toStatusNumber = (status: Ber | undefined): number | undefined => contentOf(expectTag(status, TAG.enumerated))[0];

const toOcspResponse = (der: Uint8Array): OcspResponse | null => {
  const [status, ...rest] = sequenceOf(readBer(der));
  if (toStatusNumber(status) !== 0) return null;
  const [type, octets] = sequenceOf(takeTagged(rest, 0));
  if (toOid(type) !== OID_BASIC_RESPONSE) throw new MalformedInput('ocsp');
  return toBasicResponse(toOctets(octets));
};

/** @returns null for a response that answers nothing: tryLater, unauthorized and the like
 * @throws MalformedInput or LimitReached */
export const parseOcspResponse = (der: Uint8Array): OcspResponse | null => {
  if (der.length > LIMITS.signatureBytes) throw new LimitReached('signatureBytes');
  try {
    return toOcspResponse(der);
  } catch (error) {
    throw error instanceof LimitReached ? error : new MalformedInput('ocsp');
  }
};

/** Why a response that answers nothing does not (RFC 6960 section 4.2.1); null for one that answers, and for a number without a meaning.
 * Nobody signs this word: whoever sits on the way can write it.
 * @throws MalformedInput or LimitReached */
export const parseOcspRefusal = (der: Uint8Array): 'try-later' | 'unauthorized' | 'refused' | null => {
  if (der.length > LIMITS.signatureBytes) throw new LimitReached('signatureBytes');
  const status = toStatusNumber(sequenceOf(readBer(der))[0]);
  if (status === 3) return 'try-later';
  if (status === 6) return 'unauthorized';
  return status === 1 || status === 2 || status === 5 ? 'refused' : null;
};
