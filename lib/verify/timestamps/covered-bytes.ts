// The octets that a time-stamp should be about, each digest of them computed once however many tokens there are.
import type { Covered } from './timestamp-finding';

export type CoveredBytes = {
  covers: Covered;
  /** @param name WebCrypto name */
  digest(name: string): Promise<Uint8Array>;
};

export const createCoveredBytes = (covers: Covered, bytes: Uint8Array): CoveredBytes => {
  const known = new Map<string, Promise<Uint8Array>>();
  return {
    covers,
    digest(name) {
      const digest =
        known.get(name) ?? crypto.subtle.digest(name, bytes as Uint8Array<ArrayBuffer>).then((octets) => new Uint8Array(octets));
      known.set(name, digest);
      return digest;
    },
  };
};
