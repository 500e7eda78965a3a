// What checking a bundle found, from its bytes alone: files, proofs, time-stamp, and what they show. Types only; JSON-safe.
import type { IntakeProblem } from '../intake/source';
import type { LedgerMessage } from '../ledger/ledger-message';
import type { Report } from '../verify/report';
import type { Signatory } from '../verify/signatures/signature-finding';

/** Why nothing in it was looked at. */
export type BundleRefusal =
  | IntakeProblem
  | 'not-a-bundle'
  | 'mimetype-not-first'
  | 'manifest-missing'
  | 'several-manifests'
  | 'several-tokens'
  | 'manifest-unreadable'
  | 'manifest-too-large'
  | 'unknown-digest'
  | 'unsafe-name';

export type FileFinding = {
  name: string;
  /** `changed`: other octets than listed. `removed`: listed and not there. `added`: there and not listed. `unreadable`: damaged in the container. */
  status: 'changed' | 'removed' | 'added' | 'unreadable';
};

export type BundleProof = {
  name: string;
  sha256: string;
  /** Judged here and now, from the bytes. */
  report: Report;
  /** False for a file that the manifest lists with another hash, or not at all. */
  isListed: boolean;
};

export type BundleTimestamp =
  | { status: 'none' }
  /** ISO 8601: the manifest, and with it every file that is as listed, existed before. */
  | { status: 'proven'; existedBefore: string; authority: string; serial: string; isAddedAnchor: boolean; isManagedAnchor?: boolean }
  | { status: 'unproven'; problem: string };

/** What the report inside says about itself against what was found here: it is never believed, only compared. */
export type Comparison = 'agrees' | 'differs' | 'absent' | 'unreadable';

/** One seal over a whole archive, and whether a proof of this bundle is in it. */
export type BundleSeal = {
  name: string;
  /** ISO 8601; null where no token proves when. */
  existedBefore: string | null;
  /** SHA-256 of the proofs whose way to the sealed root holds. */
  included: string[];
  /** Who signed it, by the words of their own certificates: nobody vouches for those here. Empty where nobody did. */
  signers: Signatory[];
  /** Why not, where something in it does not hold. */
  problem: string | null;
};

export type BundleFindings = {
  format: 1;
  /** `intact`: every file is as listed and nothing was added. It says nothing of the proofs, nor of the time-stamp. */
  verdict: 'intact' | 'altered' | 'refused';
  refusal: BundleRefusal | null;
  /** How many files are as the manifest lists them. */
  intactCount: number;
  files: FileFinding[];
  proofs: BundleProof[];
  /** What the proofs in it show, by the rules of the ledger. */
  messages: LedgerMessage[];
  timestamp: BundleTimestamp;
  seals: BundleSeal[];
  /** SHA256SUMS against the manifest. */
  sums: Comparison;
  /** The verdicts that rapporto.json claims against those found here. */
  report: Comparison;
  /** The page that checks against the one of this version, where the caller has it. */
  checkPage: Comparison;
  /** The instant that it was checked for, ISO 8601. */
  checkedAt: string;
};
