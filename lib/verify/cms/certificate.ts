// A certificate as plain facts; nothing here decides anything (RFC 5280 section 4).
import type { GeneralName } from './general-name';
import type { Name } from './name';

/** One branch of names that an authority may, or may not, vouch for (RFC 5280 section 4.2.1.10). */
export type Subtree = {
  base: GeneralName;
  /** False when a minimum or maximum narrows it, which the RFC forbids and nobody can compare. */
  isWhole: boolean;
};

/** What the extensions say; null or empty where the extension is missing. */
export type Extensions = {
  /** OIDs of all extensions, and of those marked critical, in the order of the certificate. */
  extensions: string[];
  criticalExtensions: string[];
  /** Critical ones that nothing here understands: they make a certificate unusable. */
  unknownCriticalExtensions: string[];
  hasRepeatedExtension: boolean;
  basicConstraints: { isAuthority: boolean; pathLength: number | null } | null;
  /** Names of the bits set; null without the extension. */
  keyUsage: string[] | null;
  extendedKeyUsage: string[] | null;
  policies: string[] | null;
  /** Policies of the issuer's domain and what they are called in the subject's. */
  policyMappings: { from: string; to: string }[];
  /** How many certificates further down each rule begins to hold; null: never. */
  requireExplicitPolicy: number | null;
  inhibitPolicyMapping: number | null;
  inhibitAnyPolicy: number | null;
  /** Subject alternative names as written. */
  alternativeNames: GeneralName[];
  /** Mail addresses and DNS names among them, in lower case. */
  emails: string[];
  dnsNames: string[];
  permitted: Subtree[] | null;
  excluded: Subtree[] | null;
  /** Lowercase hex. */
  subjectKeyIdentifier: string | null;
  authorityKeyIdentifier: string | null;
  /** Where the issuer publishes its CRLs and answers OCSP requests. */
  crlUrls: string[];
  ocspUrls: string[];
};

export type Certificate = Extensions & {
  der: Uint8Array;
  /** SHA-256 of the DER, lowercase hex. */
  fingerprint: string;
  tbs: Uint8Array;
  version: 1 | 2 | 3;
  subject: Name;
  issuer: Name;
  /** Content octets of the INTEGER, uppercase hex. */
  serial: string;
  /** Milliseconds since 1970 UTC. */
  notBefore: number;
  notAfter: number;
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array;
  /** SHA-256 of the SPKI, lowercase hex. */
  spkiFingerprint: string;
  /** `bits` is 0 for a key that we do not know or that nobody can rely on. */
  key: { algorithm: string; curve: string | null; bits: number };
  signatureAlgorithm: SignatureAlgorithm;
  /** The same algorithm as written inside the signed part; they must agree (RFC 5280 section 4.1.1.2). */
  hasAgreeingAlgorithms: boolean;
  signature: Uint8Array;
};

/** Algorithm identifier with what RSASSA-PSS says in its parameters (RFC 4055). */
export type SignatureAlgorithm = { oid: string; pss: { digest: string; saltLength: number } | null };
