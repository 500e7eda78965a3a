// One look at every octet of a message: whether all its line ends are CRLF, and which lines could be delimiters of a multipart.
import { LimitReached } from '../errors';
import { LIMITS } from '../limits';

export type Lines = {
  /** False when some LF has no CR before it. */
  isCanonical: boolean;
  /** False when surely no line has `LONG_LINE` octets. */
  hasLongLine: boolean;
  /** Offsets of the lines that begin with two dashes, ascending; the first `count` are filled. */
  dashed: Int32Array;
  count: number;
};

const LF = 10;
const CR = 13;
const DASH = 45;

/** Four octets that are all LF, as one number. */
const LINE_FEEDS = 0x0a0a0a0a;

const addDashed = (lines: Lines, start: number): void => {
  if (lines.count >= LIMITS.dashedLines) throw new LimitReached('dashedLines');
  if (lines.count === lines.dashed.length) {
    const larger = new Int32Array(lines.dashed.length * 2);
    larger.set(lines.dashed);
    lines.dashed = larger;
  }
  lines.dashed[lines.count++] = start;
};

/** Octets of a line, its end included, from which on some readers cut it. */
export const LONG_LINE = 1023;

type Reading = { bytes: Uint8Array; lines: Lines /** Offset of the line that is being read. */; lineStart: number };

/** @param ends offsets of LF, ascending; the first `count` are filled */
const noteLineEnds = (reading: Reading, ends: Int32Array, count: number): void => {
  const { bytes, lines } = reading;
  let { lineStart } = reading;
  for (let index = 0; index < count; index++) {
    const end = ends[index] as number;
    if (bytes[end - 1] !== CR) lines.isCanonical = false;
    if (end + 1 - lineStart >= LONG_LINE) lines.hasLongLine = true;
    lineStart = end + 1;
    if (bytes[lineStart] === DASH && bytes[lineStart + 1] === DASH) addDashed(lines, lineStart);
  }
  reading.lineStart = lineStart;
};

const noteEach = (reading: Reading, from: number, end: number): void => {
  for (let at = from; at < end; at++) if (reading.bytes[at] === LF) noteLineEnds(reading, Int32Array.of(at), 1);
};

/** Octets looked at together, because few of them end a line. */
const BLOCK = 16;

/** Line ends noted together: a call for each would cost more than all the rest. */
const NOTED = 4096;

/** @param from offset of the words, which end before the last block */
const noteBlocks = (reading: Reading, words: Int32Array, from: number): void => {
  const { bytes } = reading;
  const ends = new Int32Array(NOTED + BLOCK);
  let count = 0;
  for (let index = 0; index < words.length; index += 4) {
    const a = (words[index] as number) ^ LINE_FEEDS;
    const b = (words[index + 1] as number) ^ LINE_FEEDS;
    const c = (words[index + 2] as number) ^ LINE_FEEDS;
    const d = (words[index + 3] as number) ^ LINE_FEEDS;
    // The high bit of an octet that is LF is set (and perhaps that of 0x0b beside one), and none when none is.
    const hits = ((a - 0x01010101) & ~a) | ((b - 0x01010101) & ~b) | ((c - 0x01010101) & ~c) | ((d - 0x01010101) & ~d);
    if ((hits & 0x80808080) === 0) continue;
    const start = from + index * 4;
    for (let at = start; at < start + BLOCK; at++) if (bytes[at] === LF) ends[count++] = at;
    if (count < NOTED) continue;
    noteLineEnds(reading, ends, count);
    count = 0;
  }
  noteLineEnds(reading, ends, count);
};

/** @throws LimitReached when more lines begin with two dashes than any mail has */
export const scanLines = (bytes: Uint8Array): Lines => {
  const lines: Lines = { isCanonical: true, hasLongLine: false, dashed: new Int32Array(64), count: 0 };
  const reading = { bytes, lines, lineStart: 0 };
  if (bytes[0] === DASH && bytes[1] === DASH) addDashed(lines, 0);
  // Words begin where the memory is aligned.
  const head = Math.min(bytes.length, -bytes.byteOffset & 3);
  const blocks = Math.floor((bytes.length - head) / BLOCK);
  noteEach(reading, 0, head);
  if (blocks > 0) noteBlocks(reading, new Int32Array(bytes.buffer, bytes.byteOffset + head, (blocks * BLOCK) / 4), head);
  noteEach(reading, head + blocks * BLOCK, bytes.length);
  if (bytes.length - reading.lineStart >= LONG_LINE) lines.hasLongLine = true;
  return lines;
};

/** Octets with their lines, which are looked for once and only when somebody asks. */
export type Lined = { bytes: Uint8Array; readLines(): Lines };

/** The lines of a part that stands in `around` as it is, or undefined. */
const findLinesWithin = (bytes: Uint8Array, { bytes: outer, readLines }: Lined): Lines | undefined => {
  const start = bytes.byteOffset - outer.byteOffset;
  if (bytes.buffer !== outer.buffer || start < 0 || start + bytes.length > outer.length) return undefined;
  const { isCanonical, hasLongLine, dashed, count } = readLines();
  if (!isCanonical || (start > 0 && outer[start - 1] !== LF)) return undefined;
  const inside = dashed.subarray(0, count).filter((offset) => offset >= start && offset < start + bytes.length);
  return { isCanonical, hasLongLine, dashed: inside.map((offset) => offset - start), count: inside.length };
};

/** @param around the message in which these octets may stand as they are: its lines are theirs */
export const createLines = (bytes: Uint8Array, around?: Lined): (() => Lines) => {
  let lines: Lines | undefined;
  return () => {
    lines ??= (around && findLinesWithin(bytes, around)) ?? scanLines(bytes);
    return lines;
  };
};
