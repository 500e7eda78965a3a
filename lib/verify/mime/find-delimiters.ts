// Where a boundary cuts a multipart body, octet by octet (RFC 2046 section 5.1.1).
import { fromLatin1, hasBytesAt } from '../bytes';
import { type Lines, LONG_LINE } from './scan-lines';

export type Delimiter = {
  /** First octet of the line break that belongs to the delimiter (or of the line itself at the body's start). */
  breakStart: number;
  /** First octet after the delimiter line. */
  lineEnd: number;
  isClosing: boolean;
};

export type Delimiters = {
  found: Delimiter[];
  /** A line begins like the delimiter but goes on otherwise; OpenSSL would cut there and others would not. */
  isAmbiguous: boolean;
};

const LF = 10;
const CR = 13;
const DASH = 45;

const isBlank = (bytes: Uint8Array, from: number, end: number): boolean => {
  for (let at = from; at < end; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
  return true;
};

/** Start of the line break before a line that begins at `lineStart`: CRLF or a bare LF. */
const findBreakStart = (bytes: Uint8Array, lineStart: number, bodyStart: number): number => {
  if (lineStart <= bodyStart) return lineStart;
  return lineStart - 2 >= bodyStart && bytes[lineStart - 2] === CR ? lineStart - 2 : lineStart - 1;
};

/** @returns a function that gives, at each call, the next line behind the body's start that begins with `marker`, or -1 */
const createLineSearch = (bytes: Uint8Array, bodyStart: number, end: number, marker: Uint8Array, { dashed, count }: Lines) => {
  let next = 0;
  for (let rest = count; rest > 0; ) {
    const half = rest >> 1;
    if ((dashed[next + half] as number) > bodyStart) rest = half;
    else {
      next += half + 1;
      rest -= half + 1;
    }
  }
  return (): number => {
    for (let start = dashed[next]; next < count && start !== undefined && start < end; start = dashed[next]) {
      next += 1;
      if (hasBytesAt(bytes, marker, start, end)) return start;
    }
    return -1;
  };
};

/** Octets after which OpenSSL goes on with a long line as if another began. */
const LINE_BUFFER = LONG_LINE;

/** Whether such a cut stands right before a marker. Each step passes over whatever short lines fill a buffer. */
const hasCutMarker = (bytes: Uint8Array, marker: Uint8Array, from: number, end: number): boolean => {
  for (let start = from; start + LINE_BUFFER < end; ) {
    let newline = start + LINE_BUFFER - 1;
    while (newline >= start && bytes[newline] !== LF) newline -= 1;
    if (newline >= start) start = newline + 1;
    else {
      start += LINE_BUFFER;
      if (hasBytesAt(bytes, marker, start, end)) return true;
    }
  }
  return false;
};

/** Offsets of all delimiter lines up to and including the first closing one.
 * @param lines of all of `bytes` */
export const findDelimiters = (bytes: Uint8Array, bodyStart: number, end: number, boundary: string, lines: Lines): Delimiters => {
  const marker = fromLatin1(`--${boundary}`);
  const findNext = createLineSearch(bytes, bodyStart, end, marker, lines);
  const found: Delimiter[] = [];
  let isAmbiguous = false;
  for (let at = hasBytesAt(bytes, marker, bodyStart, end) ? bodyStart : findNext(); at >= 0; at = findNext()) {
    const newline = bytes.indexOf(LF, at);
    const hasBreak = newline >= 0 && newline < end;
    const lineEnd = hasBreak ? newline + 1 : end;
    const textEnd = hasBreak ? (bytes[newline - 1] === CR ? newline - 1 : newline) : end;
    const after = at + marker.length;
    const isClosing = bytes[after] === DASH && bytes[after + 1] === DASH && after + 2 <= textEnd && isBlank(bytes, after + 2, textEnd);
    // The rest of a longer line would be text of the next part.
    if (lineEnd - at > LINE_BUFFER) isAmbiguous = true;
    else if (isClosing || isBlank(bytes, after, textEnd)) {
      found.push({ breakStart: findBreakStart(bytes, at, bodyStart), lineEnd, isClosing });
      if (isClosing) break;
    } else isAmbiguous = true;
  }
  const last = found.at(-1);
  // Without a long line there is no cut.
  const isCut = lines.hasLongLine && hasCutMarker(bytes, marker, bodyStart, last?.isClosing ? last.lineEnd : end);
  return { found, isAmbiguous: isAmbiguous || isCut };
};
