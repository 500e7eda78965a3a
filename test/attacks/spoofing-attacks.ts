// The classes of signature spoofing known from other readers of signed mail: content confusion, signers, wrong authorities, attributes that lie.
import { type Digest, digestIdentifier, signatureIdentifier } from '../pki/algorithms';
import { createAuthority } from '../pki/authority';
import { concat, octetString, oid, sequence } from '../pki/der';
import { issueProvider, ordinaryProfile } from '../pki/issue-provider';
import { toBytes } from '../pki/mime-text';
import { OID } from '../pki/oids';
import type { PecOptions } from '../pki/sign-pec';
import { authority, provider, sign } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

type Edit = NonNullable<NonNullable<PecOptions['tamper']>['signedData']>;

const inSignature = (edit: Edit): Partial<PecOptions> => ({ tamper: { signedData: edit } });

const inAttributes = (type: string, ...values: readonly Uint8Array[]): Partial<PecOptions> => ({
  tamper: {
    signedAttributes: (attributes) => [
      ...attributes.filter((attribute) => attribute.oid !== type),
      ...(values.length > 0 ? [{ oid: type, values }] : []),
    ],
  },
});

/** The signer says SHA-256 twice. */
const PROTECTIONS: readonly (readonly [string, Digest, Digest])[] = [
  ['protection whose digest alone disagrees', 'sha512', 'sha256'],
  ['protection whose signature alone disagrees', 'sha256', 'sha512'],
];
/** Implicitly tagged, RFC 6211 section 2. */
const protectionOf = (digest: Digest): Uint8Array => concat(Uint8Array.of(0xa1), signatureIdentifier('rsa', digest).subarray(1));

const stranger = await issueProvider(
  await createAuthority({ rootKeyLabel: 'spoof-root', keyLabel: 'spoof-ca', rootCommonName: 'Radice' }),
  {
    keyLabel: 'spoof',
  },
);
const lookAlike = await issueProvider(await createAuthority({ rootKeyLabel: 'alike-root', keyLabel: 'alike-ca' }), { keyLabel: 'alike' });
const ordinary = await issueProvider(authority, { ...ordinaryProfile('anna.verdi@pec.provider.example'), keyLabel: 'ordinary' });
const personal = await issueProvider(authority, { policies: [OID.ordinaryMailboxPolicy], keyLabel: 'personal' });
const leafAuthority = await issueProvider(authority, { isAuthority: true, keyLabel: 'leaf-ca' });

const elsewhere = await issueProvider(authority, { host: 'pec.altrove.example', keyLabel: 'elsewhere' });
const below = await issueProvider(authority, { host: 'sub.pec.provider.example', keyLabel: 'below' });
const usages = await Promise.all(
  (
    [
      ['for encipherment alone', 'wrong-key-usage', { keyUsage: ['keyEncipherment'] }],
      ['of no stated use', 'wrong-key-usage', { keyUsage: null }],
      ['that may also sign certificates', 'wrong-key-usage', { keyUsage: ['digitalSignature', 'keyCertSign'] }],
      ['for web clients', 'wrong-extended-usage', { extendedKeyUsage: [OID.clientAuth] }],
      ['for code', 'wrong-extended-usage', { extendedKeyUsage: [OID.codeSigning] }],
    ] as const
  ).map(async ([name, code, options]) =>
    bend(`a certificate ${name}`, 'failed', `signer-certificate.${code}`, {
      provider: await issueProvider(authority, { ...options, keyLabel: name }),
    }),
  ),
);

const otherSigner = async (): Promise<Parameters<Edit>[0]['signerInfos']> => {
  let infos: Parameters<Edit>[0]['signerInfos'] = [];
  await sign({
    provider: stranger,
    tamper: {
      signedData: (data) => {
        infos = data.signerInfos;
        return data;
      },
    },
  });
  return infos;
};
const others = await otherSigner();

const SIGNERS_BELONG_TO_ONE = 'openssl verifies each of several signers; a reader would have to choose one';
const PROFILE = 'openssl does not know what a certificate of a PEC provider is';

