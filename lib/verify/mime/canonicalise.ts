// The octets a provider signed: bare LF becomes CRLF and nothing else is repaired (RFC 8551 section 3.1.1).

const LF = 10;
const CR = 13;

const countBareLineFeeds = (bytes: Uint8Array): number => {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) if (bytes[at - 1] !== CR) count += 1;
  return count;
};

/** The same array when no line end is bare, else a copy with each bare LF as CRLF. */
export const canonicalise = (bytes: Uint8Array): Uint8Array => {
  const bare = countBareLineFeeds(bytes);
  if (bare === 0) return bytes;
  const canonical = new Uint8Array(bytes.length + bare);
  let from = 0;
  let to = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at - 1] === CR) continue;
    canonical.set(bytes.subarray(from, at), to);
    to += at - from;
    canonical[to++] = CR;
    from = at;
  }
  canonical.set(bytes.subarray(from), to);
  return canonical;
};
