// A MIME entity as a tree of byte ranges: parts are sliced from the original octets, never rebuilt.
import { LimitReached } from '../errors';
import { LIMITS } from '../limits';
import { type Delimiter, findDelimiters } from './find-delimiters';
import { findHeader, findHeaders, type Header, parseHeaders } from './parse-headers';
import { findNames, type ParameterisedValue, parseParameters } from './parse-parameters';
import { createLines, type Lines } from './scan-lines';

export type PartDefect =
  | 'headers'
  | 'repeated-header'
  | 'repeated-parameter'
  | 'boundary'
  | 'not-closed'
  | 'epilogue'
  | 'encoded-multipart';

export type MimePart = {
  /** The octets of the part are [start, end): the line break before the next delimiter is not among them (RFC 2046 5.1.1). */
  start: number;
  bodyStart: number;
  end: number;
  headers: Header[];
  contentType: ParameterisedValue;
  /** Content-Transfer-Encoding, lower case; '7bit' where absent. */
  encoding: string;
  /** Every name that some reader could give the part, lower case: file name of Content-Disposition, name of Content-Type. */
  fileNames: string[];
  children: MimePart[];
  defects: PartDefect[];
};

/** `octets` that may still be searched for boundaries: each level of nesting searches the octets below it again. */
type Budget = { parts: number; octets: number };

const ENCODINGS_OF_MULTIPARTS = ['7bit', '8bit', 'binary'];

const findFileNames = (headers: readonly Header[], contentType: ParameterisedValue): string[] => {
  const disposition = parseParameters(findHeader(headers, 'content-disposition') ?? '');
  return [...findNames(disposition.parameters, 'filename'), ...findNames(contentType.parameters, 'name')];
};

const hasText = (bytes: Uint8Array, from: number, end: number): boolean => {
  for (let at = from; at < end; at++) {
    const octet = bytes[at];
    if (octet !== 32 && octet !== 9 && octet !== 13 && octet !== 10) return true;
  }
  return false;
};

const parseChildren = (bytes: Uint8Array, part: MimePart, depth: number, budget: Budget, readLines: () => Lines): void => {
  const boundary = part.contentType.parameters.get('boundary');
  if (!boundary || boundary.length > 70) {
    part.defects.push('boundary');
    return;
  }
  budget.octets -= part.end - part.bodyStart;
  if (budget.octets < 0) throw new LimitReached('depth');
  const { found, isAmbiguous } = findDelimiters(bytes, part.bodyStart, part.end, boundary, readLines());
  if (isAmbiguous) part.defects.push('boundary');
  if (!ENCODINGS_OF_MULTIPARTS.includes(part.encoding)) part.defects.push('encoded-multipart');
  found.forEach((delimiter: Delimiter, index) => {
    if (delimiter.isClosing) {
      if (hasText(bytes, delimiter.lineEnd, part.end)) part.defects.push('epilogue');
      return;
    }
    const childEnd = found[index + 1]?.breakStart ?? part.end;
    part.children.push(parseEntity(bytes, delimiter.lineEnd, Math.max(childEnd, delimiter.lineEnd), depth + 1, budget, readLines));
  });
  if (!found.at(-1)?.isClosing || part.children.length === 0) part.defects.push('not-closed');
};

const parseEntity = (bytes: Uint8Array, start: number, end: number, depth: number, budget: Budget, readLines: () => Lines): MimePart => {
  budget.parts += 1;
  if (budget.parts > LIMITS.parts) throw new LimitReached('parts');
  if (depth > LIMITS.depth) throw new LimitReached('depth');
  const { headers, bodyStart, hasGarbage } = parseHeaders(bytes, start, end);
  const contentType = parseParameters(findHeader(headers, 'content-type') ?? 'text/plain');
  const part: MimePart = {
    start,
    bodyStart,
    end,
    headers,
    contentType,
    encoding: parseParameters(findHeader(headers, 'content-transfer-encoding') ?? '7bit').value,
    fileNames: findFileNames(headers, contentType),
    children: [],
    defects: [],
  };
  if (hasGarbage) part.defects.push('headers');
  if (['content-type', 'content-transfer-encoding'].some((name) => findHeaders(headers, name).length > 1))
    part.defects.push('repeated-header');
  // A reader of RFC 2231 would take `boundary*` and see other parts.
  const hasOtherBoundary = [...contentType.parameters.keys()].some((name) => name.startsWith('boundary*'));
  if (contentType.hasDuplicates || hasOtherBoundary) part.defects.push('repeated-parameter');
  if (contentType.value.startsWith('multipart/')) parseChildren(bytes, part, depth, budget, readLines);
  return part;
};

/** Parses the entity in [start, end) of `bytes`; the insides of message/rfc822 parts are left alone.
 * @throws LimitReached */
export const parsePart = (bytes: Uint8Array, start = 0, end = bytes.length, readLines = createLines(bytes)): MimePart =>
  parseEntity(bytes, start, end, 0, { parts: 0, octets: LIMITS.searchedTimes * (end - start) }, readLines);
