// Was a certificate of the path revoked at the signing instant, and was a key lost since? Silence is told as not knowing.
import { type Check, createOutcomes, toCodes, toIsoInstant } from '../check';
import { DOUBT_CODES } from '../failure';
import type { CheckResult, Facts } from '../report';
import type { RevocationFinding } from '../revocation/find-revocation';
import type { CertificateState, JudgedCertificate } from '../revocation/judge-certificate';
import { findProvenBefore } from '../timestamps/timestamp-finding';

const id = 'revocation';
const { passed, failed, undetermined } = createOutcomes(id);

type Judged = Extract<RevocationFinding, { status: 'judged' }>;

/** Later revocations that let anybody who has the key write an earlier signing time. */
const DOUBTS: readonly CertificateState[] = ['compromised-since', 'unexplained-since'];
const SETTLED: readonly CertificateState[] = ['good', 'revoked-since'];
/** Reasons for knowing nothing, the one that says most first. */
const UNKNOWNS: readonly CertificateState[] = ['responder-unknown', 'expired-before-list', 'older-than-message', 'no-usable-answer'];

const subjects = (certificates: readonly JudgedCertificate[]): string[] => certificates.map(({ certificate }) => certificate.subject.text);

/** `issuer, thisUpdate / nextUpdate`, each source once. */
const describeSources = (certificates: readonly JudgedCertificate[]): string[] => {
  const lines = certificates.flatMap(({ sources }) =>
    sources.map(({ kind, issuer, thisUpdate, nextUpdate }) => {
      const until = nextUpdate === null ? '' : ` / ${toIsoInstant(nextUpdate)}`;
      return `${kind.toUpperCase()} ${issuer}: ${toIsoInstant(thisUpdate)}${until}`;
    }),
  );
  return [...new Set(lines)];
};

const toFacts = ({ certificates, unusable }: Judged): Facts => {
  const ofStates = (states: readonly CertificateState[]): string[] => subjects(certificates.filter(({ state }) => states.includes(state)));
  const facts = {
    notRevoked: ofStates(SETTLED),
    revoked: ofStates(['revoked', ...DOUBTS, 'revoked-since']),
    notKnown: ofStates(UNKNOWNS),
    sources: describeSources(certificates),
    unusableSources: [...unusable],
  };
  return Object.fromEntries(Object.entries(facts).filter(([, lines]) => lines.length > 0));
};

const describeRevocation = ({ certificate, revocation }: JudgedCertificate): Facts =>
  revocation === null
    ? {}
    : { certificate: certificate.subject.text, revokedFrom: toIsoInstant(revocation.from), revocationReason: revocation.reason };

/** What stands in the way of knowing about every certificate; the signer's own comes first. */
const findUnknown = ({ certificates, isCutShort }: Judged): string | undefined => {
  if (isCutShort) return 'limit-reached';
  const [signer] = certificates;
  const unknown = UNKNOWNS.find((state) => signer?.state === state);
  if (unknown) return unknown;
  return certificates.some(({ state }) => UNKNOWNS.includes(state)) ? 'partly-known' : undefined;
};

/** @param provenBefore when the message certainly existed, milliseconds since 1970 UTC; null without a time-stamp */
const judge = (finding: Judged, provenBefore: number | null): CheckResult => {
  const { certificates } = finding;
  const facts = toFacts(finding);
  const revoked = certificates.find(({ state }) => state === 'revoked');
  if (revoked) return failed(revoked === certificates[0] ? 'revoked' : 'authority-revoked', { ...describeRevocation(revoked), ...facts });
  const doubted = certificates.filter(({ state }) => DOUBTS.includes(state));
  // What existed before the key was lost was not made with the lost key.
  const open = doubted.filter(({ revocation }) => revocation !== null && (provenBefore === null || provenBefore >= revocation.from));
  const worst = open.find(({ state }) => state === 'compromised-since') ?? open[0];
  if (worst) return undetermined(worst.state, { ...describeRevocation(worst), ...facts });
  const unknown = findUnknown(finding);
  if (unknown) return undetermined(unknown, facts);
  const later = certificates.find(({ revocation }) => revocation !== null);
  const notes = [...(doubted.length > 0 ? ['proven-before'] : []), ...(later && doubted.length === 0 ? ['revoked-since'] : [])];
  return passed({ ...(later ? describeRevocation(later) : {}), ...facts }, notes);
};

export const revocation: Check = {
  id,
  weight: 'veto',
  codes: toCodes(
    id,
    ...['revoked', 'authority-revoked', 'compromised-since', 'unexplained-since'],
    ...['not-checked', 'not-available', 'limit-reached', 'partly-known', ...UNKNOWNS],
    ...['revoked-since', 'proven-before'],
  ),
  holdsBack: DOUBT_CODES,
  run: ({ revocation: finding, timestamps }) =>
    finding.status === 'judged' ? judge(finding, findProvenBefore(timestamps)) : undetermined(finding.status),
};
