// BER as views over its octets (X.690 section 8): nothing is copied, no length is believed, members are read when they are asked for.
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';

/** What one input may still cost, and how far it is read; every value in it shares the same. */
type Input = { readonly bytes: Uint8Array; nodesLeft: number; at: number };

/** One value; offsets are those of the whole input. */
export type Ber = {
  readonly input: Input;
  /** Identifier octet; for numbers above 30 that octet plus 256 × the number. */
  readonly tag: number;
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  /** Definite, and in as few octets as it takes (X.690 section 10.1). */
  readonly hasDerLength: boolean;
  readonly depth: number;
  members: readonly Ber[] | null;
};

const CONSTRUCTED = 0x20;
const INDEFINITE = -1;

const takeOctet = (input: Input, end: number): number => {
  const octet = input.at < end ? input.bytes[input.at] : undefined;
  if (octet === undefined) throw new MalformedInput('ber');
  input.at += 1;
  return octet;
};

/** A tag number above 30: seven bits an octet, no leading zeros, at most 32 bits (X.690 section 8.1.2.4). */
const takeHighTag = (input: Input, end: number): number => {
  let number = 0;
  for (;;) {
    const octet = takeOctet(input, end);
    number = number * 128 + (octet & 0x7f);
    if (number === 0 || number > 0xffffffff) throw new MalformedInput('ber');
    if (octet >= 0x80) continue;
    if (number < 31) throw new MalformedInput('ber');
    return number;
  }
};

const takeLength = (input: Input, end: number): number => {
  const first = takeOctet(input, end);
  if (first < 0x80) return first;
  if (first === 0x80) return INDEFINITE;
  if (first > 0x84) throw new MalformedInput('ber');
  let length = 0;
  for (let left = first & 0x7f; left > 0; left--) length = length * 256 + takeOctet(input, end);
  return length;
};

const lengthOctetsOf = (length: number): number => {
  if (length < 0x80) return 1;
  if (length < 0x100) return 2;
  if (length < 0x10000) return 3;
  return length < 0x1000000 ? 4 : 5;
};

/** Members of an indefinite length, up to the two zero octets that end it. */
const readUntilEnd = (input: Input, from: number, end: number, depth: number): Ber[] => {
  const members: Ber[] = [];
  let at = from;
  while (at < end && input.bytes[at] !== 0) {
    const member = readValue(input, at, end, depth);
    members.push(member);
    at = member.end;
  }
  input.at = at;
  if (takeOctet(input, end) !== 0 || takeOctet(input, end) !== 0) throw new MalformedInput('ber');
  return members;
};

const readValue = (input: Input, start: number, end: number, depth: number): Ber => {
  if (depth > LIMITS.asn1Depth) throw new LimitReached('asn1Depth');
  input.nodesLeft -= 1;
  if (input.nodesLeft < 0) throw new LimitReached('asn1Nodes');
  input.at = start;
  const first = takeOctet(input, end);
  // Universal number 0 ends an indefinite length; nowhere else has it a meaning.
  if ((first & ~CONSTRUCTED) === 0) throw new MalformedInput('ber');
  const tag = (first & 0x1f) === 0x1f ? first + 256 * takeHighTag(input, end) : first;
  const lengthStart = input.at;
  const length = takeLength(input, end);
  const contentStart = input.at;
  if (length === INDEFINITE) {
    if ((first & CONSTRUCTED) === 0) throw new MalformedInput('ber');
    const members = readUntilEnd(input, contentStart, end, depth + 1);
    return { input, tag, start, contentStart, contentEnd: input.at - 2, end: input.at, hasDerLength: false, depth, members };
  }
  const contentEnd = contentStart + length;
  if (contentEnd > end) throw new MalformedInput('ber');
  const hasDerLength = contentStart - lengthStart === lengthOctetsOf(length);
  return { input, tag, start, contentStart, contentEnd, end: contentEnd, hasDerLength, depth, members: null };
};

/** The value at the beginning of `bytes`, whatever follows it.
 * @throws MalformedInput, or LimitReached when it is too deep or more values are read in it than `nodes` */
export const readLeadingBer = (bytes: Uint8Array, nodes: number = LIMITS.asn1Nodes): Ber =>
  readValue({ bytes, nodesLeft: nodes, at: 0 }, 0, bytes.length, 0);

/** The one value that `bytes` is.
 * @throws MalformedInput, or LimitReached when it is too deep or more values are read in it than `nodes` */
export const readBer = (bytes: Uint8Array, nodes: number = LIMITS.asn1Nodes): Ber => {
  const value = readLeadingBer(bytes, nodes);
  if (value.end !== bytes.length) throw new MalformedInput('ber');
  return value;
};

export const isConstructed = ({ tag }: Ber): boolean => (tag & CONSTRUCTED) !== 0;

/** The first member alone, so that what a value claims to be is known before the rest of it is read.
 * @throws MalformedInput */
export const readFirstMember = (value: Ber): Ber => {
  if (!isConstructed(value)) throw new MalformedInput('ber');
  return value.members?.[0] ?? readValue(value.input, value.contentStart, value.contentEnd, value.depth + 1);
};

/** Members of a constructed value, read once.
 * @throws MalformedInput for a primitive value or members that do not fill it; LimitReached */
export const membersOf = (value: Ber): readonly Ber[] => {
  if (value.members) return value.members;
  if (!isConstructed(value)) throw new MalformedInput('ber');
  const members: Ber[] = [];
  for (let at = value.contentStart; at < value.contentEnd; ) {
    const member = readValue(value.input, at, value.contentEnd, value.depth + 1);
    members.push(member);
    at = member.end;
  }
  value.members = members;
  return members;
};

/** Contents octets, as a view. */
export const contentOf = ({ input, contentStart, contentEnd }: Ber): Uint8Array => input.bytes.subarray(contentStart, contentEnd);

/** The whole encoding with its header, as a view. */
export const encodingOf = ({ input, start, end }: Ber): Uint8Array => input.bytes.subarray(start, end);
