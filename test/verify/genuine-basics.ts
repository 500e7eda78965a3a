// Genuine messages of every kind in both layouts, with every line end, encoding, algorithm and certificate; all must be verified.
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { issueIntermediate } from '../pki/authority';
import { signCertificate } from '../pki/certificate';
import { signingCertificateAttribute } from '../pki/create-timestamp';
import { implicit, nothing, octetString, oid, sequence, tlv } from '../pki/der';
import { issueProvider } from '../pki/issue-provider';
import { createKeyPair } from '../pki/key-pair';
import { toBytes } from '../pki/mime-text';
import { OID } from '../pki/oids';
import { PEC_VARIANTS } from '../pki/pec-kinds';
import type { PecOptions } from '../pki/sign-pec';
import { authority, provider, sign } from './bench';
import { type GenuineMessage, genuine } from './genuine-row';

const addAttribute = (type: string, ...values: readonly Uint8Array[]): Partial<PecOptions> => ({
  tamper: { signedAttributes: (attributes) => [...attributes, { oid: type, values }] },
});

const setTime = (value: Uint8Array): Partial<PecOptions> => ({
  tamper: {
    signedAttributes: (attributes) => attributes.map((item) => (item.oid === OID.signingTime ? { ...item, values: [value] } : item)),
  },
});

const byKey: Partial<PecOptions> = {
  tamper: {
    signedData: (data) => ({
      ...data,
      version: 3,
      signerInfos: data.signerInfos.map((info) => ({ ...info, version: 3, identifier: implicit(0, provider.key.keyIdentifier) })),
    }),
  },
};

const kinds = (['openpec', 'javamail'] as const).flatMap((layout) =>
  PEC_VARIANTS.map(({ name, ...variant }) =>
    genuine(`${layout}: ${name}`, 'each kind of the rules in each layout', { layout, ...variant }),
  ),
);

const lineEnds = (['openpec', 'javamail'] as const).map((layout) =>
  genuine(`${layout}: LF alone`, 'saved by webmails and by Unix', { layout, lineEnding: 'lf' }),
);

/** Each layout has its own encoding already: Java platforms write indefinite lengths. */
const encodings = [
  genuine('openpec: ber', "the other platform's encoding", { layout: 'openpec', encoding: 'ber' }),
  genuine('javamail: der', "the other platform's encoding", { layout: 'javamail', encoding: 'der' }),
];

const algorithms = [
  ...(['sha1', 'sha256', 'sha384', 'sha512'] as const).flatMap((digest) =>
    (['rsa', 'pss'] as const).map((scheme) =>
      genuine(`RSA ${scheme} with ${digest}`, 'SHA-1 was in use until 2024 at least', {
        kind: 'posta-certificata',
        // Each digest in the layout that does not write it by itself.
        layout: digest === 'sha1' ? 'javamail' : 'openpec',
        digest,
        scheme,
      }),
    ),
  ),
  ...(await Promise.all(
    (
      [
        ['P-256', 'sha256'],
        ['P-384', 'sha384'],
        ['P-521', 'sha512'],
        ['P-256', 'sha1'],
      ] as const
    ).map(async ([curve, digest]) => {
      const signer = await issueProvider(authority, { keySpec: { type: 'ec', curve }, keyLabel: `genuine ${curve}` });
      return genuine(`ECDSA ${curve} with ${digest}`, 'no provider is known to use it; the rules allow it', { provider: signer, digest });
    }),
  )),
  ...(await Promise.all(
    ([3072, 4096] as const).map(async (bits) =>
      genuine(`RSA of ${bits} bits`, 'a key larger than usual', {
        provider: await issueProvider(authority, { keySpec: { type: 'rsa', bits }, keyLabel: 'genuine large' }),
      }),
    ),
  )),
];

const lower = await issueIntermediate(authority.root, { commonName: 'Ceralacca Lower CA', keyLabel: 'genuine-lower' });
const belowLower = await issueProvider(authority, { issuer: lower, keyLabel: 'genuine-lower-provider' });

const trusting = (name: string, note: string, options: Partial<PecOptions>, ...anchors: readonly Uint8Array[]): GenuineMessage => ({
  name,
  note,
  kind: 'avvenuta-consegna',
  build: async () => ({ bytes: await sign(options), trust: await createTrustStore(anchors) }),
});

const without = (signer: typeof provider) => ({ provider: { ...signer, intermediates: [] } });
const crosses = ['2019-01-01', '2020-01-30', '2021-09-21', '2025-02-20'].map((day) =>
  authority.issueCrossCertificate({ notBefore: new Date(`${day}T00:00:00Z`) }),
);
const strangerKey = await createKeyPair('genuine bystander');
const bystander = signCertificate({ ...provider.certificate.template, spki: strangerKey.spki, serial: 99n }, strangerKey);

