// smime.p7s → signers, certificates and attributes as plain facts (RFC 5652), by pkijs; nothing is judged here.
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { toHex } from '../bytes';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import type { Certificate, SignatureAlgorithm } from './certificate';
import { isEqualName } from './name';
import * as oids from './oids';
import { parseBer, parseCertificate, toName, toSignatureAlgorithm } from './parse-certificate';

export type AlgorithmProtection = { digestAlgorithm: string; signatureAlgorithm: string | null };

export type SignedAttributes = {
  /** The octets that the signature is over: SET OF, definite length (RFC 5652 section 5.4). */
  signedBytes: Uint8Array;
  /** Null when absent; an attribute given twice or with several values is malformed. */
  contentType: string | null;
  messageDigest: Uint8Array | null;
  /** Milliseconds since 1970 UTC. */
  signingTime: number | null;
  algorithmProtection: AlgorithmProtection | null;
};

export type Signer = {
  digestAlgorithm: string;
  signatureAlgorithm: SignatureAlgorithm;
  signature: Uint8Array;
  signedAttributes: SignedAttributes | null;
  /** The certificate that the signer identifier names, never one found by position. */
  certificate: Certificate | null;
};

export type SignedData = {
  contentType: string;
  hasContent: boolean;
  digestAlgorithms: string[];
  certificates: Certificate[];
  signers: Signer[];
};

const toDerLength = (length: number): number[] => {
  if (length < 128) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
};

/** Raw attribute octets in the order received under one definite-length SET header, as OpenSSL does for BER input. */
const toSignedBytes = (tagged: asn1js.Constructed): Uint8Array => {
  const attributes = tagged.valueBlock.value.map((attribute) => attribute.valueBeforeDecodeView);
  const length = attributes.reduce((sum, attribute) => sum + attribute.length, 0);
  const header = [0x31, ...toDerLength(length)];
  const signedBytes = new Uint8Array(header.length + length);
  signedBytes.set(header);
  let at = header.length;
  for (const attribute of attributes) {
    signedBytes.set(attribute, at);
    at += attribute.length;
  }
  return signedBytes;
};

const findAttribute = (attributes: readonly pkijs.Attribute[], oid: string): asn1js.AsnType | undefined => {
  const [attribute, second] = attributes.filter(({ type }) => type === oid);
  if (second || (attribute && attribute.values.length !== 1)) throw new MalformedInput('attribute');
  return attribute?.values[0];
};

const toAlgorithmProtection = (value: asn1js.AsnType | undefined): AlgorithmProtection | null => {
  if (!value) return null;
  if (!(value instanceof asn1js.Sequence)) throw new MalformedInput('algorithm-protection');
  const [digest, ...rest] = value.valueBlock.value;
  const signature = rest.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 1) as asn1js.Constructed | undefined;
  const signatureOid = signature?.valueBlock.value[0];
  return {
    digestAlgorithm: new pkijs.AlgorithmIdentifier({ schema: digest }).algorithmId,
    signatureAlgorithm: signatureOid instanceof asn1js.ObjectIdentifier ? signatureOid.valueBlock.toString() : null,
  };
};

const toSignedAttributes = (tagged: asn1js.Constructed): SignedAttributes => {
  const attributes = tagged.valueBlock.value.map((schema) => new pkijs.Attribute({ schema }));
  const contentType = findAttribute(attributes, oids.OID_ATTRIBUTE_CONTENT_TYPE);
  const messageDigest = findAttribute(attributes, oids.OID_ATTRIBUTE_MESSAGE_DIGEST);
  const signingTime = findAttribute(attributes, oids.OID_ATTRIBUTE_SIGNING_TIME);
  const instant =
    signingTime instanceof asn1js.UTCTime || signingTime instanceof asn1js.GeneralizedTime ? signingTime.toDate().getTime() : null;
  if (signingTime && (instant === null || Number.isNaN(instant))) throw new MalformedInput('signing-time');
  return {
    signedBytes: toSignedBytes(tagged),
    contentType: contentType instanceof asn1js.ObjectIdentifier ? contentType.valueBlock.toString() : null,
    messageDigest: messageDigest instanceof asn1js.OctetString ? new Uint8Array(messageDigest.getValue()) : null,
    signingTime: instant,
    algorithmProtection: toAlgorithmProtection(findAttribute(attributes, oids.OID_ATTRIBUTE_ALGORITHM_PROTECTION)),
  };
};

