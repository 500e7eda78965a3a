// Does an independent time-stamp prove that the message existed, and before the provider's certificate expired (RFC 3161)?
import { type Check, createOutcomes, toCodes, toIsoInstant } from '../check';
import type { Facts } from '../report';
import { findSigner } from '../signer';
import {
  type BadTimestamp,
  findEarliest,
  type GoodTimestamp,
  TIMESTAMP_PROBLEMS,
  type TimestampFinding,
  type TimestampProblem,
  toCertainInstant,
} from '../timestamps/timestamp-finding';

const id = 'timestamp';
const { passed, failed, undetermined } = createOutcomes(id);

/** What we could not follow; every other problem is a time-stamp that is wrong. */
const UNDETERMINED: readonly TimestampProblem[] = [
  'unknown-authority',
  'unknown-algorithm',
  'weak-key',
  'certificate-missing',
  'limit-reached',
  'unreadable',
];

const toFacts = (stamp: GoodTimestamp): Facts => ({
  timestampTime: toIsoInstant(stamp.time),
  // Shown to the second: never earlier than it is.
  existedBefore: toIsoInstant(Math.ceil(toCertainInstant(stamp) / 1000) * 1000),
  covers: stamp.covers,
  authority: stamp.authority,
  anchor: stamp.path.at(-1)?.subject.text ?? '',
  addedByUser: stamp.isAddedAnchor && !stamp.isManagedAnchor,
  ...(stamp.isManagedAnchor ? { addedByAdministration: true } : {}),
  accuracy: stamp.accuracyMs === null ? '' : `${stamp.accuracyMs / 1000} s`,
  digestAlgorithm: stamp.digest,
  policy: stamp.policy,
  serial: stamp.serial,
});

/** @param notAfter end of the signer's certificate, milliseconds since 1970 UTC; null without one */
const toNotes = (stamp: GoodTimestamp, notAfter: number | null, hasUseless: boolean): string[] => {
  return [
    ...(notAfter === null ? [] : [toCertainInstant(stamp) <= notAfter ? 'before-expiry' : 'after-expiry']),
    ...(stamp.accuracyMs === null ? ['no-accuracy'] : []),
    ...(stamp.hasSha1 ? ['sha1-digest'] : []),
    ...(stamp.isAddedAnchor ? [stamp.isManagedAnchor ? 'managed-authority' : 'added-authority'] : []),
    ...(hasUseless ? ['another-useless'] : []),
  ];
};

/** Of those that prove nothing the one that went furthest. */
const findFurthest = (findings: readonly TimestampFinding[]): BadTimestamp | undefined => {
  const bad = findings.flatMap((finding) => (finding.ok ? [] : [finding]));
  return TIMESTAMP_PROBLEMS.flatMap((problem) => bad.find((finding) => finding.problem === problem) ?? [])[0];
};

export const timestamp: Check = {
  id,
  weight: 'informative',
  codes: toCodes(
    id,
    'none',
    ...TIMESTAMP_PROBLEMS,
    ...['before-expiry', 'after-expiry', 'no-accuracy', 'sha1-digest', 'added-authority', 'managed-authority', 'another-useless'],
  ),
  run({ evidence, timestamps }) {
    const stamp = findEarliest(timestamps);
    if (stamp) {
      const notAfter = findSigner(evidence)?.certificate?.notAfter ?? null;
      const hasUseless = timestamps.some(({ ok }) => !ok);
      return passed(toFacts(stamp), toNotes(stamp, notAfter, hasUseless));
    }
    const furthest = findFurthest(timestamps);
    if (!furthest) return undetermined('none');
    const { problem, covers, path } = furthest;
    const facts = { covers, ...(path ? { issuer: path.issuer, pathProblem: path.problem } : {}) };
    return UNDETERMINED.includes(problem) ? undetermined(problem, facts) : failed(problem, facts);
  },
};
