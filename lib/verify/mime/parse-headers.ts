// A header block as fields with their raw octets (one character an octet), unfolded but never repaired.
import { toLatin1 } from '../bytes';
import { LimitReached } from '../errors';
import { LIMITS } from '../limits';
import { trimBlanks } from './trim-blanks';

/** `name` is lower case; `value` is unfolded and trimmed, one character for each octet. */
export type Header = { name: string; value: string };

export type HeaderBlock = {
  headers: Header[];
  /** Offset of the first octet of the body. */
  bodyStart: number;
  /** A line that is neither a field, nor a continuation, nor the empty line: parsers disagree on what follows. */
  hasGarbage: boolean;
};

const LF = 10;

/** Offset after the next line feed, or `end`. */
const findLineEnd = (bytes: Uint8Array, from: number, end: number): number => {
  const at = bytes.indexOf(LF, from);
  return at < 0 || at >= end ? end : at + 1;
};

/** End of the header block: the offset of the empty line's first octet and of what follows it. */
const findBlockEnd = (bytes: Uint8Array, start: number, end: number): { headerEnd: number; bodyStart: number } => {
  for (let at = start; at < end; ) {
    const next = findLineEnd(bytes, at, end);
    const length = next - at;
    if ((length === 1 && bytes[at] === LF) || (length === 2 && bytes[at] === 13 && bytes[at + 1] === LF)) {
      return { headerEnd: at, bodyStart: next };
    }
    if (next - start > LIMITS.headerBytes) throw new LimitReached('headerBytes');
    at = next;
  }
  return { headerEnd: end, bodyStart: end };
};

type Field = { name: string; lines: string[] };

/** @throws LimitReached when the block is larger than the limit */
export const parseHeaders = (bytes: Uint8Array, start: number, end: number): HeaderBlock => {
  const { headerEnd, bodyStart } = findBlockEnd(bytes, start, end);
  const fields: Field[] = [];
  let hasGarbage = false;
  for (const line of toLatin1(bytes.subarray(start, headerEnd)).split(/\r?\n/)) {
    const isContinuation = line.startsWith(' ') || line.startsWith('\t');
    const [, name, value = ''] = isContinuation ? [] : (/^([!-9;-~]+)[ \t]*:(.*)$/s.exec(line) ?? []);
    if (name) fields.push({ name: name.toLowerCase(), lines: [trimBlanks(value)] });
    // Joined when all are there: adding one line at a time to a long value takes time without end.
    else if (isContinuation && fields.length > 0) fields.at(-1)?.lines.push(trimBlanks(line));
    else hasGarbage ||= isContinuation ? trimBlanks(line) !== '' : line !== '';
  }
  const headers = fields.map(({ name, lines }) => ({ name, value: lines.filter((line) => line !== '').join(' ') }));
  return { headers, bodyStart, hasGarbage };
};

export const findHeaders = (headers: readonly Header[], name: string): string[] =>
  headers.filter((header) => header.name === name).map((header) => header.value);

export const findHeader = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name === name)?.value;
