// A certificate as plain facts; nothing here decides anything (RFC 5280 section 4).
import type { Name } from './name';

export type NameConstraintSubtrees = {
  emails: string[];
  dnsNames: string[];
  directories: Name[];
  /** Constrained name forms that we do not compare: a certificate that carries such a name is refused. */
  otherForms: number[];
};

export type Certificate = {
  der: Uint8Array;
  /** SHA-256 of the DER, lowercase hex. */
  fingerprint: string;
  tbs: Uint8Array;
  subject: Name;
  issuer: Name;
  /** Uppercase hex. */
  serial: string;
  /** Milliseconds since 1970 UTC. */
  notBefore: number;
  notAfter: number;
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array;
  /** SHA-256 of the SPKI, lowercase hex. */
  spkiFingerprint: string;
  key: { algorithm: string; curve: string | null; bits: number };
  signatureAlgorithm: SignatureAlgorithm;
  /** The same algorithm as written inside the signed part; they must agree (RFC 5280 section 4.1.1.2). */
  hasAgreeingAlgorithms: boolean;
  signature: Uint8Array;
  basicConstraints: { isAuthority: boolean; pathLength: number | null } | null;
  /** Names of the bits set; null without the extension. */
  keyUsage: string[] | null;
  extendedKeyUsage: string[] | null;
  policies: string[] | null;
  emails: string[];
  dnsNames: string[];
  /** Tag numbers of alternative names that are neither mail addresses nor DNS names. */
  otherNameForms: number[];
  permitted: NameConstraintSubtrees | null;
  excluded: NameConstraintSubtrees | null;
  /** Lowercase hex; null without the extension. */
  subjectKeyIdentifier: string | null;
  unknownCriticalExtensions: string[];
  hasRepeatedExtension: boolean;
};

/** Algorithm identifier with what RSASSA-PSS says in its parameters (RFC 4055). */
export type SignatureAlgorithm = { oid: string; pss: { digest: string; saltLength: number } | null };
