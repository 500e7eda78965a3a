// Certificate policies along a path (RFC 5280 section 6.1), for a caller content with any policy.
import type { Certificate } from '../cms/certificate';
import { isEqualName } from '../cms/name';
import { OID_ANY_POLICY } from '../cms/oids';

/** How many certificates further down each rule begins to hold. */
type Countdown = { explicitPolicy: number; mapping: number; anyPolicy: number };

/** What the next certificate may assert. The RFC's tree grows with the product of all mappings, which is an attack (CVE-2023-0464);
 * for this question the union of its lowest level is enough, and that never holds more than one certificate names. */
type Expected = ReadonlySet<string>;

const isSelfIssued = ({ subject, issuer }: Certificate): boolean => isEqualName(subject, issuer);

/** The policies that this certificate carries on (section 6.1.3 d); each stands for itself until it is mapped. */
const carryOn = ({ policies }: Certificate, expected: Expected, isAnyAllowed: boolean): Set<string> => {
  const named = (policies ?? []).filter((policy) => policy !== OID_ANY_POLICY);
  const valid = new Set(expected.has(OID_ANY_POLICY) ? named : named.filter((policy) => expected.has(policy)));
  if (isAnyAllowed && policies?.includes(OID_ANY_POLICY)) for (const policy of expected) valid.add(policy);
  return valid;
};

/** What those policies are called below this authority (section 6.1.4 b). */
const map = (valid: ReadonlySet<string>, { policyMappings }: Certificate, isAllowed: boolean): Set<string> => {
  const mapped = policyMappings.filter(({ from }) => valid.has(from) || valid.has(OID_ANY_POLICY));
  const sources = new Set(policyMappings.map(({ from }) => from));
  const kept = [...valid].filter((policy) => !sources.has(policy));
  return new Set([...kept, ...(isAllowed ? mapped.map(({ to }) => to) : [])]);
};

const lower = (count: number, limit: number | null): number => (limit === null ? count : Math.min(count, limit));

/** Section 6.1.4 h–j: every certificate counts, but not one that an authority issued to itself. */
const countDown = (countdown: Countdown, certificate: Certificate): Countdown => {
  const step = isSelfIssued(certificate) ? 0 : 1;
  return {
    explicitPolicy: lower(Math.max(0, countdown.explicitPolicy - step), certificate.requireExplicitPolicy),
    mapping: lower(Math.max(0, countdown.mapping - step), certificate.inhibitPolicyMapping),
    anyPolicy: lower(Math.max(0, countdown.anyPolicy - step), certificate.inhibitAnyPolicy),
  };
};

/** An anchor's own limits bind, as its names and its length of path do (RFC 5937); one that names no policy is trusted with any. */
const toAuthority = (anchor: Certificate): Certificate => ({ ...anchor, policies: anchor.policies ?? [OID_ANY_POLICY] });

/** @param path leaf first, anchor last */
export const findPolicyProblem = (path: readonly Certificate[]): 'policy-required' | undefined => {
  const [leaf, ...below] = path.slice(0, -1);
  const anchor = path.at(-1);
  if (!leaf || !anchor) return undefined;
  // More than any path can count down to nothing, the anchor included.
  const never = path.length + 1;
  let countdown: Countdown = { explicitPolicy: never, mapping: never, anyPolicy: never };
  let expected: Expected = new Set([OID_ANY_POLICY]);
  for (const authority of [...below, toAuthority(anchor)].reverse()) {
    const { policyMappings } = authority;
    // Any policy may not be mapped, in either direction (section 6.1.4 a).
    if (policyMappings.some(({ from, to }) => from === OID_ANY_POLICY || to === OID_ANY_POLICY)) return 'policy-required';
    const valid = carryOn(authority, expected, countdown.anyPolicy > 0 || isSelfIssued(authority));
    if (valid.size === 0 && countdown.explicitPolicy === 0) return 'policy-required';
    expected = map(valid, authority, countdown.mapping > 0);
    countdown = countDown(countdown, authority);
  }
  const valid = carryOn(leaf, expected, countdown.anyPolicy > 0);
  const isExplicit = countdown.explicitPolicy <= 1 || leaf.requireExplicitPolicy === 0;
  return valid.size === 0 && isExplicit ? 'policy-required' : undefined;
};
