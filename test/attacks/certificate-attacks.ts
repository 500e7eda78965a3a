// Attacks by certificates: names at the edge of what an authority may vouch for, odd profiles, the exact second of validity.
import type { Code, Verdict } from '../../lib/verify/report';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { type AuthorityOptions, createAuthority } from '../pki/authority';
import { type Certificate, type CertificateTemplate, signCertificate } from '../pki/certificate';
import { certificatePolicies, type Extension, subjectAltName } from '../pki/certificate-extensions';
import { concat, explicit, implicit, sequence } from '../pki/der';
import { issueProvider } from '../pki/issue-provider';
import { createKeyPair } from '../pki/key-pair';
import { OID } from '../pki/oids';
import { authority, provider, sign } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

const HOST = 'pec.provider.example';
const SERVICE = `posta-certificata@${HOST}`;
const SIGNED_AT = new Date('2026-09-19T13:41:19Z');
const OUTSIDE_NAMES: Code = 'provider-trust.name-constraints';

const leaf = (name: string, verdict: Verdict, code: Code | null, edit: (template: CertificateTemplate) => Partial<CertificateTemplate>) =>
  bend(name, verdict, code, { tamper: { certificate: (template) => ({ ...template, ...edit(template) }) } });

const replace = (extension: Extension) => (template: CertificateTemplate) => ({
  extensions: template.extensions.map((other) => (other.oid === extension.oid ? extension : other)),
});

const addresses = (...values: string[]) => replace(subjectAltName(values));

const withDnsName: Extension = {
  oid: OID.subjectAltName,
  critical: false,
  value: sequence(implicit(1, Buffer.from(SERVICE)), implicit(2, Buffer.from('evil.example'))),
};

/** A provider below an authority of another profile, whose root is trusted. */
const below = (name: string, verdict: Verdict, code: Code | null, options: AuthorityOptions): Attack => ({
  name,
  verdict,
  code,
  build: async () => {
    const other = await createAuthority({ rootKeyLabel: 'edge-root', keyLabel: 'edge-ca', ...options });
    const signer = await issueProvider(other, { keyLabel: 'edge' });
    return { bytes: await sign({ provider: signer }), trust: await createTrustStore([other.root.certificate.der]) };
  },
});

const mail = (base: string): Uint8Array => implicit(1, Buffer.from(base, 'latin1'));
const subtree = (tag: 0 | 1, ...names: readonly Uint8Array[]): Uint8Array => explicit(tag, concat(...names.map((name) => sequence(name))));

const constrained = (name: string, verdict: Verdict, ...subtrees: readonly Uint8Array[]): Attack =>
  below(`constraints: ${name}`, verdict, verdict === 'verified' ? null : OUTSIDE_NAMES, {
    nameConstraints: false,
    extraExtensions: [{ oid: OID.nameConstraints, critical: true, value: sequence(...subtrees) }],
  });

/** Everything a provider has but the authority: anybody can write this certificate, naming an issuer that nobody encloses. */
const buildSelfMade = async (): Promise<{ bytes: Uint8Array }> => {
  const key = await createKeyPair('self-made');
  const issuer = [{ type: OID.commonName, value: 'AgID CA1' }];
  const certificate = signCertificate({ ...provider.certificate.template, issuer, spki: key.spki }, key);
  return { bytes: await sign({ provider: { ...provider, key, certificate, intermediates: [] } }) };
};

/** The real provider's names, address, policy and dates, signed by nobody but itself. */
const buildSelfSigned = (isAnchorEnclosed: boolean) => async (): Promise<{ bytes: Uint8Array }> => {
  const model = await issueProvider(authority, { host: 'pec.aruba.it', organisation: 'Aruba PEC S.p.A.', keyLabel: 'self-signed' });
  const { template } = model.certificate;
  const certificate = signCertificate({ ...template, issuer: template.subject }, model.key);
  return { bytes: await sign({ provider: { ...model, certificate, intermediates: isAnchorEnclosed ? model.intermediates : [] } }) };
};

/** Certificates of one name and one key, each of which could have issued every other. */
const buildRing = async (): Promise<{ bytes: Uint8Array }> => {
  const key = await createKeyPair('ring');
  const name = [{ type: OID.commonName, value: 'Ring' }];
  const model = { ...authority.ca.certificate.template, subject: name, issuer: name, spki: key.spki };
  const ring = Array.from({ length: 18 }, (_, index): Certificate => signCertificate({ ...model, serial: BigInt(index + 1) }, key));
  const certificate = signCertificate({ ...provider.certificate.template, issuer: name }, key);
  return { bytes: await sign({ provider: { ...provider, certificate, intermediates: ring } }) };
};

