// Attributes of a signer (RFC 5652 sections 5.3 and 11) as plain facts; nothing is judged here.
import { MalformedInput } from '../errors';
import { type Ber, encodingOf, membersOf } from './ber';
import { expectTag, isDer, sequenceOf, TAG, tagged, toInstant, toOctets, toOid } from './ber-values';
import * as oids from './oids';
import { toAlgorithm } from './to-signature-algorithm';

export type AlgorithmProtection = { digestAlgorithm: string; signatureAlgorithm: string | null };

/** Values of attributes as they were received, by the OID of the attribute. */
export type AttributeValues = ReadonlyMap<string, readonly Uint8Array[]>;

export type SignedAttributes = {
  /** The octets that the signature is over: SET OF, definite length (RFC 5652 section 5.4). */
  signedBytes: Uint8Array;
  /** Null when absent; an attribute given twice or with several values is malformed. */
  contentType: string | null;
  messageDigest: Uint8Array | null;
  /** Milliseconds since 1970 UTC. */
  signingTime: number | null;
  algorithmProtection: AlgorithmProtection | null;
  /** DER of the values of every attribute, by OID. */
  values: AttributeValues;
};

type Attribute = { oid: string; values: readonly Ber[] };

/** Attributes that only the signature makes worth anything (RFC 5652 section 11). */
const SIGNED_ONLY = [oids.OID_ATTRIBUTE_CONTENT_TYPE, oids.OID_ATTRIBUTE_MESSAGE_DIGEST, oids.OID_ATTRIBUTE_SIGNING_TIME];

const toAttribute = (value: Ber): Attribute => {
  const [oid, values, third] = sequenceOf(value);
  const members = membersOf(expectTag(values, TAG.set));
  if (third || members.length === 0) throw new MalformedInput('attribute');
  return { oid: toOid(oid), values: members };
};

const toValues = (attributes: readonly Attribute[]): AttributeValues => {
  const all = new Map<string, Uint8Array[]>();
  for (const { oid, values } of attributes) {
    const known = all.get(oid);
    if (known) known.push(...values.map(encodingOf));
    else all.set(oid, values.map(encodingOf));
  }
  return all;
};

const toDerLength = (length: number): number[] => {
  if (length < 128) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
};

/** Raw attribute octets in the order received under one definite-length SET header, as OpenSSL does for BER input. */
const toSignedBytes = ({ input, contentStart, contentEnd }: Ber): Uint8Array => {
  const header = [TAG.set, ...toDerLength(contentEnd - contentStart)];
  const signedBytes = new Uint8Array(header.length + contentEnd - contentStart);
  signedBytes.set(header);
  signedBytes.set(input.bytes.subarray(contentStart, contentEnd), header.length);
  return signedBytes;
};

const findValue = (attributes: readonly Attribute[], oid: string): Ber | undefined => {
  const [attribute, second] = attributes.filter((candidate) => candidate.oid === oid);
  if (second || (attribute && attribute.values.length !== 1)) throw new MalformedInput('attribute');
  return attribute?.values[0];
};

/** RFC 6211 section 2: only one of signature and message authentication is named, by its tag. */
const toAlgorithmProtection = (value: Ber): AlgorithmProtection => {
  const [digest, ...rest] = sequenceOf(value);
  const signature = rest.find(({ tag }) => tag === tagged(1));
  return { digestAlgorithm: toAlgorithm(digest).oid, signatureAlgorithm: signature ? toOid(membersOf(signature)[0]) : null };
};

/** Order of DER within a SET OF (X.690 section 11.6). */
const isSorted = (values: readonly Ber[]): boolean =>
  values.every((value, index) => {
    const before = values[index - 1];
    return !before || compare(encodingOf(before), encodingOf(value)) <= 0;
  });

const compare = (left: Uint8Array, right: Uint8Array): number => {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};

/** @param set `[0]`, of whatever length encoding
 * @throws MalformedInput */
export const parseSignedAttributes = (set: Ber): SignedAttributes => {
  // They are signed in DER: where a reader would write them anew before it hashes, any other form says two things.
  if (!membersOf(set).every(isDer)) throw new MalformedInput('signed-attributes');
  const attributes = membersOf(set).map(toAttribute);
  if (!attributes.every(({ values }) => isSorted(values))) throw new MalformedInput('signed-attributes');
  const contentType = findValue(attributes, oids.OID_ATTRIBUTE_CONTENT_TYPE);
  const messageDigest = findValue(attributes, oids.OID_ATTRIBUTE_MESSAGE_DIGEST);
  const signingTime = findValue(attributes, oids.OID_ATTRIBUTE_SIGNING_TIME);
  const protection = findValue(attributes, oids.OID_ATTRIBUTE_ALGORITHM_PROTECTION);
  return {
    signedBytes: toSignedBytes(set),
    contentType: contentType?.tag === TAG.oid ? toOid(contentType) : null,
    messageDigest: messageDigest?.tag === TAG.octetString ? toOctets(messageDigest) : null,
    signingTime: signingTime ? toInstant(signingTime) : null,
    algorithmProtection: protection ? toAlgorithmProtection(protection) : null,
    values: toValues(attributes),
  };
};

/** @throws MalformedInput, also for an attribute among them that must be signed */
export const parseUnsignedAttributes = (set: Ber): AttributeValues => {
  const attributes = membersOf(set).map(toAttribute);
  if (attributes.some(({ oid }) => SIGNED_ONLY.includes(oid))) throw new MalformedInput('unsigned-attributes');
  return toValues(attributes);
};
