// Certificate revocation list → its frame as plain facts (RFC 5280 section 5); its entries are walked later, and nothing is judged here.
import { isEqualBytes } from '../bytes';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import { type Ber, contentOf, encodingOf, membersOf, readBer } from './ber';
import { sequenceOf, TAG, tagged, toInstant } from './ber-values';
import type { SignatureAlgorithm } from './certificate';
import type { Name } from './name';
import { findExtension, hasUnknownCritical, type ListedExtension, parseExtensionList } from './parse-extension-list';
import { parsePointNames, toBitOctets } from './parse-issuance';
import { parseName } from './parse-name';
import { toSignatureAlgorithm } from './to-signature-algorithm';

const OID_DELTA = '2.5.29.27';
const OID_ISSUING_POINT = '2.5.29.28';
const OID_EXPIRED_CERTIFICATES = '2.5.29.60';
const OID_NUMBER = '2.5.29.20';
/** Understood: the four above and the identifier of its issuer's key. */
const KNOWN = [OID_DELTA, OID_ISSUING_POINT, OID_EXPIRED_CERTIFICATES, OID_NUMBER, '2.5.29.35'];

/** What the list speaks of (issuingDistributionPoint, RFC 5280 section 5.2.5). */
export type ListScope = {
  users: boolean;
  authorities: boolean;
  /** Entries may be about certificates of other issuers. */
  isIndirect: boolean;
  /** Only some reasons are listed: silence says nothing. */
  hasSomeReasonsOnly: boolean;
  /** DER of the names of the place that this list is for; null when it is for all certificates of its issuer. */
  points: Uint8Array[] | null;
};

export type RevocationList = {
  issuer: Name;
  tbs: Uint8Array;
  signatureAlgorithm: SignatureAlgorithm;
  hasAgreeingAlgorithms: boolean;
  signature: Uint8Array;
  /** Milliseconds since 1970 UTC. */
  thisUpdate: number;
  nextUpdate: number;
  scope: ListScope;
  /** Says only what changed since another list. */
  isDelta: boolean;
  /** Certificates that expired at this instant or later stay on the list (X.509 expiredCertsOnCRL); null when they may vanish. */
  keepsExpiredSince: number | null;
  hasUnknownCriticalExtension: boolean;
  /** Keeps what RFC 5280 demands although it changes nothing about what the list says (sections 5.1.2.6, 5.2.3 and 5.2.5). */
  isRegular: boolean;
  /** Content of revokedCertificates, not looked into. */
  entries: Uint8Array;
};

const toScope = (point: Ber | undefined): ListScope => {
  const members = point ? sequenceOf(point) : [];
  const isSet = (tag: number): boolean => members.some((member) => member.tag === tag && contentOf(member).some((octet) => octet !== 0));
  const [users, authorities, attributes] = [isSet(0x81), isSet(0x82), isSet(0x85)];
  const name = members.find(({ tag }) => tag === tagged(0));
  return {
    users: !authorities && !attributes,
    authorities: !users && !attributes,
    isIndirect: isSet(0x84),
    hasSomeReasonsOnly: members.some(({ tag }) => tag === 0x83),
    points: name ? parsePointNames(name) : null,
  };
};

type Frame = Pick<RevocationList, 'issuer' | 'thisUpdate' | 'nextUpdate' | 'entries'> & {
  algorithm: Ber;
  extensions: ListedExtension[];
  /** None, or some. */
  hasSoundEntries: boolean;
};

/** TBSCertList, member by member: nearly all of them may be absent. An empty set of entries is written by leaving it out. */
const toFrame = (tbs: Ber): Frame => {
  const fields = [...sequenceOf(tbs)];
  const version = fields[0]?.tag === TAG.integer ? fields.shift() : undefined;
  if (version && !isEqualBytes(contentOf(version), Uint8Array.of(1))) throw new MalformedInput('version');
  const [algorithm, issuer, thisUpdate, nextUpdate, ...rest] = fields;
  // RFC 5280 section 5.1.2.5 wants it in every list.
  if (!algorithm || !issuer || !thisUpdate || !nextUpdate) throw new MalformedInput('crl');
  const entries = rest[0]?.tag === TAG.sequence ? rest.shift() : undefined;
  const wrapped = rest.shift();
  if (rest.length > 0 || (wrapped && (!version || wrapped.tag !== tagged(0)))) throw new MalformedInput('crl');
  return {
    algorithm,
    issuer: parseName(issuer),
    thisUpdate: toInstant(thisUpdate),
    nextUpdate: toInstant(nextUpdate),
    entries: entries ? contentOf(entries) : new Uint8Array(),
    hasSoundEntries: !entries || contentOf(entries).length > 0,
    extensions: parseExtensionList(wrapped && membersOf(wrapped)[0]),
  };
};

/** It has one, and one that nobody must heed. */
const hasSoundNumber = (extensions: readonly ListedExtension[]): boolean =>
  extensions.some(({ oid, isCritical }) => oid === OID_NUMBER && !isCritical);

const toRevocationList = (der: Uint8Array): RevocationList => {
  const [tbs, algorithm, signature, ...rest] = sequenceOf(readBer(der));
  if (!tbs || !algorithm || rest.length > 0) throw new MalformedInput('crl');
  const { extensions, algorithm: inner, hasSoundEntries, ...frame } = toFrame(tbs);
  const expired = findExtension(extensions, OID_EXPIRED_CERTIFICATES);
  const point = findExtension(extensions, OID_ISSUING_POINT);
  return {
    ...frame,
    tbs: encodingOf(tbs),
    signatureAlgorithm: toSignatureAlgorithm(algorithm),
    hasAgreeingAlgorithms: isEqualBytes(encodingOf(algorithm), encodingOf(inner)),
    signature: toBitOctets(signature),
    scope: toScope(point),
    isDelta: extensions.some(({ oid }) => oid === OID_DELTA),
    keepsExpiredSince: expired ? toInstant(expired) : null,
    hasUnknownCriticalExtension: hasUnknownCritical(extensions, KNOWN),
    isRegular: hasSoundEntries && hasSoundNumber(extensions) && !(point && sequenceOf(point).length === 0),
  };
};

/** @throws MalformedInput or LimitReached */
export const parseCrl = (der: Uint8Array): RevocationList => {
  if (der.length > LIMITS.revocationBytes) throw new LimitReached('revocationBytes');
  try {
    return toRevocationList(der);
  } catch {
    throw new MalformedInput('crl');
  }
};
