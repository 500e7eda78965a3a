// What became of one time-stamp: a proof that something existed, or the reason why it proves nothing.
import type { Certificate } from '../cms/certificate';
import type { PathProblem } from '../path/path-problem';

/** Reasons in the order in which they are told when several time-stamps prove nothing: what went furthest comes first. */
export const TIMESTAMP_PROBLEMS = [
  'earlier-than-signature',
  'in-future',
  'impostor',
  'outside-validity',
  'unsound-path',
  'unknown-authority',
  'weak-key',
  'wrong-extended-usage',
  'wrong-key-usage',
  'is-authority',
  'name-mismatch',
  'signing-certificate-mismatch',
  'signing-certificate-missing',
  'signature-mismatch',
  'digest-mismatch',
  'wrong-content-type',
  'attribute-missing',
  'algorithm-mismatch',
  'forbidden-digest',
  'unknown-algorithm',
  'certificate-missing',
  'critical-extension',
  'not-one-signer',
  'wrong-imprint-length',
  'wrong-imprint',
  'other-content',
  'refused',
  'limit-reached',
  'unreadable',
] as const;

export type TimestampProblem = (typeof TIMESTAMP_PROBLEMS)[number];

/** The signature value of the message's signer (RFC 3161 appendix A), or the message as it is, octet by octet. */
export type Covered = 'signature' | 'message';

export type GoodTimestamp = {
  ok: true;
  covers: Covered;
  /** genTime: milliseconds since 1970 UTC. */
  time: number;
  /** Milliseconds either way; null when the authority does not say. */
  accuracyMs: number | null;
  /** Subject of the certificate that signed, which leads to an anchor. */
  authority: string;
  /** Uppercase hex: the token's number, by which the authority knows it. */
  serial: string;
  /** OID. */
  policy: string;
  /** WebCrypto name of the digest of the imprint. */
  digest: string;
  /** SHA-1 is somewhere in the token, which was still fit for use then. */
  hasSha1: boolean;
  isAddedAnchor: boolean;
  /** Added by the administration of the machine. */
  isManagedAnchor?: boolean;
  /** Signer first, anchor last: valid at `time`. */
  path: readonly Certificate[];
};

export type BadTimestamp = {
  ok: false;
  covers: Covered;
  problem: TimestampProblem;
  /** Where only the path is missing: why, and whose certificate would be needed. */
  path?: { problem: PathProblem; issuer: string };
};

export type TimestampFinding = GoodTimestamp | BadTimestamp;

/** Qualified authorities must keep within one second (EN 319 421 section 7.7.1); whoever says nothing gets no more. */
const UNSAID_ACCURACY_MS = 1000;

/** From when on existence is certain, for one time-stamp: milliseconds since 1970 UTC. */
export const toCertainInstant = ({ time, accuracyMs }: GoodTimestamp): number => time + (accuracyMs ?? UNSAID_ACCURACY_MS);

/** The good time-stamp that proves most: the one whose certain instant comes first. */
export const findEarliest = (findings: readonly TimestampFinding[]): GoodTimestamp | undefined =>
  findings
    .flatMap((finding) => (finding.ok ? [finding] : []))
    .reduce<GoodTimestamp | undefined>((best, next) => (best && toCertainInstant(best) <= toCertainInstant(next) ? best : next), undefined);

/** The instant before which the evidence certainly existed: milliseconds since 1970 UTC; null without a good time-stamp. */
export const findProvenBefore = (findings: readonly TimestampFinding[]): number | null => {
  const earliest = findEarliest(findings);
  return earliest ? toCertainInstant(earliest) : null;
};