const certificates = [
  trusting(
    'the intermediate only in the trust',
    'the user added the PEC authority itself',
    without(provider),
    authority.ca.certificate.der,
  ),
  trusting(
    'root and intermediate both in the trust',
    'the user added a chain',
    without(provider),
    authority.root.certificate.der,
    authority.ca.certificate.der,
  ),
  trusting('another authority of the same root', 'a second CA of the same owner', { provider: belowLower }, authority.root.certificate.der),
  genuine('four cross-certificates of one key', 'AgID CA1 has eight', {
    provider: { ...provider, intermediates: [...crosses, ...provider.intermediates] },
  }),
  genuine('four cross-certificates, the fitting one first', 'their order means nothing', {
    provider: { ...provider, intermediates: [...provider.intermediates, ...crosses] },
  }),
  genuine('the root enclosed as well', 'some platforms send the whole chain', {
    provider: { ...provider, intermediates: [...provider.intermediates, authority.root.certificate] },
  }),
  genuine('a bystander enclosed', 'certificates that nobody asked for', {
    provider: { ...provider, intermediates: [...provider.intermediates, bystander] },
  }),
  genuine('expired since', 'provider certificates live three years', {
    provider: await issueProvider(authority, { notBefore: new Date('2019-01-01T00:00:00Z'), keyLabel: 'genuine old' }),
    clock: new Date('2020-05-04T10:00:00Z'),
  }),
  genuine('a name with organizationIdentifier', 'certificates of 2026', {
    tamper: {
      certificate: (template) => ({
        ...template,
        subject: [...template.subject, { type: OID.organizationIdentifier, value: 'VATIT-00000000000' }],
      }),
    },
  }),
];

const signatures = [
  genuine(
    'signed attributes with capabilities',
    'sMIMECapabilities, older platforms',
    addAttribute('1.2.840.113549.1.9.15', sequence(sequence(oid('1.2.840.113549.3.7')))),
  ),
  genuine('a signing certificate named (ESSCertIDv2)', 'signatures of the CAdES kind', {
    tamper: { signedAttributes: (attributes) => [...attributes, signingCertificateAttribute(2, provider.certificate)] },
  }),
  genuine('a signing certificate named by SHA-512', 'signatures of the CAdES kind', {
    tamper: { signedAttributes: (attributes) => [...attributes, signingCertificateAttribute(2, provider.certificate, 'sha512')] },
  }),
  genuine('a signer named by its key', 'subject key identifier, version 3', byKey),
  genuine(
    'signing time in GeneralizedTime',
    'RFC 5652 section 11.3 allows it for years after 2049 only; some write it anyway',
    setTime(tlv(0x18, toBytes('20260919134119Z'))),
  ),
  genuine('no signing time', 'the certified time stands in', { signingTime: null }),
  genuine('signed a second later', 'Sogei', { signingTime: new Date('2026-09-19T13:41:20Z') }),
  genuine('no signed attributes', 'the simplest form of CMS', { tamper: { signedAttributes: () => null } }),
  genuine('rsaEncryption without NULL', 'left out by some libraries', {
    tamper: {
      signedData: (data) => ({
        ...data,
        signerInfos: data.signerInfos.map((info) => ({ ...info, signatureAlgorithm: sequence(oid(OID.rsaEncryption)) })),
      }),
    },
  }),
  genuine('SHA-256 with NULL', 'as older libraries write it', {
    digest: 'sha256',
    tamper: {
      signedData: (data) => {
        const identifier = sequence(oid('2.16.840.1.101.3.4.2.1'), nothing);
        return {
          ...data,
          digestAlgorithms: [identifier],
          signerInfos: data.signerInfos.map((info) => ({ ...info, digestAlgorithm: identifier })),
        };
      },
    },
  }),
  genuine('an unsigned attribute', 'added later by somebody', {
    tamper: {
      signedData: (data) => ({
        ...data,
        signerInfos: data.signerInfos.map((info) => ({
          ...info,
          unsignedAttributes: [{ oid: '1.2.3.4.5', values: [octetString(new Uint8Array(4))] }],
        })),
      }),
    },
  }),
];

export const GENUINE_BASICS: readonly GenuineMessage[] = [
  ...kinds,
  ...lineEnds,
  ...encodings,
  ...algorithms,
  ...certificates,
  ...signatures,
];
