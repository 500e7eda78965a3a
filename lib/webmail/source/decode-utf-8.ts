// Octets → text, or null where they are no UTF-8.

export const decodeUtf8 = (octets: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return null;
  }
};
