// Where a DER value stands in its octets, without building it: for lists with too many members to make an object of each (X.690).
import { MalformedInput } from '../errors';

export type DerSpan = { tag: number; content: number; end: number };

/** The value that starts at `at`.
 * @param limit where the octets end that it may take
 * @throws MalformedInput for what is not DER: indefinite or padded length, tag of several octets, value beyond `limit` */
export const findDerSpan = (bytes: Uint8Array, at: number, limit: number): DerSpan => {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new MalformedInput('der');
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || octets > 4) throw new MalformedInput('der');
  let length = octets === 0 ? first : 0;
  for (let index = 0; index < octets; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0);
  if (octets > 0 && (length < 0x80 || length < 256 ** (octets - 1))) throw new MalformedInput('der');
  const content = at + 2 + octets;
  if (content + length > limit) throw new MalformedInput('der');
  return { tag, content, end: content + length };
};

/** Content of an INTEGER without leading zeros: the same number however it was padded. */
export const dropLeadingZeros = (content: Uint8Array): Uint8Array => {
  let first = 0;
  while (first < content.length && content[first] === 0) first++;
  return content.subarray(first);
};
