// The certificate of a PEC provider with the real profile (domain 4.3); every field can be made wrong.
import type { Digest } from './algorithms';
import type { Authority } from './authority';
import { type Certificate, type CertificateTemplate, type Issuer, serialFor, signCertificate } from './certificate';
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
import { companyName, type Name } from './distinguished-name';
import { createKeyPair, type KeyPair, type KeySpec, RSA_2048 } from './key-pair';
import { OID } from './oids';
import { companyOf } from './test-providers';

export type ProviderOptions = {
  host?: string;
  organisation?: string;
  province?: string;
  locality?: string;
  commonName?: string;
  /** Replaces the whole subject. */
  subject?: Name;
  notBefore?: Date;
  notAfter?: Date;
  /** rfc822 names of the SAN; null leaves the extension out. */
  addresses?: readonly string[] | null;
  policies?: readonly string[] | null;
  keyUsage?: readonly KeyUsage[] | null;
  extendedKeyUsage?: readonly string[] | null;
  /** Adds basicConstraints CA:TRUE, which the rules forbid (RFC 6109 section 5.5). */
  isAuthority?: boolean;
  keySpec?: KeySpec;
  keyLabel?: string;
  digest?: Digest;
  extraExtensions?: readonly Extension[];
  /** Signs the certificate in place of the authority's CA. */
  issuer?: Issuer;
};

export type Provider = {
  host: string;
  organisation: string;
  serviceAddress: string;
  certificate: Certificate;
  key: KeyPair;
  /** What travels in the message beside the provider's own certificate. */
  intermediates: readonly Certificate[];
  /** The same key under a changed certificate. */
  reissue(edit: (template: CertificateTemplate) => CertificateTemplate): Provider;
};

/** A personal S/MIME certificate: signed by the same authority, yet no PEC. */
export const ordinaryProfile = (address: string): ProviderOptions => ({
  addresses: [address],
  policies: [OID.ordinaryMailboxPolicy],
  keyUsage: ['digitalSignature', 'keyEncipherment'],
  extendedKeyUsage: [OID.emailProtection, OID.clientAuth],
  commonName: address,
});

const leafExtensions = (issuer: Issuer, key: KeyPair, address: string, options: ProviderOptions): Extension[] => {
  const { addresses = [address], policies = [OID.pecProviderPolicy], extendedKeyUsage: purposes = [OID.emailProtection] } = options;
  const usages = options.keyUsage === undefined ? (['digitalSignature'] as const) : options.keyUsage;
  return [
    ...(options.isAuthority ? [basicConstraints()] : []),
    subjectKeyIdentifier(key.keyIdentifier),
    authorityKeyIdentifier(issuer.key.keyIdentifier),
    ...(policies === null ? [] : [certificatePolicies(policies)]),
    ...(usages === null ? [] : [keyUsage(usages)]),
    ...(purposes === null ? [] : [extendedKeyUsage(purposes)]),
    ...(addresses === null ? [] : [subjectAltName(addresses)]),
    ...(options.extraExtensions ?? []),
  ];
};

const threeYearsAfter = (start: Date): Date => {
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + 3);
  return end;
};

const leafTemplate = (issuer: Issuer, key: KeyPair, host: string, options: ProviderOptions): CertificateTemplate => {
  const company = { ...companyOf(host), ...pickCompany(options) };
  const notBefore = options.notBefore ?? new Date('2025-06-03T09:00:00Z');
  const ownName = { type: OID.commonName, value: options.commonName ?? `Posta Certificata ${company.organisation}` };
  return {
    subject: options.subject ?? [...companyName(company), ownName],
    issuer: issuer.certificate.template.subject,
    serial: serialFor(`${host} ${notBefore.toISOString()} ${options.keyLabel ?? ''}`),
    notBefore,
    notAfter: options.notAfter ?? threeYearsAfter(notBefore),
    spki: key.spki,
    digest: options.digest ?? 'sha256',
    extensions: leafExtensions(issuer, key, `posta-certificata@${host}`, options),
  };
};

const pickCompany = ({ organisation, province, locality }: ProviderOptions) => ({
  ...(organisation === undefined ? {} : { organisation }),
  ...(province === undefined ? {} : { province }),
  ...(locality === undefined ? {} : { locality }),
});

export const issueProvider = async (authority: Authority, options: ProviderOptions = {}): Promise<Provider> => {
  const host = options.host ?? 'pec.provider.example';
  const issuer = options.issuer ?? authority.ca;
  const key = await createKeyPair(options.keyLabel ?? `provider ${host}`, options.keySpec ?? RSA_2048);
  const issue = (template: CertificateTemplate): Provider => ({
    host,
    organisation: options.organisation ?? companyOf(host).organisation,
    serviceAddress: `posta-certificata@${host}`,
    certificate: signCertificate(template, issuer.key),
    key,
    intermediates: [issuer.certificate],
    reissue: (edit) => issue(edit(template)),
  });
  return issue(leafTemplate(issuer, key, host, options));
};
