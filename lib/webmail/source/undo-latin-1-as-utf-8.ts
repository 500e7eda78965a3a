// Takes back what a webmail does that reads the octets of a message as Latin-1 and writes that text as UTF-8.

/** The octets as they were; null where the answer cannot have come about that way. A character may be split between two chunks. */
export const undoLatin1AsUtf8 = (chunks: readonly Uint8Array[]): Uint8Array[] | null => {
  // Without `ignoreBOM` the octets EF BB BF of a message would be lost at its start.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    const texts = chunks.map((chunk) => decoder.decode(chunk, { stream: true }));
    return [...texts, decoder.decode()].map(toOctets);
  } catch {
    return null;
  }
};

const toOctets = (text: string): Uint8Array => {
  const octets = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0xff) throw new RangeError('not Latin-1');
    octets[index] = code;
  }
  return octets;
};
