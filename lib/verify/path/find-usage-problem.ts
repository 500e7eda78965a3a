// Whether a certificate may be used for what is asked, as a leaf or as the authority above one (RFC 5280 section 4.2.1.12).
import type { Certificate } from '../cms/certificate';
import { OID_ANY_EXTENDED_KEY_USAGE, OID_EMAIL_PROTECTION, OID_EXTENDED_KEY_USAGE, OID_TIME_STAMPING } from '../cms/oids';
import type { PathPurpose } from './path-problem';

const USES: Readonly<Record<Exclude<PathPurpose, 'any'>, string>> = { email: OID_EMAIL_PROTECTION, timestamp: OID_TIME_STAMPING };

const allows = ({ extendedKeyUsage }: Certificate, use: string): boolean =>
  extendedKeyUsage === null || extendedKeyUsage.includes(use) || extendedKeyUsage.includes(OID_ANY_EXTENDED_KEY_USAGE);

/** RFC 3161 section 2.3: time-stamping, critical, and nothing else. */
const isTimestampLeaf = ({ extendedKeyUsage, criticalExtensions }: Certificate): boolean =>
  extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === OID_TIME_STAMPING && criticalExtensions.includes(OID_EXTENDED_KEY_USAGE);

/** What forbids the leaf to sign for that purpose. */
export const findUsageProblem = (leaf: Certificate, purpose: PathPurpose): 'wrong-usage' | undefined => {
  if (purpose === 'any') return undefined;
  const { keyUsage } = leaf;
  const maySign = !keyUsage || keyUsage.includes('digitalSignature') || keyUsage.includes('nonRepudiation');
  const isMeant = purpose === 'timestamp' ? isTimestampLeaf(leaf) : allows(leaf, USES[purpose]);
  return maySign && isMeant ? undefined : 'wrong-usage';
};

/** An authority's extended usages bind everything below it: no rule of the RFC, but what every implementation does. */
export const mayIssueFor = (authority: Certificate, purpose: PathPurpose): boolean => purpose === 'any' || allows(authority, USES[purpose]);
