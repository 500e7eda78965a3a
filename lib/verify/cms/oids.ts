// Object identifiers by their names in the standards, beside the document that defines them.

/** RFC 5652. */
export const OID_DATA = '1.2.840.113549.1.7.1';
export const OID_SIGNED_DATA = '1.2.840.113549.1.7.2';
export const OID_ATTRIBUTE_CONTENT_TYPE = '1.2.840.113549.1.9.3';
export const OID_ATTRIBUTE_MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
export const OID_ATTRIBUTE_SIGNING_TIME = '1.2.840.113549.1.9.5';
/** RFC 6211. */
export const OID_ATTRIBUTE_ALGORITHM_PROTECTION = '1.2.840.113549.1.9.52';

/** RFC 3161 and RFC 5544: time-stamp tokens, where they travel, and what a time-stamp authority's certificate is for. */
export const OID_TST_INFO = '1.2.840.113549.1.9.16.1.4';
export const OID_TIME_STAMPED_DATA = '1.2.840.113549.1.9.16.1.31';
export const OID_ATTRIBUTE_TIMESTAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
export const OID_TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** RFC 2634 (SHA-1) and RFC 5035: which certificate the signer meant. */
export const OID_ATTRIBUTE_SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
export const OID_ATTRIBUTE_SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/** RFC 5280. */
export const OID_SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
export const OID_BASIC_CONSTRAINTS = '2.5.29.19';
export const OID_NAME_CONSTRAINTS = '2.5.29.30';
export const OID_CERTIFICATE_POLICIES = '2.5.29.32';
export const OID_SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
export const OID_KEY_USAGE = '2.5.29.15';
export const OID_CRL_DISTRIBUTION_POINTS = '2.5.29.31';
export const OID_POLICY_MAPPINGS = '2.5.29.33';
export const OID_AUTHORITY_KEY_IDENTIFIER = '2.5.29.35';
export const OID_POLICY_CONSTRAINTS = '2.5.29.36';
export const OID_INHIBIT_ANY_POLICY = '2.5.29.54';
export const OID_AUTHORITY_INFORMATION_ACCESS = '1.3.6.1.5.5.7.1.1';
export const OID_OCSP = '1.3.6.1.5.5.7.48.1';
export const OID_ANY_POLICY = '2.5.29.32.0';
/** Place of the practice statement, and notice to the user. */
export const POLICY_QUALIFIERS: readonly string[] = ['1.3.6.1.5.5.7.2.1', '1.3.6.1.5.5.7.2.2'];
export const OID_EXTENDED_KEY_USAGE = '2.5.29.37';
export const OID_EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
export const OID_ANY_EXTENDED_KEY_USAGE = '2.5.29.37.0';
export const OID_EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

/** AgID certificate policies for PEC: of a provider's signing certificate and of an authority that issues them. */
export const OID_PEC_PROVIDER_POLICY = '1.3.76.16.3.1.1';
export const OID_PEC_AUTHORITY_POLICY = '1.3.76.16.3.1';

/** RFC 8017, RFC 5480. */
export const OID_RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
export const OID_MGF1 = '1.2.840.113549.1.1.8';
export const OID_RSA_PSS = '1.2.840.113549.1.1.10';
export const OID_EC_PUBLIC_KEY = '1.2.840.10045.2.1';

/** Digests we accept; SHA-1 with a note, because providers signed with it until at least 2024. */
export const DIGESTS: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** MD2, MD4, MD5 and the RSA signatures made with them: collisions are cheap, so they prove nothing. */
export const FORBIDDEN_ALGORITHMS: ReadonlySet<string> = new Set([
  '1.2.840.113549.2.2',
  '1.2.840.113549.2.4',
  '1.2.840.113549.2.5',
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.3',
  '1.2.840.113549.1.1.4',
]);

/** Signature algorithms that name their digest. */
export const SIGNATURES: Readonly<Record<string, { scheme: 'rsa' | 'ecdsa'; digest: string }>> = {
  '1.2.840.113549.1.1.5': { scheme: 'rsa', digest: 'SHA-1' },
  '1.2.840.113549.1.1.11': { scheme: 'rsa', digest: 'SHA-256' },
  '1.2.840.113549.1.1.12': { scheme: 'rsa', digest: 'SHA-384' },
  '1.2.840.113549.1.1.13': { scheme: 'rsa', digest: 'SHA-512' },
  '1.2.840.10045.4.1': { scheme: 'ecdsa', digest: 'SHA-1' },
  '1.2.840.10045.4.3.2': { scheme: 'ecdsa', digest: 'SHA-256' },
  '1.2.840.10045.4.3.3': { scheme: 'ecdsa', digest: 'SHA-384' },
  '1.2.840.10045.4.3.4': { scheme: 'ecdsa', digest: 'SHA-512' },
};

export const CURVES: Readonly<Record<string, { name: string; bytes: number }>> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', bytes: 32 },
  '1.3.132.0.34': { name: 'P-384', bytes: 48 },
  '1.3.132.0.35': { name: 'P-521', bytes: 66 },
};
