// What came back for a seal, against the very octets of its file: a time-stamp that proves when, a signature that says who, or neither.
import { LIMITS } from '../../verify/limits';
import { judgeSignature } from '../../verify/signatures/judge-signature';
import type { Signatory, SignatureProblem } from '../../verify/signatures/signature-finding';
import { judgeTokensOver } from '../../verify/timestamps/judge-tokens-over';
import {
  findEarliest,
  type GoodTimestamp,
  type TimestampFinding,
  type TimestampProblem,
  toCertainInstant,
} from '../../verify/timestamps/timestamp-finding';
import type { TrustStore } from '../../verify/trust/trust-store';

export type SealProblem = TimestampProblem | SignatureProblem;

export type AnswerFinding =
  | {
      status: 'proven';
      /** ISO 8601 UTC, to the second and never earlier than it is: what is under the seal existed before. */
      existedBefore: string;
      /** ISO 8601 UTC: when the first certificate on the way from the token to its anchor ends. */
      until: string;
      authority: string;
      serial: string;
      isAddedAnchor: boolean;
      /** Whose signature the token is in; empty for a time-stamp alone. */
      signers: Signatory[];
    }
  /** A signature that holds, without anything that shows when; `problem` says why a token in it does not. */
  | { status: 'signed'; signers: Signatory[]; problem: TimestampProblem | null }
  | { status: 'unproven'; problem: SealProblem }
  /** What was made with another tool: kept, and not verified. */
  | { status: 'unverified' };

/** CMS signatures, around the file or beside it: a broken one is refused by its name. */
const CMS = /\.(?:p7m|p7s)$/i;
/** What other tools make, and nobody here reads. */
const FOREIGN = /\.(?:m7m|sig|asc|pdf|xml|asics|asice)$/i;

/** What may yet become good: the user adds the authority, or time passes. Whatever else is wrong stays so. */
const CURABLE: readonly SealProblem[] = ['unknown-authority', 'unsound-path', 'outside-validity', 'in-future', 'unknown-algorithm'];

const toIso = (instant: number): string => new Date(instant).toISOString();

const toProven = (stamp: GoodTimestamp, signers: Signatory[]): AnswerFinding => ({
  status: 'proven',
  existedBefore: toIso(Math.ceil(toCertainInstant(stamp) / 1000) * 1000),
  until: toIso(Math.min(...stamp.path.map(({ notAfter }) => notAfter))),
  ...{ authority: stamp.authority, serial: stamp.serial, isAddedAnchor: stamp.isAddedAnchor, signers },
});

/** Of several the one that may yet become good. */
const findTold = (findings: readonly TimestampFinding[]): TimestampProblem | null => {
  const bad = findings.flatMap((finding) => (finding.ok ? [] : [finding.problem]));
  return bad.find((each) => CURABLE.includes(each)) ?? bad[0] ?? null;
};

/** A token in a signature is over the value of that signature, which is over the file and names its certificate: the file existed before. */
const judgeSigned = async (file: Uint8Array, bytes: Uint8Array, trust: TrustStore, now: number): Promise<AnswerFinding> => {
  const finding = await judgeSignature(file, bytes, trust, now);
  if (!finding.ok) return { status: 'unproven', problem: finding.problem };
  const { signers, stamps } = finding;
  const earliest = findEarliest(stamps);
  return earliest ? toProven(earliest, signers) : { status: 'signed', signers, problem: findTold(stamps) };
};

/** @param bytes untrusted; hostile octets give a finding, never an exception
 * @param now milliseconds since 1970 UTC */
export const judgeAnswer = async (
  file: Uint8Array,
  { name, bytes }: { name: string; bytes: Uint8Array },
  trust: TrustStore,
  now: number,
): Promise<AnswerFinding> => {
  if (bytes.length > LIMITS.signatureBytes) return { status: 'unproven', problem: 'limit-reached' };
  const findings = await judgeTokensOver(file, bytes, trust, now);
  const earliest = findEarliest(findings);
  if (earliest) return toProven(earliest, []);
  const problem = findTold(findings) ?? 'unreadable';
  // No time-stamp at all, so that it may be a signature: its octets say so, or its name does.
  if (problem === 'wrong-content-type' || (problem === 'unreadable' && CMS.test(name))) return judgeSigned(file, bytes, trust, now);
  return problem === 'unreadable' && FOREIGN.test(name) ? { status: 'unverified' } : { status: 'unproven', problem };
};

/** Whether it is worth keeping. */
export const isAnswer = (finding: AnswerFinding): boolean => finding.status !== 'unproven' || CURABLE.includes(finding.problem);
