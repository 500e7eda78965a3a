import { digestIdentifier, signBytes } from '../pki/algorithms';
import { signCertificate } from '../pki/certificate';
import type { Attribute, SignerInfo } from '../pki/cms';
import { concat, implicit, indefinite, oid, sequence, setOf, tlv } from '../pki/der';
import { issueCrl } from '../pki/issue-crl';
import { createKeyPair } from '../pki/key-pair';
import { CRLF, toBytes } from '../pki/mime-text';
import { OID } from '../pki/oids';
import type { PecOptions } from '../pki/sign-pec';
import { authority, provider, sign } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

const MISMATCH = 'signature-integrity.signature-mismatch';
const UNREADABLE = 'signature-integrity.unreadable';

const editSigner = (edit: (info: SignerInfo) => Partial<SignerInfo>, options: Partial<PecOptions> = {}): Partial<PecOptions> => ({
  ...options,
  tamper: {
    ...options.tamper,
    signedData: (data) => ({ ...data, signerInfos: data.signerInfos.map((info) => ({ ...info, ...edit(info) })) }),
  },
});

/** A signer named by its key; version 3 as RFC 5652 section 5.3 wants. */
const byKey = (identifier: Uint8Array, more: readonly Uint8Array[] = []): Partial<PecOptions> => ({
  tamper: {
    signedData: (data) => ({
      ...data,
      version: 3,
      certificates: [...more, ...data.certificates],
      signerInfos: data.signerInfos.map((info) => ({ ...info, version: 3, identifier })),
    }),
  },
});

const thief = await createKeyPair('thief');
/** Issuer, serial number and names of the provider's certificate, the key of a thief. */
const twin = signCertificate({ ...provider.certificate.template, spki: thief.spki }, thief);
const keyTwin = signCertificate({ ...provider.certificate.template, serial: 77n, spki: thief.spki }, thief);

const signedBytesOf = ({ signedAttributes }: SignerInfo): Uint8Array =>
  setOf(...(signedAttributes ?? []).map(({ oid: type, values }) => sequence(oid(type), setOf(...values))));

/** The thief signs, under the identifier of the provider. */
const byThief = (...certificates: readonly Uint8Array[]): Partial<PecOptions> => ({
  tamper: {
    signedData: (data) => ({
      ...data,
      certificates: [...certificates, ...data.certificates],
      signerInfos: data.signerInfos.map((info) => ({
        ...info,
        signature: signBytes('rsa', 'sha1', signedBytesOf(info), thief.privateKey),
      })),
    }),
  },
});

/** The provider signs attributes as they stand, in an encoding of their own. */
const recoded = (encode: (attribute: Attribute) => Uint8Array): Partial<PecOptions> =>
  editSigner((info) => {
    const attributes = (info.signedAttributes ?? []).map(encode).sort((left, right) => Buffer.compare(left, right));
    return {
      digestAlgorithm: concat(info.digestAlgorithm, tlv(0xa0, ...attributes)),
      signedAttributes: null,
      signature: signBytes('rsa', 'sha1', tlv(0x31, ...attributes), provider.key.privateKey),
    };
  });

const longForm = ({ oid: type, values }: Attribute): Uint8Array => {
  const body = concat(oid(type), setOf(...values));
  return concat(Uint8Array.of(0x30, 0x82, 0, body.length), body);
};

const trailing = (octets: Uint8Array): Partial<PecOptions> => ({ tamper: { cms: (cms) => concat(cms, octets) } });
const oidOf = (type: string, ...values: readonly Uint8Array[]): Attribute => ({ oid: type, values });
const addAttribute = (...added: readonly Attribute[]): Partial<PecOptions> => ({
  tamper: { signedAttributes: (attributes) => [...attributes, ...added] },
});

/** The NULL at the end of an algorithm identifier, written as constructed. */
const withPieces = (identifier: Uint8Array): Uint8Array => {
  const bent = Uint8Array.from(identifier);
  bent[bent.length - 2] = 0x25;
  return bent;
};

