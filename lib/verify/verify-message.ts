// The procedure on one screen: collect evidence, judge what is enclosed, run the checks, conclude.
import { toSha256Hex } from './bytes';
import type { Case, Check } from './check';
import { CHECKS } from './checks/all';
import { findEnclosed } from './enclosed';
import { collectEvidence, type Evidence } from './evidence';
import { LIMITS } from './limits';
import type { CertifiedFacts, CheckResult, Kind, Report } from './report';
import { findRevocation } from './revocation/find-revocation';
import type { RevocationData } from './revocation/revocation-data';
import { findInstant, findSigner } from './signer';
import { findTimestamps } from './timestamps/find-timestamps';
import { findProviderPath } from './trust/find-provider-path';
import type { TrustStore } from './trust/trust-store';
import { toVerdict } from './verdict';

export type VerifyContext = {
  trust: TrustStore;
  /** "Now" for notes and for dates in the future: ISO 8601. */
  now: string;
  /** Revocation lists and OCSP answers that the user chose to get; nothing is fetched here. */
  revocation?: RevocationData;
  /** Time-stamp files that lie beside the message: .tsr, .tst, .tsd. */
  timestamps?: readonly Uint8Array[];
  /** Messages as their sender kept them; what a receipt encloses is compared with the one that it is about. */
  originals?: readonly Uint8Array[];
};

/** Judges one message by its bytes (RFC 6109). Hostile bytes give a report, never an exception.
 * Never keeps or changes `bytes`. */
export const verifyMessage = async (bytes: Uint8Array, context: VerifyContext): Promise<Report> => {
  // The digest works beside the search for parts, and not beside the digest of what was signed when they are large.
  const sha256 = toSha256Hex(bytes);
  return { ...(await judgeMessage(bytes, context, sha256)), sha256: await sha256 };
};

/** The same without the hash that names the file: no verdict rests on it.
 * @param before what a large message waits for until it is hashed */
export const judgeMessage = (bytes: Uint8Array, context: VerifyContext, before: Promise<unknown> = Promise.resolve()): Promise<Judgement> =>
  judge(bytes, context, { hasOwnHeaders: true, depth: 0, budget: { enclosed: LIMITS.enclosed }, before });

/** `budget` is one for the whole tree: copies of copies would multiply otherwise. `before` is the digest that checks wait for where two
 * at a time would take too much memory, `around` what encloses it. */
type Place = {
  hasOwnHeaders: boolean;
  depth: number;
  budget: { enclosed: number };
  before: Promise<unknown>;
  around?: Evidence;
};

/** A report whose message is not hashed: most enclosed messages are ordinary mail, and nobody asks for their hash. */
export type Judgement = Omit<Report, 'sha256'>;

const mustWait = ({ bytes, signedBytes }: Evidence): boolean => {
  const isCopied = signedBytes !== null && signedBytes.buffer !== bytes.buffer;
  return bytes.length > (isCopied ? LIMITS.copiedDigestBytes : LIMITS.digestBytes);
};

const judge = async (bytes: Uint8Array, context: VerifyContext, place: Place): Promise<Judgement> => {
  const evidence = await collectEvidence(bytes, place.hasOwnHeaders, place.around);
  const enclosed = await judgeEnclosed(evidence, context, place);
  // Headers too long to read whole may claim anything.
  const isUnread = !evidence.entity.ok && 'limit' in evidence.entity.problem && evidence.entity.problem.limit === 'headerBytes';
  const claimsNothing = !evidence.claim && !evidence.remnant && !isUnread;
  if (claimsNothing && !evidence.entity.ok) return toOrdinary(enclosed, context);
  if (mustWait(evidence)) await place.before;
  const subject = await toCase(evidence, enclosed, context);
  const results = await Promise.all(CHECKS.map((check) => runCheck(check, subject)));
  // A signature that is no provider's, on a message that claims nothing, is ordinary signed mail.
  if (claimsNothing && !isProviderSigned(results)) return toOrdinary(enclosed, context);
  return conclude(subject, results, enclosed);
};

