// Attacks on the signature value, its algorithms and its attributes; strange but lawful encodings stand beside them and must pass.

import type { Attribute, SignedData, SignerInfo } from '../pki/cms';
import { explicit, integer, nothing, octetString, oid, sequence, setOf, tlv } from '../pki/der';
import { issueProvider } from '../pki/issue-provider';
import { CRLF, toBytes, toOctets } from '../pki/mime-text';
import { OID } from '../pki/oids';
import type { PecOptions } from '../pki/sign-pec';
import { authority, sign } from '../verify/bench';
import { type Attack, bend, stricter } from './attack';

const SHA_256 = '2.16.840.1.101.3.4.2.1';

const withSigner = (edit: (info: SignerInfo) => SignerInfo, options: Partial<PecOptions> = {}): Partial<PecOptions> => ({
  ...options,
  tamper: { signedData: (data: SignedData) => ({ ...data, signerInfos: data.signerInfos.map(edit) }) },
});

const withAttributes = (edit: (attributes: readonly Attribute[]) => readonly Attribute[]): Partial<PecOptions> => ({
  tamper: { signedAttributes: edit },
});

const withTime = (value: Uint8Array): Partial<PecOptions> =>
  withAttributes((attributes) => attributes.map((item) => (item.oid === OID.signingTime ? { ...item, values: [value] } : item)));

const withDigest = (edit: (value: Uint8Array) => Uint8Array): Partial<PecOptions> =>
  withAttributes((attributes) =>
    attributes.map((item) => (item.oid === OID.messageDigest ? { ...item, values: item.values.map(edit) } : item)),
  );

/** OpenSSL would write it anew in one piece, and hash that. */
const inPieces = (value: Uint8Array): Uint8Array => tlv(0x24, octetString(value.subarray(2, 10)), octetString(value.subarray(10)));

const curved = await issueProvider(authority, { keySpec: { type: 'ec', curve: 'P-256' }, keyLabel: 'curved' });

const ecdsa = (signature: (genuine: Uint8Array) => Uint8Array): Partial<PecOptions> =>
  withSigner((info) => ({ ...info, signature: signature(info.signature) }), { provider: curved, digest: 'sha256' });

const pss = (...parameters: Uint8Array[]): Partial<PecOptions> =>
  withSigner((info) => ({ ...info, signatureAlgorithm: sequence(oid(OID.rsassaPss), ...parameters) }), { scheme: 'pss', digest: 'sha256' });

const pssParameters = (salt: Uint8Array): Uint8Array => {
  const hash = sequence(oid(SHA_256), nothing);
  return sequence(explicit(0, hash), explicit(1, sequence(oid(OID.mgf1), hash)), explicit(2, salt));
};

const rsa = (edit: (info: SignerInfo) => Partial<SignerInfo>): Partial<PecOptions> => withSigner((info) => ({ ...info, ...edit(info) }));

/** The signed attributes of a genuine message, sent as if they were the content of one without attributes. */
const buildAttributesAsContent = async (): Promise<{ bytes: Uint8Array }> => {
  let attributeBytes = '';
  const message = await sign({
    boundaries: { outer: 'outer-limit' },
    tamper: {
      signedAttributes: (attributes) => {
        attributeBytes = toOctets(setOf(...attributes.map(({ oid: type, values }) => sequence(oid(type), setOf(...values)))));
        return attributes;
      },
      signedData: (data) => ({ ...data, signerInfos: data.signerInfos.map((info) => ({ ...info, signedAttributes: null })) }),
    },
  });
  const [head = '', , ...rest] = toOctets(message).split(`--outer-limit${CRLF}`);
  return { bytes: toBytes([head, `${attributeBytes}${CRLF}`, ...rest].join(`--outer-limit${CRLF}`)) };
};

const MISMATCH = 'signature-integrity.signature-mismatch';