export const SIGNER_ATTACKS: readonly Attack[] = [
  bend('genuine: a signer named by its key', 'verified', null, byKey(implicit(0, provider.key.keyIdentifier))),
  ...ofClass(
    ['I3.signer-position', 'E2.C4'],
    bend(
      'a signer named by a key that nobody has',
      'inconclusive',
      'signature-integrity.signer-certificate-missing',
      byKey(implicit(0, new Uint8Array(20))),
    ),
    bend('a signer named by a key of no octets', 'inconclusive', 'signature-integrity.signer-certificate-missing', byKey(implicit(0))),
    bend(
      'a signer named by the first octets of a key',
      'inconclusive',
      'signature-integrity.signer-certificate-missing',
      byKey(implicit(0, provider.key.keyIdentifier.subarray(0, 8))),
    ),
    bend('an issuer in capitals beyond ASCII', 'inconclusive', 'signature-integrity.signer-certificate-missing', {
      ...editSigner((info) => ({ issuerDer: toBytes(Buffer.from(info.issuerDer).toString('latin1').replace('\xc3\xa0', '\xc3\x80')) })),
    }),
    bend('genuine: an issuer in other capitals', 'verified', null, {
      ...editSigner((info) => ({ issuerDer: toBytes(Buffer.from(info.issuerDer).toString('latin1').replace('Prova', 'PROVA')) })),
    }),
    bend('a thief under issuer and number of the provider', 'failed', 'provider-trust.impostor', byThief(twin.der)),
    bend('a thief whose certificate is not enclosed', 'failed', MISMATCH, byThief()),
    bend(
      'a certificate of the same key identifier in front',
      'failed',
      MISMATCH,
      byKey(implicit(0, provider.key.keyIdentifier), [keyTwin.der]),
    ),
  ),
  bend('attributes signed in another encoding than DER', 'failed', UNREADABLE, recoded(longForm)),
  bend(
    'attributes signed in pieces without length',
    'failed',
    UNREADABLE,
    recoded(({ oid: type, values }) => indefinite(0x30, oid(type), setOf(...values))),
  ),
  ...ofClass(
    'E2.attributes',
    ...stricter(
      'openssl reads over an attribute without values',
      bend('an attribute without values', 'failed', UNREADABLE, addAttribute(oidOf('1.2.3.4'))),
    ),
    bend('a content type given twice', 'failed', UNREADABLE, addAttribute(oidOf(OID.contentType, oid(OID.data)))),
    ...stricter(
      'openssl of this age does not read algorithm protection',
      bend('algorithm protection given twice', 'failed', UNREADABLE, {
        ...addAttribute(oidOf(OID.algorithmProtection, sequence(digestIdentifier('sha256')))),
        layout: 'javamail',
      }),
    ),
    ...stricter(
      'openssl does not read the signing time',
      bend('a signing time with fractions', 'failed', UNREADABLE, {
        tamper: {
          signedAttributes: (attributes) =>
            attributes.map((item) => (item.oid === OID.signingTime ? oidOf(item.oid, tlv(0x18, toBytes('20260919134119.5Z'))) : item)),
        },
      }),
    ),
    ...stricter(
      'openssl does not read the signing time',
      bend('a signing time of another zone', 'failed', UNREADABLE, {
        tamper: {
          signedAttributes: (attributes) =>
            attributes.map((item) => (item.oid === OID.signingTime ? oidOf(item.oid, tlv(0x17, toBytes('260919154119+0200'))) : item)),
        },
      }),
    ),
    ...stricter(
      'a day that does not exist proves no time',
      bend('a signing time on a day that does not exist', 'failed', UNREADABLE, {
        tamper: {
          signedAttributes: (attributes) =>
            attributes.map((item) => (item.oid === OID.signingTime ? oidOf(item.oid, tlv(0x17, toBytes('260931134119Z'))) : item)),
        },
      }),
    ),
    bend('a signing time of the year 9999', 'failed', 'provider-trust.outside-validity', {
      tamper: {
        signedAttributes: (attributes) =>
          attributes.map((item) => (item.oid === OID.signingTime ? oidOf(item.oid, tlv(0x18, toBytes('99991231235959Z'))) : item)),
      },
    }),
  ),
  ...ofClass(
    ['E2.C1', 'E2.crash'],
    ...stricter(
      'openssl reads the first value and leaves what follows; another reader might show it',
      bend('a second signature behind the first', 'failed', UNREADABLE, trailing(sequence(oid(OID.signedData)))),
      bend('words behind the signature', 'failed', UNREADABLE, trailing(toBytes(`${CRLF}<h1>Bonifico</h1>`))),
    ),
  ),
  ...stricter(
    'openssl reads over it; no provider sends one, and nobody knows what another reader makes of it',
    bend('an attribute certificate that is none beside the certificates', 'failed', UNREADABLE, {
      tamper: { signedData: (data) => ({ ...data, certificates: [...data.certificates, Uint8Array.of(0xa2, 0)] }) },
    }),
  ),
  bend('a digest that nobody knows announced beside the real one', 'inconclusive', 'signature-integrity.unknown-algorithm', {
    tamper: {
      signedData: (data) => ({ ...data, digestAlgorithms: [...data.digestAlgorithms, sequence(oid('2.16.840.1.101.3.4.2.3.58'))] }),
    },
  }),
  bend('a NULL in pieces as parameters of the digest', 'failed', UNREADABLE, {
    tamper: { signedData: (data) => ({ ...data, digestAlgorithms: data.digestAlgorithms.map(withPieces) }) },
  }),
  bend('a revocation list that is none beside the certificates', 'failed', UNREADABLE, {
    tamper: { signedData: (data) => ({ ...data, lists: [Uint8Array.of(0x30, 0)] }) },
  }),
  bend('genuine: a revocation list beside the certificates', 'verified', null, {
    tamper: { signedData: (data) => ({ ...data, lists: [issueCrl(authority.ca)] }) },
  }),
  {
    name: 'genuine: certificates in another order',
    verdict: 'verified',
    code: null,
    build: async () => ({
      bytes: await sign({ tamper: { signedData: (data) => ({ ...data, certificates: data.certificates.toReversed() }) } }),
    }),
  },
];
