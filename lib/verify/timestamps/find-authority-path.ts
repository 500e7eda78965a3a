// The path from a time-stamp authority's certificate to an anchor for time-stamps, at the time that the token tells.
import type { Certificate } from '../cms/certificate';
import { findPath } from '../path/find-path';
import type { PathProblem } from '../path/path-problem';
import type { TrustStore } from '../trust/trust-store';
import type { TimestampProblem } from './timestamp-finding';

export type AuthorityPath =
  | { ok: true; path: readonly Certificate[]; isAddedAnchor: boolean; isManagedAnchor: boolean }
  | { ok: false; problem: TimestampProblem; pathProblem: PathProblem };

/** What a user can do something about has a word of its own. */
const toProblem = (problem: PathProblem): TimestampProblem => {
  if (problem === 'issuer-missing' || problem === 'leads-elsewhere') return 'unknown-authority';
  if (problem === 'impostor' || problem === 'outside-validity' || problem === 'limit-reached' || problem === 'unknown-algorithm')
    return problem;
  return 'unsound-path';
};

/** @param instant milliseconds since 1970 UTC for which validity is judged */
export const findAuthorityPath = async (
  signer: Certificate,
  intermediates: readonly Certificate[],
  trust: TrustStore,
  instant: number,
): Promise<AuthorityPath> => {
  const anchors = trust.timestampAnchors.map(({ certificate }) => certificate);
  const result = await findPath({ leaf: signer, intermediates, anchors, instant, purpose: 'timestamp' });
  if (!result.ok) return { ok: false, problem: toProblem(result.problem), pathProblem: result.problem };
  const anchor = result.path.at(-1)?.fingerprint;
  const same = trust.timestampAnchors.filter(({ certificate }) => certificate.fingerprint === anchor);
  const isAddedAnchor = same.every(({ isAdded }) => isAdded);
  return { ok: true, path: result.path, isAddedAnchor, isManagedAnchor: isAddedAnchor && same.some(({ isManaged }) => isManaged) };
};