const judgeEnclosed = async (evidence: Evidence, context: VerifyContext, place: Place): Promise<Report[]> => {
  const { depth, budget } = place;
  if (depth >= LIMITS.enclosedDepth) return [];
  const reports: Report[] = [];
  for (const { bytes, hasOwnHeaders } of findEnclosed(evidence)) {
    budget.enclosed -= 1;
    if (budget.enclosed < 0) break;
    // A time-stamp beside the file is about the whole file.
    const judgement = await judge(bytes, { ...context, timestamps: [] }, { ...place, hasOwnHeaders, depth: depth + 1, around: evidence });
    // An ordinary mail in between is passed through to the PEC inside it; an unsigned claim is not evidence of anything.
    const isSigned = judgement.checks.some(({ check, status }) => check === 'message-structure' && status === 'passed');
    const isKept = judgement.verdict !== 'not-pec' && isSigned;
    reports.push(...(isKept ? [{ ...judgement, sha256: await toSha256Hex(bytes) }] : judgement.enclosed));
  }
  return reports;
};

const toCase = async (evidence: Evidence, enclosed: readonly Report[], context: VerifyContext): Promise<Case> => {
  const { trust, now, revocation = [], timestamps = [], originals = [] } = context;
  const signer = findSigner(evidence)?.certificate;
  const instant = findInstant(evidence);
  const intermediates = evidence.signedData.ok ? evidence.signedData.value.certificates : [];
  const path = signer && instant !== null ? await findProviderPath(signer, intermediates, trust, instant) : null;
  return {
    evidence,
    trust,
    now: Date.parse(now),
    instant,
    path,
    timestamps: await findTimestamps(evidence, timestamps, trust, Date.parse(now)),
    revocation: await findRevocation(path, revocation, instant),
    originals,
    hasVerifiedEnclosed: enclosed.some(({ verdict }) => verdict === 'verified'),
  };
};

/** Fail closed: a check that crashes concludes nothing. */
const runCheck = async (check: Check, subject: Case): Promise<CheckResult> => {
  try {
    return await check.run(subject);
  } catch {
    return { check: check.id, status: 'undetermined', facts: {}, reason: `${check.id}.internal-error` };
  }
};

const isProviderSigned = (results: readonly CheckResult[]): boolean =>
  ['signer-certificate', 'provider-trust'].every((id) => results.some(({ check, status }) => check === id && status === 'passed'));

/** What the message is by its certification data, else what it claims. */
const toKind = ({ certification, claim }: Evidence): Kind => {
  if (certification.status === 'found') return certification.facts.kind;
  return certification.status === 'none-due' ? 'anomalia' : (claim ?? 'none');
};

/** The signed facts, only when a provider's signature covers them and no required check failed: a stranger certifies nothing. */
const toCertified = ({ certification }: Evidence, results: readonly CheckResult[], isFailed: boolean): CertifiedFacts | null => {
  const isSigned = ['signature-integrity', 'provider-trust'].every((id) =>
    results.some(({ check, status }) => check === id && status === 'passed'),
  );
  return certification.status === 'found' && isSigned && !isFailed ? certification.facts : null;
};

const conclude = ({ evidence, trust, instant }: Case, checks: CheckResult[], enclosed: Report[]): Judgement => {
  const verdict = toVerdict(checks, CHECKS);
  return {
    format: 1,
    verdict,
    kind: toKind(evidence),
    checks,
    certified: toCertified(evidence, checks, verdict === 'failed'),
    enclosed,
    judgedAt: instant === null ? '' : new Date(instant).toISOString(),
    trustListDate: trust.date,
  };
};

const toOrdinary = (enclosed: Report[], { trust }: VerifyContext): Judgement => ({
  format: 1,
  verdict: 'not-pec',
  kind: 'none',
  checks: [],
  certified: null,
  enclosed,
  judgedAt: '',
  trustListDate: trust.date,
});
