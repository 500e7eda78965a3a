// An mbox file → its messages, as slices of it; `>From ` lines stay as they are, because unquoting would be guessing.
import { toLatin1 } from '../verify/bytes';

const LF = 10;
const CR = 13;
/** "F", the only letter that is looked at before all of "From ". */
const INITIAL = 70;
const FROM = Uint8Array.from('From ', (letter) => letter.charCodeAt(0));

/** Read at a time: a gigabyte is never held. */
const WINDOW = 2 * 1024 * 1024;
/** What must be seen before a separator to find the empty line above it. */
const BEFORE = 4;
/** A separator line is short, and a header begins right after it. */
const LINE = 2048;
const HEADER = 80;

type Window = { bytes: Uint8Array /** Place of its first octet in the file. */; start: number };

/** `blank` is where the empty line above begins: it belongs to the mailbox. */
type Separator = { blank: number; start: number; content: number };

const isHeaderAt = (bytes: Uint8Array, at: number): boolean => /^[!-9;-~]+:/.test(toLatin1(bytes.subarray(at, at + HEADER)));

const isBlankBefore = (bytes: Uint8Array, at: number, isStart: boolean): boolean => {
  if (at === 0) return isStart;
  if (bytes[at - 1] !== LF) return false;
  const previous = bytes[at - 2] === CR ? at - 3 : at - 2;
  return previous < 0 ? isStart : bytes[previous] === LF;
};

/** A separator follows an empty line and precedes a header, so that a sentence that begins with "From" does not cut a signed message. */
const toSeparator = ({ bytes, start }: Window, at: number): Separator | undefined => {
  if (FROM.some((letter, index) => bytes[at + index] !== letter) || !isBlankBefore(bytes, at, start === 0)) return undefined;
  const line = bytes.subarray(at, at + LINE).indexOf(LF);
  if (line < 0 || !isHeaderAt(bytes, at + line + 1)) return undefined;
  const blank = bytes[at - 2] === CR ? at - 2 : at - 1;
  return { blank: start + blank, start: start + at, content: start + at + line + 1 };
};

function* findSeparators(window: Window, from: number, to: number): Generator<Separator> {
  const { bytes } = window;
  for (let at = from; at >= 0 && at < to; at = bytes.indexOf(LF, at) + 1 || to) {
    const found = bytes[at] === INITIAL ? toSeparator(window, at) : undefined;
    if (found) yield found;
  }
}

/** Each window begins a little before what it is searched for and ends a little after, so that no separator is cut. */
async function* readSeparators(blob: Blob): AsyncGenerator<Separator> {
  for (let place = 0; place < blob.size; place += WINDOW) {
    const start = Math.max(0, place - BEFORE);
    const bytes = new Uint8Array(await blob.slice(start, place + WINDOW + LINE + HEADER).arrayBuffer());
    const from = place - start;
    // A line that began in the window before was looked at there.
    const first = from === 0 || bytes[from - 1] === LF ? from : bytes.indexOf(LF, from) + 1;
    if (first > 0 || from === 0) yield* findSeparators({ bytes, start }, first, from + WINDOW);
  }
}

/** An empty line at the very end belongs to the mailbox too. */
const findEnd = async (blob: Blob, content: number): Promise<number> => {
  const from = Math.max(content, blob.size - 3);
  const tail = new Uint8Array(await blob.slice(from, blob.size).arrayBuffer());
  const last = tail.length - 1;
  const line = tail[last - 1] === CR ? last - 1 : last;
  return tail[last] === LF && tail[line - 1] === LF ? from + line : blob.size;
};

/** @throws what the blob's own reading throws when the file has gone */
export async function* splitMailbox(blob: Blob): AsyncGenerator<Blob> {
  let open: Separator | undefined;
  for await (const separator of readSeparators(blob)) {
    if (open) yield blob.slice(open.content, separator.blank > open.content ? separator.blank : separator.start);
    open = separator;
  }
  if (open) yield blob.slice(open.content, await findEnd(blob, open.content));
}
