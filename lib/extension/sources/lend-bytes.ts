// Octets that are lent for a short while: given back, their memory is free at once, not when the browser finds the time to collect it.

export type Lender = {
  lend(bytes: Uint8Array): Uint8Array;
  /** What was lent is empty afterwards, and everything that looks into the same memory; anything else stays as it is. */
  release(bytes: Uint8Array): void;
};

/** Not known to the oldest Node that the tests run in; there it is collected. */
type Transferring = ArrayBufferLike & { transfer?(length: number): ArrayBuffer };

export const createLender = (): Lender => {
  const lent = new WeakSet<ArrayBufferLike>();
  return {
    lend(bytes) {
      lent.add(bytes.buffer);
      return bytes;
    },
    release({ buffer }) {
      if (lent.delete(buffer)) (buffer as Transferring).transfer?.(0);
    },
  };
};
