// What forbids a certificate to stand above others in a path, the signatures aside (RFC 5280 sections 6.1.3 and 6.1.4).
import type { Certificate } from '../cms/certificate';
import { isEqualName } from '../cms/name';
import { findKeyProblem } from './find-key-problem';
import { findNameProblem, type NameBudget } from './find-name-problem';
import { mayIssueFor } from './find-usage-problem';
import type { PathProblem, PathPurpose } from './path-problem';

const isSelfIssued = ({ subject, issuer }: Certificate): boolean => isEqualName(subject, issuer);

/** A certificate of version 1 or 2 cannot say that it is an authority; only being an anchor makes it one. */
const hasRights = (issuer: Certificate, below: readonly Certificate[], isAnchor: boolean): boolean => {
  const { basicConstraints, keyUsage, version } = issuer;
  if (version < 3) return isAnchor;
  if (!basicConstraints?.isAuthority || (keyUsage && !keyUsage.includes('keyCertSign'))) return false;
  // The leaf does not count, nor what an authority issued to itself (section 6.1.4 l).
  const between = below.slice(1).filter((certificate) => !isSelfIssued(certificate)).length;
  return basicConstraints.pathLength === null || between <= basicConstraints.pathLength;
};

const findBelowNameProblem = (issuer: Certificate, below: readonly Certificate[], budget: NameBudget): PathProblem | undefined => {
  for (const [index, certificate] of below.entries()) {
    // What an authority issued to itself is exempt, unless it is the leaf (section 6.1.3 b).
    const problem = index > 0 && isSelfIssued(certificate) ? undefined : findNameProblem(certificate, issuer, budget);
    if (problem) return problem;
  }
  return undefined;
};

export const isValidAt = ({ notBefore, notAfter }: Certificate, instant: number): boolean =>
  // Both ends belong to the time; the last second is a whole one.
  instant >= notBefore && Math.floor(instant / 1000) * 1000 <= notAfter;

/** @param below the leaf first, then the authorities up to the one that `issuer` issued */
export const findIssuerProblem = (
  issuer: Certificate,
  below: readonly Certificate[],
  { instant, purpose, isAnchor, budget }: { instant: number; purpose: PathPurpose; isAnchor: boolean; budget: NameBudget },
): PathProblem | undefined => {
  if (!isValidAt(issuer, instant)) return 'outside-validity';
  if (!hasRights(issuer, below, isAnchor) || !mayIssueFor(issuer, purpose)) return 'not-an-authority';
  if (issuer.unknownCriticalExtensions.length > 0 || issuer.hasRepeatedExtension) return 'critical-extension';
  return findKeyProblem(issuer, 2048) ?? findBelowNameProblem(issuer, below, budget);
};
