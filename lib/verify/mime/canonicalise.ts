// The octets a provider signed: bare LF becomes CRLF and nothing else is repaired (RFC 8551 section 3.1.1).

import { scanLines } from './scan-lines';

const LF = 10;
const CR = 13;

/** Offset of the next LF without CR before it, or -1; `start` is where the text begins. */
const findBareLineFeed = (bytes: Uint8Array, from: number, start: number): number => {
  let at = bytes.indexOf(LF, from);
  while (at > start && bytes[at - 1] === CR) at = bytes.indexOf(LF, at + 1);
  return at;
};

const countBareLineFeeds = (bytes: Uint8Array): number => {
  let count = 0;
  for (let at = findBareLineFeed(bytes, 0, 0); at >= 0; at = findBareLineFeed(bytes, at + 1, 0)) count += 1;
  return count;
};

/** The same array when no line end is bare, else a copy with each bare LF as CRLF. */
export const canonicalise = (bytes: Uint8Array): Uint8Array => {
  if (scanLines(bytes).isCanonical) return bytes;
  const bare = countBareLineFeeds(bytes);
  const canonical = new Uint8Array(bytes.length + bare);
  // The text stands at the end first, and each line moves to its place from there: nothing but the lines is ever copied.
  canonical.set(bytes, bare);
  let from = bare;
  let to = 0;
  for (let at = findBareLineFeed(canonical, bare, bare); at >= 0; at = findBareLineFeed(canonical, at + 1, bare)) {
    canonical.copyWithin(to, from, at);
    to += at - from;
    canonical[to++] = CR;
    from = at;
    // The last one has made the room: what follows is in its place.
    if (to === from) break;
  }
  return canonical;
};