export const SPOOFING_ATTACKS: readonly Attack[] = [
  ...ofClass(
    ['E2.C1', 'I3.content-inside', 'E1.T1'],
    ...stricter(
      'openssl verifies the detached content and leaves the other; a reader may show the other',
      bend('content inside beside the detached one', 'failed', 'signature-integrity.content-inside', {
        ...inSignature((data) => ({ ...data, content: toBytes('Content-Type: text/plain\r\n\r\naltro') })),
      }),
    ),
    ...stricter(
      'openssl takes content of no length for none',
      bend(
        'empty content inside',
        'failed',
        'signature-integrity.content-inside',
        inSignature((data) => ({ ...data, content: toBytes('') })),
      ),
    ),
  ),
  ...ofClass(
    ['E2.C2', 'I3.signer-count'],
    bend('a second signer of a stranger, behind', 'failed', 'signature-integrity.not-one-signer', {
      ...inSignature((data) => ({ ...data, signerInfos: [...data.signerInfos, ...others] })),
    }),
    bend('a second signer of a stranger, in front', 'failed', 'signature-integrity.not-one-signer', {
      ...inSignature((data) => ({ ...data, signerInfos: [...others, ...data.signerInfos] })),
    }),
    ...stricter(
      SIGNERS_BELONG_TO_ONE,
      bend('the same signer twice', 'failed', 'signature-integrity.not-one-signer', {
        ...inSignature((data) => ({ ...data, signerInfos: [...data.signerInfos, ...data.signerInfos] })),
      }),
    ),
  ),
  ...ofClass(
    ['E2.C3', 'I3.signer-count'],
    bend(
      'no signer',
      'failed',
      'signature-integrity.not-one-signer',
      inSignature((data) => ({ ...data, signerInfos: [] })),
    ),
    bend('no signer and no certificate', 'failed', 'signature-integrity.not-one-signer', {
      ...inSignature((data) => ({ ...data, signerInfos: [], certificates: [] })),
    }),
    bend('no certificate', 'inconclusive', 'signature-integrity.signer-certificate-missing', {
      ...inSignature((data) => ({ ...data, certificates: [] })),
    }),
  ),
  ...ofClass(
    ['E2.C4', 'P2'],
    bend('a stranger who bears the name of a provider', 'inconclusive', 'provider-trust.issuer-missing', { provider: stranger }),
  ),
  ...ofClass(
    ['E2.C4', 'P8', 'I3.look-alike', 'P2'],
    bend('the same names, other keys', 'failed', 'provider-trust.impostor', { provider: lookAlike }),
  ),
  ...stricter(
    PROFILE,
    ...ofClass(
      ['I3.ordinary-certificate', 'D10.21'],
      bend('an ordinary certificate of the PEC authority', 'failed', 'signer-certificate.not-service-address', { provider: ordinary }),
      bend('an ordinary certificate with a service address', 'failed', 'signer-certificate.no-pec-policy', { provider: personal }),
    ),
    ...ofClass(
      'I3.authority-as-leaf',
      bend('an authority signs a message', 'failed', 'signer-certificate.is-authority', { provider: leafAuthority }),
    ),
  ),
  ...ofClass('I3.usage', ...stricter('openssl is asked for any purpose; a provider signs messages', ...usages)),
  ...ofClass(
    'I3.constraint-mail',
    bend('a host that the authority may not vouch for', 'failed', 'provider-trust.name-constraints', { provider: elsewhere }),
    bend('a host below one that it may vouch for', 'failed', 'provider-trust.name-constraints', { provider: below }),
  ),
  ...ofClass(
    ['I3.signer-position'],
    bend('genuine: a stranger enclosed before the signer', 'verified', null, {
      ...inSignature((data) => ({ ...data, certificates: [stranger.certificate.der, ...data.certificates] })),
    }),
    bend('an identifier that names another enclosed certificate', 'failed', 'signature-integrity.signature-mismatch', {
      ...inSignature((data) => ({
        ...data,
        certificates: [provider.certificate.der, ordinary.certificate.der, ...data.certificates.slice(1)],
        signerInfos: data.signerInfos.map((info) => ({ ...info, serial: ordinary.certificate.serial })),
      })),
    }),
  ),
  ...ofClass(
    ['E2.attributes', 'I3.content-type'],
    ...stricter(
      'openssl does not read the attribute of the content type',
      bend(
        'a content type that is not data',
        'failed',
        'signature-integrity.wrong-content-type',
        inAttributes(OID.contentType, oid(OID.signedData)),
      ),
    ),
    ...stricter(
      'openssl does not ask what kind of content was signed',
      bend('another kind of content, without attributes that name it', 'failed', 'signature-integrity.wrong-content-type', {
        tamper: { signedAttributes: () => null, signedData: (data) => ({ ...data, contentType: OID.signedData }) },
      }),
    ),
    bend('a content type left out', 'failed', 'signature-integrity.wrong-content-type', inAttributes(OID.contentType)),
    ...stricter(
      'openssl does not read the attribute of the content type',
      bend(
        'a content type that is no identifier',
        'failed',
        'signature-integrity.wrong-content-type',
        inAttributes(OID.contentType, octetString(toBytes('x'))),
      ),
    ),
  ),
  ...ofClass(
    ['E2.attributes', 'I3.message-digest'],
    bend('a digest left out', 'failed', 'signature-integrity.digest-attribute-missing', inAttributes(OID.messageDigest)),
    bend(
      'a digest of something else',
      'failed',
      'signature-integrity.digest-mismatch',
      inAttributes(OID.messageDigest, octetString(new Uint8Array(20))),
    ),
    bend(
      'a digest cut short',
      'failed',
      'signature-integrity.digest-mismatch',
      inAttributes(OID.messageDigest, octetString(new Uint8Array(4))),
    ),
    bend(
      'a digest without octets',
      'failed',
      'signature-integrity.digest-mismatch',
      inAttributes(OID.messageDigest, octetString(new Uint8Array())),
    ),
  ),
  ...ofClass(
    ['E2.attributes', 'I3.algorithm-protection'],
    ...stricter(
      'openssl of this age does not compare algorithm protection',
      ...PROTECTIONS.map(([name, digest, signature]) =>
        bend(name, 'failed', 'signature-integrity.algorithm-protection-mismatch', {
          layout: 'javamail',
          ...inAttributes(OID.algorithmProtection, sequence(digestIdentifier(digest), protectionOf(signature))),
        }),
      ),
      bend('protection of another digest', 'failed', 'signature-integrity.algorithm-protection-mismatch', {
        ...inAttributes(OID.algorithmProtection, sequence(digestIdentifier('sha512'))),
      }),
    ),
  ),
];
