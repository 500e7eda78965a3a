// What a bundle is made of: messages by their evidence, and what everything in it is judged with. Types only.
import type { Evidence, LedgerMessage } from '../ledger/ledger-message';
import type { ReadinessItem } from '../ledger/readiness';
import type { VerifyContext } from '../verify/verify-message';

/** What a bundle is for: everything about one message or a case, a filing with a court, the archive of an office. */
export const PACKS = ['case', 'filing', 'archive'] as const;
export type Pack = (typeof PACKS)[number];

export type StoredEvidence = { bytes: Uint8Array /** Time-stamp files that lie beside it. */; timestamps: readonly Uint8Array[] };

export type BundleEntry = { name: string; bytes: Uint8Array /** Where the bytes were hashed already. */; sha256?: string };

export type BundleSource = {
  /** SHA-256 of the evidence of each message; everything else is found anew from the bytes. */
  messages: readonly (readonly string[])[];
  /** One at a time, and twice: once to judge, once to write. */
  read(sha256: string): Promise<StoredEvidence | undefined>;
  /** For bytes that `read` gave and that are not looked at any more; without it they stay. Other bytes are not touched. */
  release?(bytes: Uint8Array): void;
  /** `now` is the instant of the bundle; `originals` are the user's own copies of what was sent. */
  context: VerifyContext;
  /** Seals over the whole archive, and where these proofs stand in them; asked twice: to judge, and to write. */
  readSeals(hashes: readonly string[]): Promise<BundleEntry[]>;
  /** The page that checks the bundle. */
  checkPage: Uint8Array;
};

/** By SHA-256 of what is under a good seal of the archive: the instant before which it existed, ISO 8601. */
export type SealedProofs = { readonly [sha256: string]: { existedBefore: string } };

export type BundleMessage = {
  message: LedgerMessage;
  /** Those that go into the bundle, in order. */
  evidence: readonly Evidence[];
  readiness: readonly ReadinessItem[];
  sealed: SealedProofs;
  /** Whether court readiness says that nothing is missing. */
  isComplete: boolean;
  /** The message itself: the user's own copy, or as a complete receipt or envelope encloses it. */
  sent: SentMessage | null;
};

/** @property sha256 of the own copy, or of the evidence that encloses it */
export type SentMessage = { origin: 'own-copy' | 'enclosed'; sha256: string };

/** Path of each piece of evidence inside the bundle, by SHA-256. */
export type BundlePaths = ReadonlyMap<string, string>;

export type BundleContent = {
  pack: Pack;
  /** ISO 8601: the instant that everything in it was judged for. */
  at: string;
  messages: readonly BundleMessage[];
  paths: BundlePaths;
};