export const CERTIFICATE_ATTACKS: readonly Attack[] = [
  ...ofClass(
    ['P2', 'E2.C4', 'I3.look-alike'],
    ...([
      { name: 'a self-signed Aruba PEC', verdict: 'failed', code: 'provider-trust.leads-elsewhere', build: buildSelfSigned(false) },
      {
        name: 'a self-signed Aruba PEC beside the real authority',
        verdict: 'failed',
        code: 'provider-trust.leads-elsewhere',
        build: buildSelfSigned(true),
      },
    ] as const),
  ),
  leaf('a mail address in the subject', 'failed', OUTSIDE_NAMES, ({ subject }) => ({
    subject: [...subject, { type: '1.2.840.113549.1.9.1', value: 'x@evil.example' }],
  })),
  leaf('a host with a final dot', 'failed', OUTSIDE_NAMES, addresses(`${SERVICE}.`)),
  leaf('a host cut by a NUL', 'failed', OUTSIDE_NAMES, addresses(`${SERVICE}\0.evil.example`)),
  leaf('a host that only ends alike', 'failed', OUTSIDE_NAMES, addresses(`posta-certificata@evil-${HOST}`)),
  ...stricter(
    'openssl compares no header with the certificate',
    leaf(
      'an address with two at signs',
      'inconclusive',
      'sender-identity.address-mismatch',
      addresses(`posta-certificata@evil.example@${HOST}`),
    ),
  ),
  leaf('a DNS name where none is permitted', 'failed', OUTSIDE_NAMES, replace(withDnsName)),
  ...stricter(
    'openssl does not know what a certificate of a PEC provider is',
    leaf(
      'any policy instead of the provider policy',
      'failed',
      'signer-certificate.no-pec-policy',
      replace(certificatePolicies(['2.5.29.32.0'])),
    ),
  ),
  ...stricter(
    'openssl does not know what a certificate of a PEC provider is',
    leaf('no extensions at all', 'failed', 'signer-certificate.not-service-address', () => ({ extensions: [] })),
  ),
  leaf('the same extension twice', 'failed', 'provider-trust.critical-extension', ({ extensions }) => ({
    extensions: [...extensions, ...extensions.slice(0, 1)],
  })),
  leaf('expired a second before', 'failed', 'provider-trust.outside-validity', () => ({ notAfter: new Date(SIGNED_AT.getTime() - 1000) })),
  leaf('not valid for one more second', 'failed', 'provider-trust.outside-validity', () => ({
    notBefore: new Date(SIGNED_AT.getTime() + 1000),
  })),
  leaf('genuine: valid from this very second', 'verified', null, () => ({ notBefore: SIGNED_AT })),
  leaf('genuine: an address in capitals', 'verified', null, addresses('Posta-Certificata@PEC.Provider.example')),
  constrained('another host', 'failed', subtree(0, mail('altrove.example'))),
  constrained('the parent host alone', 'failed', subtree(0, mail('provider.example'))),
  constrained('an empty mail name', 'failed', subtree(0, mail(''))),
  constrained('host excluded', 'failed', subtree(1, mail(HOST))),
  constrained('parent domain excluded', 'failed', subtree(1, mail('.example'))),
  constrained('address excluded', 'failed', subtree(1, mail(SERVICE))),
  constrained('every directory name excluded', 'failed', subtree(1, explicit(4, sequence()))),
  constrained('permitted and excluded at once', 'failed', subtree(0, mail(HOST)), subtree(1, mail(HOST))),
  constrained('genuine: all below a domain', 'verified', subtree(0, mail('.provider.example'))),
  constrained('genuine: host in capitals', 'verified', subtree(0, mail('PEC.Provider.Example'))),
  ...stricter(
    'openssl does not know what a PEC authority is',
    below('an authority with any policy', 'failed', 'provider-trust.leads-elsewhere', { policies: ['2.5.29.32.0'] }),
  ),
  ...stricter(
    'openssl at its default level takes MD5 and short keys in a chain',
    below('an authority signed with MD5', 'failed', 'provider-trust.forbidden-algorithm', { digest: 'md5' }),
  ),
  ...stricter(
    'openssl processes policy mappings; we know none and refuse what is critical',
    below('critical policy mappings', 'failed', 'provider-trust.critical-extension', {
      extraExtensions: [{ oid: '2.5.29.33', critical: true, value: sequence() }],
    }),
  ),
  below('a root that had expired', 'failed', 'provider-trust.outside-validity', { rootNotAfter: new Date('2026-01-01T00:00:00Z') }),
  ...stricter(
    'openssl at its default level takes MD5 and short keys in a chain',
    below('a root with a short key', 'failed', 'provider-trust.forbidden-algorithm', {
      rootKeySpec: { type: 'rsa', bits: 1024 },
      rootKeyLabel: 'short-root',
    }),
  ),
  { name: 'a certificate made at home', verdict: 'inconclusive', code: 'provider-trust.issuer-missing', build: buildSelfMade },
  { name: 'certificates in a ring', verdict: 'inconclusive', code: 'provider-trust.limit-reached', build: buildRing },
];