const isConstructed = (value: asn1js.AsnType | undefined): value is asn1js.Constructed => value?.idBlock.isConstructed === true;

/** The members of a constructed value. */
const membersOf = (value: asn1js.AsnType | undefined): asn1js.AsnType[] => {
  if (!isConstructed(value)) throw new MalformedInput('asn1');
  return value.valueBlock.value as asn1js.AsnType[];
};

const isTagged = (value: asn1js.AsnType | undefined, tagNumber: number): boolean =>
  value?.idBlock.tagClass === 3 && value.idBlock.tagNumber === tagNumber;

/** SignerIdentifier (RFC 5652 section 5.3): issuer and serial number, or subject key identifier. */
const findNamedCertificate = (identifier: asn1js.AsnType | undefined, certificates: readonly Certificate[]): Certificate | null => {
  if (isTagged(identifier, 0)) {
    const keyIdentifier = toHex((identifier as asn1js.Primitive).valueBlock.valueHexView);
    return certificates.find((certificate) => certificate.subjectKeyIdentifier === keyIdentifier) ?? null;
  }
  const { issuer, serialNumber } = new pkijs.IssuerAndSerialNumber({ schema: identifier });
  const name = toName(issuer);
  const serial = toHex(serialNumber.valueBlock.valueHexView).toUpperCase();
  return certificates.find((certificate) => certificate.serial === serial && isEqualName(certificate.issuer, name)) ?? null;
};

const toSigner = (value: asn1js.AsnType, certificates: readonly Certificate[]): Signer => {
  const [, identifier, digestAlgorithm, ...rest] = membersOf(value);
  const attributes = isTagged(rest[0], 0) ? (rest.shift() as asn1js.Constructed) : null;
  const [signatureAlgorithm, signature] = rest;
  if (!(signature instanceof asn1js.OctetString)) throw new MalformedInput('signature');
  return {
    digestAlgorithm: new pkijs.AlgorithmIdentifier({ schema: digestAlgorithm }).algorithmId,
    signatureAlgorithm: toSignatureAlgorithm(new pkijs.AlgorithmIdentifier({ schema: signatureAlgorithm })),
    signature: new Uint8Array(signature.getValue()),
    signedAttributes: attributes && toSignedAttributes(attributes),
    certificate: findNamedCertificate(identifier, certificates),
  };
};

const toSignedData = async (root: asn1js.AsnType): Promise<SignedData> => {
  const [type, wrapped] = membersOf(root);
  if (!(type instanceof asn1js.ObjectIdentifier) || type.valueBlock.toString() !== oids.OID_SIGNED_DATA) throw new MalformedInput('cms');
  const [, digestAlgorithms, encapsulated, ...rest] = membersOf(membersOf(wrapped)[0]);
  const [contentType, content] = membersOf(encapsulated);
  const certificateSet = isTagged(rest[0], 0) ? membersOf(rest.shift()) : [];
  if (isTagged(rest[0], 1)) rest.shift();
  if (certificateSet.length > LIMITS.certificates) throw new LimitReached('certificates');
  const certificates: Certificate[] = [];
  for (const { valueBeforeDecodeView } of certificateSet) certificates.push(await parseCertificate(valueBeforeDecodeView));
  return {
    contentType: contentType instanceof asn1js.ObjectIdentifier ? contentType.valueBlock.toString() : '',
    hasContent: content !== undefined,
    digestAlgorithms: membersOf(digestAlgorithms).map((schema) => new pkijs.AlgorithmIdentifier({ schema }).algorithmId),
    certificates,
    signers: membersOf(rest[0]).map((signer) => toSigner(signer, certificates)),
  };
};

/** @throws MalformedInput or LimitReached */
export const parseSignedData = async (bytes: Uint8Array): Promise<SignedData> => {
  if (bytes.length > LIMITS.signatureBytes) throw new LimitReached('signatureBytes');
  try {
    return await toSignedData(parseBer(bytes));
  } catch (error) {
    throw error instanceof LimitReached ? error : new MalformedInput('cms');
  }
};
