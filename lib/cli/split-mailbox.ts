// An mbox file → its messages, as slices of the same bytes; `>From ` lines stay as they are, because unquoting would be guessing.

const FROM = Buffer.from('From ');
const LF = 10;
const CR = 13;

const isHeaderAt = (bytes: Buffer, at: number): boolean => /^[!-9;-~]+:/.test(bytes.toString('latin1', at, at + 80));

const isBlankBefore = (bytes: Buffer, at: number): boolean => {
  if (at === 0) return true;
  if (bytes[at - 1] !== LF) return false;
  const previous = bytes[at - 2] === CR ? at - 3 : at - 2;
  return previous < 0 || bytes[previous] === LF;
};

/** A separator follows an empty line and precedes a header, so that a sentence that begins with "From" does not cut a signed message. */
const findSeparators = (bytes: Buffer): { start: number; content: number }[] => {
  const found: { start: number; content: number }[] = [];
  for (let at = bytes.indexOf(FROM); at >= 0; at = bytes.indexOf(FROM, at + 1)) {
    // First, because the search for a line end from every "From " of one endless line takes the square of its length.
    if (!isBlankBefore(bytes, at)) continue;
    const lineEnd = bytes.indexOf(LF, at);
    if (lineEnd >= 0 && isHeaderAt(bytes, lineEnd + 1)) found.push({ start: at, content: lineEnd + 1 });
  }
  return found;
};

/** The empty line before a separator belongs to the mailbox. */
const trimBlankLine = (bytes: Buffer, start: number, end: number): number => {
  const lineStart = bytes[end - 2] === CR ? end - 2 : end - 1;
  return bytes[end - 1] === LF && bytes[lineStart - 1] === LF && lineStart > start ? lineStart : end;
};

export const splitMailbox = (octets: Uint8Array): Uint8Array[] => {
  const bytes = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  const separators = findSeparators(bytes);
  return separators.map(({ content }, index) => {
    const end = separators[index + 1]?.start ?? bytes.length;
    return bytes.subarray(content, trimBlankLine(bytes, content, end));
  });
};
