// Takes back what a webmail does that writes each CRLF of a message as a bare LF. A mail server gives every line its CRLF (RFC 3501 section 4.3.1, RFC 5322 section 2.3).

const [LF, CR] = [0x0a, 0x0d];

/** A CR that stood before a CRLF is still there, so every LF gets one of its own, whatever comes before it. */
export const undoCrlfAsLf = (chunks: readonly Uint8Array[]): Uint8Array[] => chunks.map(restore);

const restore = (chunk: Uint8Array): Uint8Array => {
  const lines = chunk.reduce((count, octet) => (octet === LF ? count + 1 : count), 0);
  const restored = new Uint8Array(chunk.length + lines);
  let place = 0;
  for (const octet of chunk) {
    if (octet === LF) restored[place++] = CR;
    restored[place++] = octet;
  }
  return restored;
};
