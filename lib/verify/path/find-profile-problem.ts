// What RFC 5280 section 4 forbids authorities to write, where it changes nothing about whom to trust.
import type { Certificate } from '../cms/certificate';
import type { GeneralName } from '../cms/general-name';
import { isEqualName } from '../cms/name';
import * as oids from '../cms/oids';

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** RFC 1034 section 3.5, with a wildcard for the first label; a last label of digits would be an address. */
const isDnsName = (name: string): boolean => {
  const labels = (name.startsWith('*.') ? name.slice(2) : name).split('.');
  return name.length <= 253 && labels.every((label) => label.length <= 63 && LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
};

/** Mailbox of RFC 2821: plain characters or a quoted string, an at sign, a host or an address in brackets. */
const isMailbox = (text: string): boolean => {
  const at = text.lastIndexOf('@');
  const [local, host] = [text.slice(0, at), text.slice(at + 1)];
  const isLocal = /^[\x21-\x3f\x41-\x7e]+$/.test(local) || /^"[\x20-\x7e]*"$/.test(local);
  return at > 0 && isLocal && (isDnsName(host) || /^\[[^[\]]+\]$/.test(host));
};

const isWellFormed = (name: GeneralName): boolean => {
  if (name.form === 'dns') return isDnsName(name.text);
  if (name.form === 'email') return isMailbox(name.text);
  if (name.form === 'uri') return /^[a-z][a-z0-9+.-]*:./i.test(name.text);
  return name.form !== 'address' || name.octets.length === 4 || name.octets.length === 16;
};

/** Section 4.1.2.2: positive, and no longer than 20 octets. */
const hasSoundSerial = ({ serial }: Certificate): boolean => /^[0-7]/.test(serial) && /[^0]/.test(serial) && serial.length <= 40;

const MUST_NOT_BE_CRITICAL = [oids.OID_AUTHORITY_KEY_IDENTIFIER, oids.OID_SUBJECT_KEY_IDENTIFIER, oids.OID_AUTHORITY_INFORMATION_ACCESS];

/** Other extensions must be critical too, yet NIST's suite (4.6.4, 4.8.6) and the authority of PEC itself write them otherwise;
 * they bind all the same. */
const hasSoundCriticality = ({ extensions, criticalExtensions, subject }: Certificate): boolean => {
  const isCritical = (oid: string): boolean => criticalExtensions.includes(oid);
  if (MUST_NOT_BE_CRITICAL.some(isCritical)) return false;
  if (extensions.includes(oids.OID_INHIBIT_ANY_POLICY) && !isCritical(oids.OID_INHIBIT_ANY_POLICY)) return false;
  return subject.relative.length > 0 || isCritical(oids.OID_SUBJECT_ALTERNATIVE_NAME);
};

/** Sections 4.2.1.3, 4.2.1.9 and 4.2.1.10: what only authorities may say. */
const hasSoundRole = ({ basicConstraints, keyUsage, permitted, excluded, subject }: Certificate): boolean => {
  if (basicConstraints?.isAuthority) return subject.relative.length > 0;
  return !keyUsage?.includes('keyCertSign') && !permitted && !excluded && (basicConstraints?.pathLength ?? null) === null;
};

/** Section 4.2.1.1: whoever signed for itself may leave the extension out, but nobody may write one without the key. */
const hasKeylessIdentifier = ({ extensions, authorityKeyIdentifier }: Certificate): boolean =>
  extensions.includes(oids.OID_AUTHORITY_KEY_IDENTIFIER) && authorityKeyIdentifier === null;

/** Sections 4.2.1.1 and 4.2.1.2: who signed, and with which key; a self-signed certificate may leave the former out. */
const hasKeyIdentifiers = (certificate: Certificate): boolean => {
  const { authorityKeyIdentifier, subjectKeyIdentifier, basicConstraints, subject, issuer } = certificate;
  if (hasKeylessIdentifier(certificate)) return false;
  const isSelfSigned = isEqualName(subject, issuer) && (authorityKeyIdentifier ?? subjectKeyIdentifier) === subjectKeyIdentifier;
  return (isSelfSigned || authorityKeyIdentifier !== null) && (!basicConstraints?.isAuthority || subjectKeyIdentifier !== null);
};

const isRegular = (certificate: Certificate): boolean =>
  certificate.version === 3 &&
  hasSoundSerial(certificate) &&
  hasSoundCriticality(certificate) &&
  hasSoundRole(certificate) &&
  hasKeyIdentifiers(certificate) &&
  certificate.alternativeNames.every(isWellFormed);

/** Roots are older than most rules: number zero, version 1, no word about who signed them. That they are authorities they say themselves,
 * and so that nobody may overlook it. */
const isRegularAnchor = (anchor: Certificate): boolean =>
  anchor.version < 3 ||
  (hasSoundCriticality(anchor) &&
    hasSoundRole(anchor) &&
    !hasKeylessIdentifier(anchor) &&
    anchor.subjectKeyIdentifier !== null &&
    anchor.criticalExtensions.includes(oids.OID_BASIC_CONSTRAINTS));

/** @param path leaf first, anchor last */
export const findProfileProblem = (path: readonly Certificate[]): 'irregular-certificate' | undefined => {
  const anchor = path.length > 1 ? path.at(-1) : undefined;
  const below = anchor ? path.slice(0, -1) : path;
  return below.every(isRegular) && (!anchor || isRegularAnchor(anchor)) ? undefined : 'irregular-certificate';
};
