// Detached CMS SignedData (RFC 5652) as a plain model that a test can bend, and its encoding in DER or BER.
import { type Digest, digestIdentifier, digestOf, plainRsaIdentifier, type Scheme, signatureIdentifier, signBytes } from './algorithms';
import type { Certificate } from './certificate';
import { concat, explicit, indefinite, integer, octetString, oid, sequence, setOf, time, tlv } from './der';
import type { KeyPair } from './key-pair';
import { OID } from './oids';

export type Attribute = { oid: string; values: readonly Uint8Array[] };

export type SignerInfo = {
  version: number;
  issuerDer: Uint8Array;
  serial: bigint;
  /** Stands in place of issuer and serial number, for instance a subject key identifier. */
  identifier?: Uint8Array;
  digestAlgorithm: Uint8Array;
  signedAttributes: readonly Attribute[] | null;
  signatureAlgorithm: Uint8Array;
  signature: Uint8Array;
  unsignedAttributes: readonly Attribute[];
};

export type SignedData = {
  version: number;
  digestAlgorithms: readonly Uint8Array[];
  contentType: string;
  /** Null when detached, as it must be. */
  content: Uint8Array | null;
  certificates: readonly Uint8Array[];
  /** What stands in the place of revocation lists (RFC 5652 section 5.1). */
  lists?: readonly Uint8Array[];
  signerInfos: readonly SignerInfo[];
};

export type SignerOptions = {
  certificate: Certificate;
  key: KeyPair;
  digest: Digest;
  scheme: Scheme;
  /** Null leaves the attribute out. */
  signingTime: Date | null;
  /** RFC 6211, as the Java platforms add it. */
  algorithmProtection: boolean;
  /** The OpenPEC family names the key's algorithm (rsaEncryption) instead of the signature's. */
  plainRsa: boolean;
  tamper?: (attributes: readonly Attribute[]) => readonly Attribute[] | null;
};

const encodeAttribute = ({ oid: type, values }: Attribute): Uint8Array => sequence(oid(type), setOf(...values));

const attributeSet = (tag: number, attributes: readonly Attribute[]): Uint8Array => {
  const sorted = attributes.map(encodeAttribute).sort((a, b) => Buffer.compare(a, b));
  return tlv(tag, ...sorted);
};

const algorithmsOf = (options: SignerOptions): { digest: Uint8Array; signature: Uint8Array } => ({
  digest: digestIdentifier(options.digest),
  signature: options.scheme === 'rsa' && options.plainRsa ? plainRsaIdentifier : signatureIdentifier(options.scheme, options.digest),
});

const attributesFor = (content: Uint8Array, options: SignerOptions): Attribute[] => {
  const { digest, signature } = algorithmsOf(options);
  const bare = (identifier: Uint8Array, tag: number): Uint8Array => concat(Uint8Array.of(tag), identifier.subarray(1));
  return [
    { oid: OID.contentType, values: [oid(OID.data)] },
    ...(options.signingTime === null ? [] : [{ oid: OID.signingTime, values: [time(options.signingTime)] }]),
    ...(options.algorithmProtection ? [{ oid: OID.algorithmProtection, values: [sequence(digest, bare(signature, 0xa1))] }] : []),
    { oid: OID.messageDigest, values: [octetString(digestOf(options.digest, content))] },
  ];
};

/** Without signed attributes the signature is over the content itself (RFC 5652 section 5.4). */
export const createSignerInfo = (content: Uint8Array, options: SignerOptions): SignerInfo => {
  const { digest, signature } = algorithmsOf(options);
  const attributes = attributesFor(content, options);
  const signedAttributes = options.tamper ? options.tamper(attributes) : attributes;
  const signedBytes = signedAttributes === null ? content : attributeSet(0x31, signedAttributes);
  return {
    version: 1,
    issuerDer: options.certificate.issuerDer,
    serial: options.certificate.serial,
    digestAlgorithm: digest,
    signedAttributes,
    signatureAlgorithm: signature,
    signature: signBytes(options.scheme, options.digest, signedBytes, options.key.privateKey),
    unsignedAttributes: [],
  };
};

const encodeSignerInfo = (info: SignerInfo): Uint8Array =>
  sequence(
    integer(info.version),
    info.identifier ?? sequence(info.issuerDer, integer(info.serial)),
    info.digestAlgorithm,
    ...(info.signedAttributes === null ? [] : [attributeSet(0xa0, info.signedAttributes)]),
    info.signatureAlgorithm,
    octetString(info.signature),
    ...(info.unsignedAttributes.length === 0 ? [] : [attributeSet(0xa1, info.unsignedAttributes)]),
  );

export const encodeSignedData = (data: SignedData, encoding: 'der' | 'ber'): Uint8Array => {
  // The Java libraries write the frame with indefinite lengths and its leaves in DER.
  const frame = encoding === 'ber' ? indefinite : tlv;
  const content = data.content === null ? [] : [frame(0xa0, octetString(data.content))];
  const certificates = data.certificates.length === 0 ? [] : [frame(0xa0, ...data.certificates)];
  const body = frame(
    0x30,
    integer(data.version),
    setOf(...data.digestAlgorithms),
    frame(0x30, oid(data.contentType), ...content),
    ...certificates,
    ...(data.lists ? [frame(0xa1, ...data.lists)] : []),
    // In the order given: of two signers a reader may take the first or the last.
    tlv(0x31, ...data.signerInfos.map(encodeSignerInfo)),
  );
  return encoding === 'ber'
    ? indefinite(0x30, oid(OID.signedData), indefinite(0xa0, body))
    : sequence(oid(OID.signedData), explicit(0, body));
};
