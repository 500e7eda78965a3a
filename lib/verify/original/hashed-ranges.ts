// The octets of a part that a provider may have hashed: the rule can be read in five ways, so all are tried in its order.
import type { MimePart } from '../mime/parse-part';
import { decodePart, findTrimmedEnd } from './original-content';

/** (a) the encoded body without the last line end, (b) with it, (c) with line feeds alone, (d) the decoded content, (e) the part with its header. */
export const RANGES = ['a', 'b', 'c', 'd', 'e'] as const;
export type Range = (typeof RANGES)[number];

const withLineEnd = (bytes: Uint8Array, ...end: readonly number[]): Uint8Array => {
  const longer = new Uint8Array(bytes.length + end.length);
  longer.set(bytes);
  longer.set(end, bytes.length);
  return longer;
};

/** Copied line by line: asking each of thirty million octets takes seconds. */
const withLineFeeds = (bytes: Uint8Array): Uint8Array => {
  const feeds = new Uint8Array(bytes.length);
  let from = 0;
  let to = 0;
  for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1)) {
    if (bytes[at + 1] !== 10) continue;
    feeds.set(bytes.subarray(from, at), to);
    to += at - from;
    from = at + 1;
  }
  feeds.set(bytes.subarray(from), to);
  return feeds.subarray(0, to + bytes.length - from);
};

const slice = (bytes: Uint8Array, start: number, end: number): Uint8Array =>
  bytes.subarray(start, Math.max(start, findTrimmedEnd(bytes, start, end)));

/** `bytes` have CRLF line ends. Each range is made only when the ones before it did not match. */
export const toHashedOctets = (bytes: Uint8Array, part: MimePart, range: Range): Uint8Array[] => {
  const body = slice(bytes, part.bodyStart, part.end);
  switch (range) {
    case 'a':
      return [body];
    case 'b': {
      const whole = bytes.subarray(part.bodyStart, part.end);
      // Blank lines at the end of a body are octets of it as well.
      return [withLineEnd(body, 13, 10), ...(whole.length > body.length + 2 ? [whole, withLineEnd(whole, 13, 10)] : [])];
    }
    case 'c': {
      const feeds = withLineFeeds(body);
      return [feeds, withLineEnd(feeds, 10)];
    }
    case 'd': {
      const { content, isDecoded } = decodePart(bytes, part);
      return isDecoded ? [content] : [];
    }
    case 'e': {
      const whole = slice(bytes, part.start, part.end);
      const feeds = withLineFeeds(whole);
      return [whole, withLineEnd(whole, 13, 10), feeds, withLineEnd(feeds, 10)];
    }
  }
};
