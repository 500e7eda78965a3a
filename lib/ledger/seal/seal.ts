// A seal as it is kept: the file that was handed out, and what came back for it. Types only; its list lies beside it.

/** What came back: a time-stamp, or something that nobody here can check. */
export type SealAnswer = {
  /** Of the bytes, lowercase hex. */
  sha256: string;
  /** As the user's file was called. */
  name: string;
  bytes: Uint8Array;
  /** ISO 8601 UTC. */
  addedAt: string;
};

export type Seal = {
  /** SHA-256 of the file, lowercase hex. */
  id: string;
  /** Octet by octet what is stamped. */
  file: Uint8Array;
  /** ISO 8601 UTC. */
  madeAt: string;
  answers: SealAnswer[];
};
