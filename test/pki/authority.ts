// A test authority with the profile of the real one (domain 4.4): a root, and below it the CA that may vouch for PEC providers.
import type { Digest } from './algorithms';
import { type Certificate, type Issuer, serialFor, signCertificate } from './certificate';
import {
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  type Extension,
  extendedKeyUsage,
  keyUsage,
  nameConstraints,
  subjectKeyIdentifier,
} from './certificate-extensions';
import { type Company, companyName, type Name } from './distinguished-name';
import { createKeyPair, type KeyPair, type KeySpec, RSA_2048 } from './key-pair';
import { OID } from './oids';
import { TEST_PROVIDERS } from './test-providers';

export type IntermediateOptions = {
  commonName?: string;
  /** Hosts of service addresses, without leading dot: the host itself. */
  hosts?: readonly string[];
  /** Companies whose names (C, ST, L, O) are permitted. */
  companies?: readonly Company[];
  nameConstraints?: boolean;
  nameConstraintsCritical?: boolean;
  policies?: readonly string[] | null;
  extendedKeyUsage?: readonly string[] | null;
  pathLength?: number | null;
  /** False leaves out basicConstraints and keyCertSign: an issuer without the right to issue. */
  isAuthority?: boolean;
  notBefore?: Date;
  notAfter?: Date;
  digest?: Digest;
  keySpec?: KeySpec;
  /** The same label gives the same key: several cross-certificates of one CA, or an impostor with another. */
  keyLabel?: string;
  extraExtensions?: readonly Extension[];
};

export type AuthorityOptions = IntermediateOptions & {
  rootCommonName?: string;
  rootKeySpec?: KeySpec;
  rootKeyLabel?: string;
  rootNotBefore?: Date;
  rootNotAfter?: Date;
};

export type Authority = {
  root: Issuer;
  ca: Issuer;
  /** Another certificate of the same CA key and name by the same root. */
  issueCrossCertificate(options?: IntermediateOptions): Certificate;
};

const AUTHORITY_OWNER = 'Autorità di Prova Ceralacca';

const authorityName = (commonName: string): Name => [
  { type: OID.countryName, value: 'IT', encoding: 'printable' },
  { type: OID.localityName, value: 'Roma' },
  { type: OID.organizationName, value: AUTHORITY_OWNER },
  { type: OID.commonName, value: commonName },
];

const intermediateExtensions = (parent: Issuer, key: KeyPair, options: IntermediateOptions): Extension[] => {
  const {
    pathLength = 0,
    policies = [OID.pecAuthorityPolicy],
    extendedKeyUsage: purposes = [OID.clientAuth, OID.emailProtection],
  } = options;
  const isAuthority = options.isAuthority ?? true;
  const hosts = options.hosts ?? TEST_PROVIDERS.map(({ host }) => host);
  const names = (options.companies ?? TEST_PROVIDERS).map(companyName);
  return [
    ...(isAuthority ? [basicConstraints(pathLength ?? undefined)] : []),
    authorityKeyIdentifier(parent.key.keyIdentifier),
    ...((options.nameConstraints ?? true) ? [nameConstraints({ hosts, names }, options.nameConstraintsCritical)] : []),
    ...(policies === null ? [] : [certificatePolicies(policies)]),
    ...(purposes === null ? [] : [extendedKeyUsage(purposes)]),
    subjectKeyIdentifier(key.keyIdentifier),
    keyUsage(isAuthority ? ['keyCertSign', 'cRLSign'] : ['digitalSignature']),
    ...(options.extraExtensions ?? []),
  ];
};

const signIntermediate = (parent: Issuer, key: KeyPair, options: IntermediateOptions): Certificate => {
  const commonName = options.commonName ?? 'Ceralacca Test PEC CA';
  const extensions = intermediateExtensions(parent, key, options);
  const notBefore = options.notBefore ?? new Date('2018-04-04T10:00:00Z');
  const content = extensions.map(({ value }) => Buffer.from(value).toString('hex')).join(' ');
  const template = {
    subject: authorityName(commonName),
    issuer: parent.certificate.template.subject,
    serial: serialFor(`${commonName} ${notBefore.toISOString()} ${content}`),
    notBefore,
    notAfter: options.notAfter ?? new Date('2043-04-03T10:00:00Z'),
    spki: key.spki,
    digest: options.digest ?? 'sha256',
    extensions,
  } as const;
  return signCertificate(template, parent.key);
};

/** One more CA below any issuer: for longer paths and for paths that must be refused. */
export const issueIntermediate = async (parent: Issuer, options: IntermediateOptions = {}): Promise<Issuer> => {
  const key = await createKeyPair(options.keyLabel ?? 'test-ca', options.keySpec ?? RSA_2048);
  return { certificate: signIntermediate(parent, key, options), key };
};

const createRoot = async (options: AuthorityOptions): Promise<Issuer> => {
  const key = await createKeyPair(options.rootKeyLabel ?? 'test-root', options.rootKeySpec ?? RSA_2048);
  const name = authorityName(options.rootCommonName ?? 'Ceralacca Test Root');
  const template = {
    subject: name,
    issuer: name,
    serial: serialFor(`root ${options.rootCommonName ?? ''}`),
    notBefore: options.rootNotBefore ?? new Date('2011-09-22T11:22:02Z'),
    notAfter: options.rootNotAfter ?? new Date('2048-09-22T11:22:02Z'),
    spki: key.spki,
    digest: 'sha256',
    extensions: [basicConstraints(), keyUsage(['keyCertSign', 'cRLSign']), subjectKeyIdentifier(key.keyIdentifier)],
  } as const;
  return { certificate: signCertificate(template, key), key };
};

export const createAuthority = async (options: AuthorityOptions = {}): Promise<Authority> => {
  const root = await createRoot(options);
  const ca = await issueIntermediate(root, options);
  return {
    root,
    ca,
    issueCrossCertificate: (cross = {}) => signIntermediate(root, ca.key, { ...options, ...cross }),
  };
};
