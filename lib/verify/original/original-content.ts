// What an original message holds, in order: named parts, which are its attachments, and unnamed ones, which are its words.
import { listParts } from '../find-signed-entity';
import { canonicalise } from '../mime/canonicalise';
import { decodeBody } from '../mime/decode-body';
import type { Header } from '../mime/parse-headers';
import { type MimePart, type PartDefect, parsePart } from '../mime/parse-part';
import { findPartNames } from './part-name';

export type Attachment = { name: string; part: MimePart };

export type OriginalContent = {
  /** With CRLF line ends: a copy saved with line feeds is the same message. */
  bytes: Uint8Array;
  headers: readonly Header[];
  attachments: Attachment[];
  texts: MimePart[];
  /** Readers would disagree on what its parts are, so nothing may be called equal. */
  isBroken: boolean;
};

const BREAKING: readonly PartDefect[] = [
  'boundary',
  'not-closed',
  'epilogue',
  'encoded-multipart',
  'repeated-header',
  'repeated-parameter',
];

/** @throws LimitReached */
export const parseOriginal = (message: Uint8Array): OriginalContent => {
  const bytes = canonicalise(message);
  const root = parsePart(bytes);
  const parts = listParts(root);
  const leaves = parts.filter(({ contentType }) => !contentType.value.startsWith('multipart/'));
  const named = leaves.map((part) => ({ part, name: findPartNames(part)[0] }));
  return {
    bytes,
    headers: root.headers,
    attachments: named.flatMap(({ part, name }) => (name === undefined ? [] : [{ part, name }])),
    texts: named.filter(({ name }) => name === undefined).map(({ part }) => part),
    isBroken: parts.some(({ defects }) => defects.some((defect) => BREAKING.includes(defect))),
  };
};

/** End of [start, end) without the line ends before it: those at the end of a message belong to whoever carried it. */
export const findTrimmedEnd = (bytes: Uint8Array, start: number, end: number): number => {
  let at = end;
  while (at > start && (bytes[at - 1] === 10 || bytes[at - 1] === 13)) at -= 1;
  return at;
};

export type Decoded = { content: Uint8Array; isDecoded: boolean };

/** The decoded content, or the octets as they stand where they do not follow their encoding. */
export const decodePart = (bytes: Uint8Array, part: MimePart): Decoded => {
  try {
    const content = decodeBody(bytes, part);
    const isPlain = content.buffer === bytes.buffer;
    return { content: isPlain ? content.subarray(0, findTrimmedEnd(content, 0, content.length)) : content, isDecoded: true };
  } catch {
    return { content: bytes.subarray(part.bodyStart, part.end), isDecoded: false };
  }
};
