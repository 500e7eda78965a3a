// Where a boundary cuts a multipart body, octet by octet (RFC 2046 section 5.1.1).

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

const startsWith = (bytes: Uint8Array, at: number, end: number, text: Uint8Array): boolean =>
  at + text.length <= end && text.every((byte, index) => bytes[at + index] === byte);

const isBlank = (bytes: Uint8Array, from: number, end: number): boolean => {
  for (let at = from; at < end; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
  return true;
};

/** Start of the line break before a line that begins at `lineStart`: CRLF or a bare LF. */
const findBreakStart = (bytes: Uint8Array, lineStart: number, bodyStart: number): number => {
  if (lineStart <= bodyStart) return lineStart;
  return lineStart - 2 >= bodyStart && bytes[lineStart - 2] === CR ? lineStart - 2 : lineStart - 1;
};

/** Offsets of all delimiter lines up to and including the first closing one. */
export const findDelimiters = (bytes: Uint8Array, bodyStart: number, end: number, boundary: string): Delimiters => {
  const marker = Uint8Array.from(`--${boundary}`, (character) => character.charCodeAt(0));
  const found: Delimiter[] = [];
  let isAmbiguous = false;
  for (let at = bodyStart; at < end; ) {
    const newline = bytes.indexOf(LF, at);
    const lineEnd = newline < 0 || newline >= end ? end : newline + 1;
    if (bytes[at] === DASH && startsWith(bytes, at, end, marker)) {
      const textEnd = newline < 0 || newline >= end ? end : newline > at && bytes[newline - 1] === CR ? newline - 1 : newline;
      const after = at + marker.length;
      const isClosing = bytes[after] === DASH && bytes[after + 1] === DASH && after + 2 <= textEnd && isBlank(bytes, after + 2, textEnd);
      if (isClosing || isBlank(bytes, after, textEnd)) {
        found.push({ breakStart: findBreakStart(bytes, at, bodyStart), lineEnd, isClosing });
        if (isClosing) break;
      } else {
        isAmbiguous = true;
      }
    }
    at = lineEnd;
  }
  return { found, isAmbiguous };
};
