// A file beside a message → its time-stamp tokens: TimeStampResp or bare token (RFC 3161), TimeStampedData (RFC 5544).
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import { type Ber, contentOf, encodingOf, membersOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, tagged, toOid, toSmallInteger } from './ber-values';
import { OID_SIGNED_DATA, OID_TIME_STAMPED_DATA } from './oids';

export type TimestampFile = {
  /** Each a ContentInfo with SignedData, not yet read. */
  tokens: Uint8Array[];
  /** The authority answered, but granted nothing (RFC 3161 section 2.4.2). */
  isRefusal: boolean;
  /** The file that TimeStampedData carries, in the pieces that it comes in; null when it carries none. */
  content: Uint8Array[] | null;
  /** Octets that were hashed before the content (RFC 5544 section 2); null when nothing was. */
  protectedMetaData: Uint8Array | null;
};

const TAG_IA5_STRING = 0x16;

/** Values in the frame around the content; those of a token that are in DER are not read here. */
const FRAME_NODES = 5000;
/** Streaming writers cut the content into pieces of a thousand octets and more. */
const LEAST_PIECE_BYTES = 500;

/** Granted, and granted with modifications. */
const GRANTED = [0, 1];

const alone = (token: Uint8Array): TimestampFile => ({ tokens: [token], isRefusal: false, content: null, protectedMetaData: null });

const parseResponse = ([info, token, more]: readonly Ber[]): TimestampFile => {
  const isRefusal = !GRANTED.includes(toSmallInteger(sequenceOf(info)[0]));
  if (more || (!token && !isRefusal)) throw new MalformedInput('timestamp-response');
  return isRefusal || !token ? { tokens: [], isRefusal: true, content: null, protectedMetaData: null } : alone(encodingOf(token));
};

/** `hashProtected` says whether these words about the file were hashed with it. */
const isProtected = (metaData: Ber): boolean => {
  const flag = contentOf(expectTag(sequenceOf(metaData)[0], TAG.boolean));
  if (flag.length !== 1) throw new MalformedInput('metadata');
  return flag[0] !== 0;
};

/** The pieces of an OCTET STRING, uncopied: one, or several in the constructed form that streaming writers use. */
const toPieces = (value: Ber): Uint8Array[] =>
  value.tag === TAG.constructedOctetString ? membersOf(value).flatMap(toPieces) : [contentOf(expectTag(value, TAG.octetString))];

const parseTokens = (evidence: Ber | undefined): Uint8Array[] => {
  // Other choices are evidence records, which are no RFC 3161 tokens.
  const stamped = membersOf(expectTag(evidence, tagged(0)));
  if (stamped.length === 0) throw new MalformedInput('timestamp-evidence');
  if (stamped.length > LIMITS.timestamps) throw new LimitReached('timestamps');
  return stamped.map((each) => {
    const [token] = sequenceOf(each);
    return encodingOf(expectTag(token, TAG.sequence));
  });
};

const parseStampedData = (wrapped: Ber | undefined): TimestampFile => {
  const [data, second] = membersOf(expectTag(wrapped, tagged(0)));
  const [version, ...rest] = sequenceOf(data);
  if (second || toSmallInteger(version) !== 1) throw new MalformedInput('version');
  if (rest[0]?.tag === TAG_IA5_STRING) rest.shift();
  const metaData = rest[0]?.tag === TAG.sequence ? rest.shift() : undefined;
  const content = rest.length > 1 ? rest.shift() : undefined;
  if (rest.length !== 1) throw new MalformedInput('timestamped-data');
  return {
    tokens: parseTokens(rest[0]),
    isRefusal: false,
    content: content ? toPieces(content) : null,
    protectedMetaData: metaData && isProtected(metaData) ? encodingOf(metaData) : null,
  };
};

/** What the first member is tells the three forms apart: a status, or one of two content types.
 * @throws MalformedInput or LimitReached */
export const parseTimestampFile = (bytes: Uint8Array): TimestampFile => {
  // Content as large as a message may be, and its tokens.
  if (bytes.length > LIMITS.messageBytes + LIMITS.signatureBytes) throw new LimitReached('messageBytes');
  const members = sequenceOf(readBer(bytes, FRAME_NODES + bytes.length / LEAST_PIECE_BYTES));
  if (members[0]?.tag === TAG.sequence) return parseResponse(members);
  const [type, wrapped, more] = members;
  if (more) throw new MalformedInput('timestamp-file');
  const contentType = toOid(type);
  if (contentType === OID_SIGNED_DATA) return alone(bytes);
  if (contentType === OID_TIME_STAMPED_DATA) return parseStampedData(wrapped);
  throw new MalformedInput('timestamp-file');
};
