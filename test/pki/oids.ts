// Object identifiers that the test authority and its messages use, by name.

export const OID = {
  // Attributes of a distinguished name (X.520).
  countryName: '2.5.4.6',
  stateOrProvinceName: '2.5.4.8',
  localityName: '2.5.4.7',
  organizationName: '2.5.4.10',
  organizationalUnitName: '2.5.4.11',
  organizationIdentifier: '2.5.4.97',
  commonName: '2.5.4.3',
  // Certificate extensions (RFC 5280 section 4.2).
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  // Qualifiers and purposes.
  cps: '1.3.6.1.5.5.7.2.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  // Policies of the real PEC authority (AgID CA1) and of its provider certificates.
  pecAuthorityPolicy: '1.3.76.16.3.1',
  pecProviderPolicy: '1.3.76.16.3.1.1',
  // CA/Browser Forum S/MIME baseline, mailbox-validated: an ordinary personal certificate.
  ordinaryMailboxPolicy: '2.23.140.1.5.1.2',
  // CMS (RFC 5652) and its attributes.
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  /** RFC 6211. */
  algorithmProtection: '1.2.840.113549.1.9.52',
  // Time-stamps (RFC 3161, RFC 5544, EN 319 421).
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  timeStampedData: '1.2.840.113549.1.9.16.1.31',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  bestPracticeTimestampPolicy: '0.4.0.2023.1.1',
  // Algorithms.
  rsaEncryption: '1.2.840.113549.1.1.1',
  mgf1: '1.2.840.113549.1.1.8',
  rsassaPss: '1.2.840.113549.1.1.10',
} as const;
