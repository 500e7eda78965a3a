// Time-stamps in the signature and beside the message, each judged: what existed, before when, by whose clock.
import { OID_ATTRIBUTE_TIMESTAMP_TOKEN } from '../cms/oids';
import { parseTimestampFile, type TimestampFile } from '../cms/parse-timestamp-file';
import { LimitReached, MalformedInput } from '../errors';
import type { Evidence } from '../evidence';
import { LIMITS } from '../limits';
import { findInstant, findSigner } from '../signer';
import type { TrustStore } from '../trust/trust-store';
import { type CoveredBytes, createCoveredBytes } from './covered-bytes';
import { judgeToken, type TokenContext } from './judge-token';
import type { BadTimestamp, TimestampFinding, TimestampProblem } from './timestamp-finding';

const bad = (problem: TimestampProblem): BadTimestamp => ({ ok: false, covers: 'message', problem });

/** Whether the pieces, one after the other, are these octets. */
const isContent = (pieces: readonly Uint8Array[], bytes: Uint8Array): boolean => {
  let at = 0;
  for (const piece of pieces) {
    for (let index = 0; index < piece.length; index++) if (piece[index] !== bytes[at + index]) return false;
    at += piece.length;
  }
  return at === bytes.length;
};

/** TimeStampedData may hash its words about the file before the file (RFC 5544 section 2). */
const toCovered = ({ protectedMetaData }: TimestampFile, message: CoveredBytes, bytes: Uint8Array): CoveredBytes => {
  if (!protectedMetaData) return message;
  const both = new Uint8Array(protectedMetaData.length + bytes.length);
  both.set(protectedMetaData);
  both.set(bytes, protectedMetaData.length);
  return createCoveredBytes('message', both);
};

const judgeTokens = async (tokens: readonly Uint8Array[], covered: CoveredBytes, context: TokenContext): Promise<TimestampFinding[]> => {
  const findings: TimestampFinding[] = [];
  for (const token of tokens.slice(0, LIMITS.timestamps)) findings.push(await judgeToken(token, covered, context));
  return tokens.length > LIMITS.timestamps ? [...findings, { ok: false, covers: covered.covers, problem: 'limit-reached' }] : findings;
};

/** Later tokens of one file renew the ones before them and are about those (RFC 5544 section 2): alone they say nothing of the message. */
const dropRenewals = (findings: readonly TimestampFinding[]): TimestampFinding[] =>
  findings.filter((finding, index) => index === 0 || finding.ok || !finding.problem.startsWith('wrong-imprint'));

const judgeFile = async (
  file: Uint8Array,
  message: CoveredBytes,
  bytes: Uint8Array,
  context: TokenContext,
): Promise<TimestampFinding[]> => {
  try {
    const parsed = parseTimestampFile(file);
    if (parsed.isRefusal) return [bad('refused')];
    if (parsed.content && !isContent(parsed.content, bytes)) return [bad('other-content')];
    return dropRenewals(await judgeTokens(parsed.tokens, toCovered(parsed, message, bytes), context));
  } catch (error) {
    if (error instanceof LimitReached) return [bad('limit-reached')];
    if (error instanceof MalformedInput) return [bad('unreadable')];
    throw error;
  }
};

/** What is about other octets is no matter of this message, as long as something is about these. */
const dropForeign = (findings: readonly TimestampFinding[]): TimestampFinding[] => {
  const isForeign = (finding: TimestampFinding): boolean => !finding.ok && ['wrong-imprint', 'other-content'].includes(finding.problem);
  return findings.some(({ ok }) => ok) ? findings.filter((finding) => !isForeign(finding)) : [...findings];
};

/** @param beside untrusted bytes of .tsr, .tst and .tsd files (RFC 3161, RFC 5544) that lie beside the message
 * @param now milliseconds since 1970 UTC */
export const findTimestamps = async (
  evidence: Evidence,
  beside: readonly Uint8Array[],
  trust: TrustStore,
  now: number,
): Promise<TimestampFinding[]> => {
  const context: TokenContext = { trust, now, instant: findInstant(evidence) };
  const signer = findSigner(evidence);
  const inside = signer?.unsignedValues.get(OID_ATTRIBUTE_TIMESTAMP_TOKEN) ?? [];
  const findings = signer ? await judgeTokens(inside, createCoveredBytes('signature', signer.signature), context) : [];
  const message = createCoveredBytes('message', evidence.bytes);
  const besides: TimestampFinding[] = [];
  for (const file of beside) besides.push(...(await judgeFile(file, message, evidence.bytes, context)));
  return [...findings, ...dropForeign(besides)];
};
