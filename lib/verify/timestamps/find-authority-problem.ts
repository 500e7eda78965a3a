// Whether a certificate is one for signing time-stamps and for nothing else (RFC 3161 section 2.3), and the one that the token names.
import type { Certificate } from '../cms/certificate';
import { isEqualName } from '../cms/name';
import { OID_EC_PUBLIC_KEY, OID_EXTENDED_KEY_USAGE, OID_TIME_STAMPING } from '../cms/oids';
import type { Timestamp } from '../cms/parse-timestamp';
import type { TimestampProblem } from './timestamp-finding';

const SIGNING_USES = ['digitalSignature', 'nonRepudiation'];

const hasSoleUsage = ({ extendedKeyUsage, criticalExtensions }: Certificate): boolean =>
  extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === OID_TIME_STAMPING && criticalExtensions.includes(OID_EXTENDED_KEY_USAGE);

/** By subject, or by any of the alternative names that can be compared. */
const isNamed = ({ authority }: Timestamp, { subject, alternativeNames }: Certificate): boolean => {
  if (authority === null) return true;
  if (authority.form === 'directory') return isEqualName(authority.name, subject);
  if (authority.form === 'other' || authority.form === 'address') return false;
  const text = authority.text.toLowerCase();
  return alternativeNames.some((name) => name.form === authority.form && 'text' in name && name.text.toLowerCase() === text);
};

export const findAuthorityProblem = (certificate: Certificate, stamp: Timestamp): TimestampProblem | undefined => {
  const { keyUsage, basicConstraints, key } = certificate;
  if (!hasSoleUsage(certificate)) return 'wrong-extended-usage';
  if (keyUsage && (keyUsage.length === 0 || !keyUsage.every((use) => SIGNING_USES.includes(use)))) return 'wrong-key-usage';
  if (basicConstraints?.isAuthority) return 'is-authority';
  if (!isNamed(stamp, certificate)) return 'name-mismatch';
  // As for providers: whoever can break a short key today can write any date of the past with it.
  return key.algorithm !== OID_EC_PUBLIC_KEY && key.bits < 2048 ? 'weak-key' : undefined;
};
