// A time-stamp authority with the real profile (RFC 3161 section 2.3, EN 319 422): its own root, and a certificate for that one use.
import { type Certificate, type Issuer, serialFor, signCertificate } from './certificate';
import {
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  type Extension,
  extendedKeyUsage,
  type KeyUsage,
  keyUsage,
  subjectAltName,
  subjectKeyIdentifier,
} from './certificate-extensions';
import type { Name } from './distinguished-name';
import { createKeyPair, type KeyPair, type KeySpec, RSA_2048 } from './key-pair';
import { OID } from './oids';

export type TsaOptions = {
  commonName?: string;
  extendedKeyUsage?: readonly string[] | null;
  isUsageCritical?: boolean;
  keyUsage?: readonly KeyUsage[] | null;
  isAuthority?: boolean;
  addresses?: readonly string[];
  notBefore?: Date;
  notAfter?: Date;
  keySpec?: KeySpec;
  keyLabel?: string;
  extraExtensions?: readonly Extension[];
  rootCommonName?: string;
  rootNotAfter?: Date;
  rootKeyLabel?: string;
  /** Signs the certificate in place of the own root. */
  issuer?: Issuer;
};

export type Tsa = { root: Issuer; certificate: Certificate; key: KeyPair };

const tsaName = (commonName: string): Name => [
  { type: OID.countryName, value: 'IT', encoding: 'printable' },
  { type: OID.organizationName, value: 'Marche di Prova S.p.A.' },
  { type: OID.commonName, value: commonName },
];

const issueRoot = async (options: TsaOptions): Promise<Issuer> => {
  const label = options.rootKeyLabel ?? 'tsa-root';
  const key = await createKeyPair(label);
  const name = tsaName(options.rootCommonName ?? 'Ceralacca Test TSA Root');
  const template = {
    subject: name,
    issuer: name,
    serial: serialFor(`tsa root ${label}`),
    notBefore: new Date('2012-01-01T00:00:00Z'),
    notAfter: options.rootNotAfter ?? new Date('2048-01-01T00:00:00Z'),
    spki: key.spki,
    digest: 'sha256',
    extensions: [basicConstraints(), keyUsage(['keyCertSign', 'cRLSign']), subjectKeyIdentifier(key.keyIdentifier)],
  } as const;
  return { certificate: signCertificate(template, key), key };
};

const leafExtensions = (issuer: Issuer, key: KeyPair, options: TsaOptions): Extension[] => {
  const purposes = options.extendedKeyUsage === undefined ? [OID.timeStamping] : options.extendedKeyUsage;
  const usages = options.keyUsage === undefined ? (['digitalSignature', 'nonRepudiation'] as const) : options.keyUsage;
  return [
    ...(options.isAuthority ? [basicConstraints()] : []),
    subjectKeyIdentifier(key.keyIdentifier),
    authorityKeyIdentifier(issuer.key.keyIdentifier),
    certificatePolicies([OID.bestPracticeTimestampPolicy]),
    ...(usages === null ? [] : [keyUsage(usages)]),
    ...(purposes === null ? [] : [{ ...extendedKeyUsage(purposes), critical: options.isUsageCritical ?? true }]),
    ...(options.addresses ? [subjectAltName(options.addresses)] : []),
    ...(options.extraExtensions ?? []),
  ];
};

export const issueTsa = async (options: TsaOptions = {}): Promise<Tsa> => {
  const root = await issueRoot(options);
  const issuer = options.issuer ?? root;
  const key = await createKeyPair(options.keyLabel ?? 'tsa', options.keySpec ?? RSA_2048);
  const commonName = options.commonName ?? 'Ceralacca Test TSU 1';
  const certificate = signCertificate(
    {
      subject: tsaName(commonName),
      issuer: issuer.certificate.template.subject,
      serial: serialFor(`tsu ${commonName} ${options.keyLabel ?? ''}`),
      notBefore: options.notBefore ?? new Date('2015-01-01T00:00:00Z'),
      notAfter: options.notAfter ?? new Date('2040-01-01T00:00:00Z'),
      spki: key.spki,
      digest: 'sha256',
      extensions: leafExtensions(issuer, key, options),
    },
    issuer.key,
  );
  return { root, certificate, key };
};