export const SIGNATURE_ATTACKS: readonly Attack[] = [
  bend(
    'ECDSA with r and s zero',
    'failed',
    MISMATCH,
    ecdsa(() => sequence(integer(0), integer(0))),
  ),
  bend(
    'ECDSA with numbers larger than the curve',
    'failed',
    MISMATCH,
    ecdsa(() => sequence(integer(1n << 300n), integer(1n << 300n))),
  ),
  bend(
    'ECDSA without a signature',
    'failed',
    MISMATCH,
    ecdsa(() => new Uint8Array()),
  ),
  bend(
    'ECDSA cut short',
    'failed',
    MISMATCH,
    ecdsa((genuine) => genuine.subarray(0, 8)),
  ),
  bend(
    'ECDSA with a third member',
    'failed',
    MISMATCH,
    ecdsa((genuine) => tlv(0x30, genuine.subarray(2), nothing)),
  ),
  bend('PSS with another salt length', 'failed', MISMATCH, pss(pssParameters(integer(20)))),
  bend(
    'PSS with a negative salt length',
    'inconclusive',
    'signature-integrity.unknown-algorithm',
    pss(pssParameters(tlv(2, Uint8Array.of(0xff)))),
  ),
  bend('PSS without parameters', 'failed', 'signature-integrity.algorithm-mismatch', pss()),
  bend(
    'RSA value one octet longer in front',
    'failed',
    MISMATCH,
    rsa(({ signature }) => ({ signature: Uint8Array.of(0, ...signature) })),
  ),
  bend(
    'RSA value one octet longer behind',
    'failed',
    MISMATCH,
    rsa(({ signature }) => ({ signature: Uint8Array.of(...signature, 0) })),
  ),
  bend(
    'a signing time given twice',
    'failed',
    'signature-integrity.unreadable',
    withAttributes((attributes) => [...attributes, ...attributes.filter((item) => item.oid === OID.signingTime)]),
  ),
  bend(
    'a digest with two values',
    'failed',
    'signature-integrity.unreadable',
    withAttributes((attributes) =>
      attributes.map((item) =>
        item.oid === OID.messageDigest ? { ...item, values: [...item.values, octetString(new Uint8Array(20))] } : item,
      ),
    ),
  ),
  ...stricter(
    'openssl does not read the signing time',
    bend('a signing time that is a number', 'failed', 'signature-integrity.unreadable', withTime(integer(1))),
  ),
  bend(
    'no attributes in the set',
    'failed',
    'signature-integrity.wrong-content-type',
    withAttributes(() => []),
  ),
  {
    name: 'attributes passed off as content',
    stricter: 'openssl does not ask whether what was signed is mail',
    verdict: 'failed',
    code: 'message-structure.malformed',
    build: buildAttributesAsContent,
  },
  bend(
    'genuine: RSA without NULL',
    'verified',
    null,
    rsa(() => ({ signatureAlgorithm: sequence(oid(OID.rsaEncryption)) })),
  ),
  bend('genuine: ECDSA', 'verified', null, { provider: curved, digest: 'sha256' }),
  bend('genuine: a signing time in GeneralizedTime', 'verified', null, withTime(tlv(0x18, Buffer.from('20260919134119Z', 'latin1')))),
  bend(
    'genuine: a time-stamp among the unsigned attributes',
    'verified',
    null,
    rsa(() => ({ unsignedAttributes: [{ oid: '1.2.840.113549.1.9.16.2.14', values: [octetString(new Uint8Array(4))] }] })),
  ),
  bend('genuine: the signer certificate enclosed twice', 'verified', null, {
    tamper: { signedData: (data) => ({ ...data, certificates: [...data.certificates, ...data.certificates] }) },
  }),
  bend('a message digest in two pieces', 'failed', 'signature-integrity.unreadable', withDigest(inPieces)),
  bend(
    'a message digest with a length longer than it takes',
    'failed',
    'signature-integrity.unreadable',
    withDigest((value) => Uint8Array.of(4, 0x81, ...value.subarray(1))),
  ),
  bend(
    'a number with a needless zero among the attributes',
    'failed',
    'signature-integrity.unreadable',
    withAttributes((attributes) => [...attributes, { oid: '1.2.3.4', values: [tlv(2, Uint8Array.of(0, 1))] }]),
  ),
];
