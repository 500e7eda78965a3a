// What a bundle is made of. Types only.
import type { Evidence, LedgerMessage } from '../ledger/ledger-message';

export type BundleMessage = { message: LedgerMessage; evidence: readonly Evidence[] };

export type BundleSource = {
  messages: readonly BundleMessage[];
  /** The untouched bytes of a piece of evidence, asked for one at a time. */
  bytesOf(sha256: string): Promise<Uint8Array | undefined>;
  /** DER of the authorities behind the proofs, so that others can check without us. */
  authorities: readonly Uint8Array[];
};

/** Path of each piece of evidence inside the bundle, by SHA-256. */
export type BundlePaths = ReadonlyMap<string, string>;
