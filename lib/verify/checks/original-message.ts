// Is the original enclosed where it is due, what does the receipt therefore prove, and is it what was sent (RFC 6109 section 3.3.2)?
import { type Case, type Check, createOutcomes, toCodes } from '../check';
import { LimitReached, MalformedInput } from '../errors';
import { findOriginal } from '../find-certification';
import { decodeBody } from '../mime/decode-body';
import type { MimePart } from '../mime/parse-part';
import { compareOriginal, type Enclosed } from '../original/compare-original';
import { toComparisonFacts } from '../original/comparison-facts';
import { findHashClaims } from '../original/hash-claims';
import { parseOriginal } from '../original/original-content';
import type { CertifiedFacts, CheckResult } from '../report';

const id = 'original-message';
const { passed, failed, undetermined } = createOutcomes(id);

type Subject = Pick<Case, 'evidence' | 'originals'>;

/** Envelopes carry the original; delivery receipts do when they are complete or brief. */
const isDue = ({ kind, receiptType }: CertifiedFacts): boolean =>
  kind === 'posta-certificata' || (kind === 'avvenuta-consegna' && (receiptType === 'completa' || receiptType === 'breve'));

const isBrief = ({ kind, receiptType }: CertifiedFacts): boolean => kind === 'avvenuta-consegna' && receiptType === 'breve';

type Proof = { proves: 'transport' | 'content-by-hash' | 'full-content' };

/** What is said where nothing was compared. */
const toUncompared = ({ kind }: CertifiedFacts, proof: Proof, note: string): CheckResult => {
  if (proof.proves === 'content-by-hash') return passed(proof, ['hashes-only', note]);
  if (note === 'other-message') return passed(proof, [note]);
  return passed(proof, [kind === 'avvenuta-consegna' ? note : 'whole-content']);
};

/** A difference does not touch the verdict: the copy handed in is no evidence itself. */
const compare = async (enclosed: Enclosed, facts: CertifiedFacts, proof: Proof, originals: Case['originals']): Promise<CheckResult> => {
  const comparison = await compareOriginal(enclosed, facts, originals);
  if (comparison.status !== 'compared') {
    const { status } = comparison;
    return status === 'not-compared' || status === 'other-message' ? toUncompared(facts, proof, status) : undetermined(status, proof);
  }
  const found = { ...proof, ...toComparisonFacts(comparison) };
  if (comparison.difference !== null) return failed(comparison.difference, found);
  const isRenamed = comparison.match.equal.some(({ sentName }) => sentName !== null);
  return passed(found, [proof.proves === 'content-by-hash' ? 'hashes-match' : 'content-equal', ...(isRenamed ? ['names-differ'] : [])]);
};

/** A brief receipt without any hash replaced nothing: there were no attachments, or the message was an opaque S/MIME one. */
const judgeBrief = async (enclosed: Uint8Array, facts: CertifiedFacts, originals: Case['originals']): Promise<CheckResult> => {
  const content = parseOriginal(enclosed);
  const hashes = findHashClaims(content);
  if (hashes.hasUnreadable || content.isBroken) return undetermined('unreadable-hash', { proves: 'transport' });
  const proof: Proof = { proves: hashes.claims.length > 0 ? 'content-by-hash' : 'full-content' };
  return compare({ content, hashes }, facts, proof, originals);
};

const judge = async ({ evidence, originals }: Subject, part: MimePart, facts: CertifiedFacts): Promise<CheckResult> => {
  const proof: Proof = { proves: isBrief(facts) ? 'transport' : 'full-content' };
  // Nothing is read twice where nothing was handed in.
  if (!isBrief(facts) && originals.length === 0) return toUncompared(facts, proof, 'not-compared');
  try {
    const enclosed = decodeBody(evidence.bytes, part);
    if (isBrief(facts)) return await judgeBrief(enclosed, facts, originals);
    return await compare({ content: parseOriginal(enclosed), hashes: null }, facts, proof, originals);
  } catch (error) {
    if (error instanceof LimitReached) return undetermined('limit-reached', { ...proof, limit: error.limit });
    if (error instanceof MalformedInput) return undetermined('unreadable-original', proof);
    throw error;
  }
};

export const originalMessage: Check = {
  id,
  weight: 'informative',
  codes: [
    ...toCodes(id, 'missing', 'not-available', 'unreadable-hash', 'unreadable-original', 'limit-reached'),
    ...toCodes(id, 'not-due', 'whole-content', 'hashes-only', 'not-compared', 'other-message'),
    ...toCodes(id, 'hashes-match', 'content-equal', 'names-differ'),
    ...toCodes(id, 'hash-differs', 'attachment-missing', 'attachment-added', 'text-differs', 'headers-differ'),
  ],
  run({ evidence, originals }) {
    const { entity, certification } = evidence;
    if (!entity.ok || certification.status === 'absent') return undetermined('not-available');
    const original = findOriginal(entity.value.signedPart);
    if (certification.status === 'none-due') return passed({ proves: 'transport' }, ['whole-content']);
    const { facts } = certification;
    if (original) return judge({ evidence, originals }, original, facts);
    // Cc recipients get a summary receipt even when a complete one was asked for: transport is proven, content is not.
    return isDue(facts) ? undetermined('missing', { proves: 'transport' }) : passed({ proves: 'transport' }, ['not-due']);
  },
};
