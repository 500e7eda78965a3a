// What came back for a seal, against the very octets of its file: a time-stamp that proves when, one that does not, or what is not checked here.
import { isEqualBytes } from '../../verify/bytes';
import { parseSignedData } from '../../verify/cms/parse-signed-data';
import { LIMITS } from '../../verify/limits';
import { judgeTokensOver } from '../../verify/timestamps/judge-tokens-over';
import { type GoodTimestamp, type TimestampProblem, toCertainInstant } from '../../verify/timestamps/timestamp-finding';
import type { TrustStore } from '../../verify/trust/trust-store';

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
    }
  | { status: 'unproven'; problem: TimestampProblem }
  /** A signature, or what else was made with another tool: kept, and not verified. */
  | { status: 'unverified' };

/** What other tools make: signatures with the file inside or beside it, and containers. */
const SIGNED = /\.(?:p7m|p7s|m7m|sig|asc|pdf|xml|asics|asice)$/i;

/** What may yet become good: the user adds the authority, or time passes. Whatever else is wrong stays so. */
const CURABLE: readonly TimestampProblem[] = ['unknown-authority', 'unsound-path', 'outside-validity', 'in-future', 'unknown-algorithm'];

/** No time-stamp at all, so that it may be a signature. */
const NO_TIMESTAMP: readonly TimestampProblem[] = ['unreadable', 'wrong-content-type'];

const toIso = (instant: number): string => new Date(instant).toISOString();

const toProven = (stamp: GoodTimestamp): AnswerFinding => ({
  status: 'proven',
  existedBefore: toIso(Math.ceil(toCertainInstant(stamp) / 1000) * 1000),
  until: toIso(Math.min(...stamp.path.map(({ notAfter }) => notAfter))),
  ...{ authority: stamp.authority, serial: stamp.serial, isAddedAnchor: stamp.isAddedAnchor },
});

/** A signed file that carries another content is no answer to this one; where nothing can be seen inside, its name alone speaks. */
const carriesOther = async (bytes: Uint8Array, file: Uint8Array): Promise<boolean> => {
  const content = await parseSignedData(bytes).then(
    (data) => data.content,
    () => null,
  );
  return content !== null && content.length > 0 && !isEqualBytes(content, file);
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
  const good = findings.flatMap((finding) => (finding.ok ? [finding] : []));
  const [earliest] = good.sort((a, b) => toCertainInstant(a) - toCertainInstant(b));
  if (earliest) return toProven(earliest);
  const bad = findings.flatMap((finding) => (finding.ok ? [] : [finding.problem]));
  const problem = bad.find((each) => CURABLE.includes(each)) ?? bad[0] ?? 'unreadable';
  if (!NO_TIMESTAMP.includes(problem) || !SIGNED.test(name)) return { status: 'unproven', problem };
  return (await carriesOther(bytes, file)) ? { status: 'unproven', problem: 'other-content' } : { status: 'unverified' };
};

/** Whether it is worth keeping. */
export const isAnswer = (finding: AnswerFinding): boolean => finding.status !== 'unproven' || CURABLE.includes(finding.problem);
