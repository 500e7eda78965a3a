// The bytes of a piece as the database keeps them: in a file of their own beside its rows. Between the rows, gigabytes of them would make
// every look-up, every count and every write slower the more there are.

/** Bytes themselves where an earlier version wrote them. */
export type StoredBytes = Blob | Uint8Array;

/** A copy. */
export const toStoredBytes = (bytes: Uint8Array): StoredBytes => new Blob([bytes as Uint8Array<ArrayBuffer>]);

/** Undefined when their file is gone or cannot be read: such a piece is as good as missing. */
export const readStoredBytes = async (stored: StoredBytes): Promise<Uint8Array | undefined> => {
  if (stored instanceof Uint8Array) return stored;
  try {
    return new Uint8Array(await stored.arrayBuffer());
  } catch {
    return undefined;
  }
};
