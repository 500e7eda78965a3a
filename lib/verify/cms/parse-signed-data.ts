// smime.p7s → signers, certificates and attributes as plain facts (RFC 5652), by pkijs; nothing is judged here.
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { toHex, toLatin1 } from '../bytes';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import type { Certificate, SignatureAlgorithm } from './certificate';
import { isEqualName } from './name';
import * as oids from './oids';
import { parseCertificate, parseLeadingBer, toName, toSignatureAlgorithm } from './parse-certificate';

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

/** Only the forms that RFC 5652 section 11.3 allows, of a date that exists: libraries roll 30 February over into March. */
const toInstant = (value: asn1js.AsnType): number => {
  // The library's GeneralizedTime is a kind of its UTCTime.
  const isGeneralized = value instanceof asn1js.GeneralizedTime;
  const written = value instanceof asn1js.UTCTime ? toLatin1(value.valueBlock.valueHexView) : '';
  const digits = (isGeneralized ? /^(\d{14})Z$/ : /^(\d{12})Z$/).exec(written)?.[1];
  if (!digits) throw new MalformedInput('signing-time');
  // RFC 5280 section 4.1.2.5.1: two digits below 50 are of this century.
  const full = isGeneralized ? digits : `${Number(digits.slice(0, 2)) < 50 ? '20' : '19'}${digits}`;
  const iso = full.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z');
  const instant = Date.parse(iso);
  if (Number.isNaN(instant) || new Date(instant).toISOString() !== iso) throw new MalformedInput('signing-time');
  return instant;
};

const toSignedAttributes = (tagged: asn1js.Constructed): SignedAttributes => {
  const attributes = tagged.valueBlock.value.map((schema) => new pkijs.Attribute({ schema }));
  const contentType = findAttribute(attributes, oids.OID_ATTRIBUTE_CONTENT_TYPE);
  const messageDigest = findAttribute(attributes, oids.OID_ATTRIBUTE_MESSAGE_DIGEST);
  const signingTime = findAttribute(attributes, oids.OID_ATTRIBUTE_SIGNING_TIME);
  return {
    signedBytes: toSignedBytes(tagged),
    contentType: contentType instanceof asn1js.ObjectIdentifier ? contentType.valueBlock.toString() : null,
    messageDigest: messageDigest instanceof asn1js.OctetString ? new Uint8Array(messageDigest.getValue()) : null,
    signingTime: signingTime ? toInstant(signingTime) : null,
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
  const [signatureAlgorithm, signature, unsigned] = rest;
  refuseUnsigned(unsigned);
  if (!(signature instanceof asn1js.OctetString)) throw new MalformedInput('signature');
  return {
    digestAlgorithm: new pkijs.AlgorithmIdentifier({ schema: digestAlgorithm }).algorithmId,
    signatureAlgorithm: toSignatureAlgorithm(new pkijs.AlgorithmIdentifier({ schema: signatureAlgorithm })),
    signature: new Uint8Array(signature.getValue()),
    signedAttributes: attributes && toSignedAttributes(attributes),
    certificate: findNamedCertificate(identifier, certificates),
  };
};

/** Attributes that only the signature makes worth anything (RFC 5652 section 11). */
const SIGNED_ONLY = [oids.OID_ATTRIBUTE_CONTENT_TYPE, oids.OID_ATTRIBUTE_MESSAGE_DIGEST, oids.OID_ATTRIBUTE_SIGNING_TIME];

const refuseUnsigned = (unsigned: asn1js.AsnType | undefined): void => {
  const attributes = isTagged(unsigned, 1) ? membersOf(unsigned).map((schema) => new pkijs.Attribute({ schema })) : [];
  if (attributes.some(({ type }) => SIGNED_ONLY.includes(type))) throw new MalformedInput('unsigned-attributes');
};

const toSignedData = async (root: asn1js.AsnType): Promise<SignedData> => {
  const [type, wrapped] = membersOf(root);
  if (!(type instanceof asn1js.ObjectIdentifier) || type.valueBlock.toString() !== oids.OID_SIGNED_DATA) throw new MalformedInput('cms');
  const [, digestAlgorithms, encapsulated, ...rest] = membersOf(membersOf(wrapped)[0]);
  const [contentType, content] = membersOf(encapsulated);
  const certificateSet = isTagged(rest[0], 0) ? membersOf(rest.shift()) : [];
  if (isTagged(rest[0], 1)) rest.shift();
  if (certificateSet.length > LIMITS.certificates) throw new LimitReached('certificates');
  // Attribute certificates and other choices are tagged (RFC 5652 section 10.2.2) and help nobody here.
  const plain = certificateSet.filter(({ idBlock }) => idBlock.tagClass === 1);
  const certificates = await Promise.all(plain.map(({ valueBeforeDecodeView }) => parseCertificate(valueBeforeDecodeView)));
  return {
    contentType: contentType instanceof asn1js.ObjectIdentifier ? contentType.valueBlock.toString() : '',
    hasContent: content !== undefined,
    digestAlgorithms: membersOf(digestAlgorithms).map((schema) => new pkijs.AlgorithmIdentifier({ schema }).algorithmId),
    certificates,
    // One is due; a second is enough to know that there are too many.
    signers: membersOf(rest[0])
      .slice(0, 2)
      .map((signer) => toSigner(signer, certificates)),
  };
};

/** @throws MalformedInput or LimitReached */
export const parseSignedData = async (bytes: Uint8Array): Promise<SignedData> => {
  if (bytes.length > LIMITS.signatureBytes) throw new LimitReached('signatureBytes');
  try {
    return await toSignedData(parseLeadingBer(bytes).result);
  } catch (error) {
    throw error instanceof LimitReached ? error : new MalformedInput('cms');
  }
};
