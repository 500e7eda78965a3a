// One look at every octet of a message: whether all its line ends are CRLF, and which lines could be delimiters of a multipart.
import { LimitReached } from '../errors';
import { LIMITS } from '../limits';

export type Lines = {
  /** False when some LF has no CR before it. */
  isCanonical: boolean;
  /** Offsets of the lines that begin with two dashes, ascending; the first `count` are filled. */
  dashed: Int32Array;
  count: number;
};

const LF = 10;
const CR = 13;
const DASH = 45;

/** Four octets that are all LF, as one number. */
const LINE_FEEDS = 0x0a0a0a0a;

/** A set high bit for each of the four octets that is LF, and none when none is. */
const toHits = (word: number): number => {
  const zeroed = word ^ LINE_FEEDS;
  return (zeroed - 0x01010101) & ~zeroed & 0x80808080;
};

const addDashed = (lines: Lines, start: number): void => {
  if (lines.count >= LIMITS.dashedLines) throw new LimitReached('dashedLines');
  if (lines.count === lines.dashed.length) {
    const larger = new Int32Array(lines.dashed.length * 2);
    larger.set(lines.dashed);
    lines.dashed = larger;
  }
  lines.dashed[lines.count++] = start;
};

/** Sixteen octets at a time, because few of them end a line.
 * @throws LimitReached when more lines begin with two dashes than any mail has */
export const scanLines = (bytes: Uint8Array): Lines => {
  const lines: Lines = { isCanonical: true, dashed: new Int32Array(64), count: 0 };
  const look = (from: number, end: number): void => {
    for (let at = from; at < end; at++) {
      if (bytes[at] !== LF) continue;
      if (bytes[at - 1] !== CR) lines.isCanonical = false;
      if (bytes[at + 1] === DASH && bytes[at + 2] === DASH) addDashed(lines, at + 1);
    }
  };
  if (bytes[0] === DASH && bytes[1] === DASH) addDashed(lines, 0);
  // Words begin where the memory is aligned.
  const head = Math.min(bytes.length, -bytes.byteOffset & 3);
  const rest = bytes.length - head;
  const words = rest < 4 ? new Int32Array() : new Int32Array(bytes.buffer, bytes.byteOffset + head, rest >> 2);
  const hitsAt = (index: number): number => toHits(words[index] as number);
  look(0, head);
  let index = 0;
  for (; index + 4 <= words.length; index += 4) {
    const at = head + index * 4;
    if (hitsAt(index) | hitsAt(index + 1) | hitsAt(index + 2) | hitsAt(index + 3)) look(at, at + 16);
  }
  look(head + index * 4, bytes.length);
  return lines;
};

/** Octets with their lines, which are looked for once and only when somebody asks. */
export type Lined = { bytes: Uint8Array; readLines(): Lines };

/** The lines of a part that stands in `around` as it is, or undefined. */
const findLinesWithin = (bytes: Uint8Array, { bytes: outer, readLines }: Lined): Lines | undefined => {
  const start = bytes.byteOffset - outer.byteOffset;
  if (bytes.buffer !== outer.buffer || start < 0 || start + bytes.length > outer.length) return undefined;
  const { isCanonical, dashed, count } = readLines();
  if (!isCanonical || (start > 0 && outer[start - 1] !== LF)) return undefined;
  const inside = dashed.subarray(0, count).filter((offset) => offset >= start && offset < start + bytes.length);
  return { isCanonical, dashed: inside.map((offset) => offset - start), count: inside.length };
};

/** @param around the message in which these octets may stand as they are: its lines are theirs */
export const createLines = (bytes: Uint8Array, around?: Lined): (() => Lines) => {
  let lines: Lines | undefined;
  return () => {
    lines ??= (around && findLinesWithin(bytes, around)) ?? scanLines(bytes);
    return lines;
  };
};
