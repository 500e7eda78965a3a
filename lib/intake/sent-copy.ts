// The message itself inside a proof bundle: it lies there to be read and is no proof, so nobody judges it as one.

/** The user's own copy, and the message as a proof encloses it. */
export const SENT_COPY_NAMES = { 'own-copy': 'messaggio-inviato.eml', enclosed: 'messaggio-originale.eml' } as const;

/** @param path inside of a bundle */
export const isSentCopy = (path: string): boolean =>
  Object.values(SENT_COPY_NAMES).some((name) => path === name || path.endsWith(`/${name}`));
