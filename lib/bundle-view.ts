// What checking a bundle found, as views draw it. Types only.
import type { BundleFindings } from './bundle/bundle-findings';

export type { BundleFindings, BundleProof } from './bundle/bundle-findings';

/** A bundle among the files that were dropped last; what is in it is taken in like every other file. */
export type DroppedBundle = {
  name: string;
  /** Null while it is checked, and where that was broken off. */
  findings: BundleFindings | null;
  isBroken: boolean;
};
