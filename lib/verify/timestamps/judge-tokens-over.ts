// The tokens in one time-stamp file against the octets that they should be about, whether those are a message or anything else.
import { parseTimestampFile, type TimestampFile } from '../cms/parse-timestamp-file';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
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

export const judgeTokens = async (
  tokens: readonly Uint8Array[],
  covered: CoveredBytes,
  context: TokenContext,
): Promise<TimestampFinding[]> => {
  const findings: TimestampFinding[] = [];
  for (const token of tokens.slice(0, LIMITS.timestamps)) findings.push(await judgeToken(token, covered, context));
  return tokens.length > LIMITS.timestamps ? [...findings, { ok: false, covers: covered.covers, problem: 'limit-reached' }] : findings;
};

/** Later tokens of one file renew the ones before them and are about those (RFC 5544 section 2): alone they say nothing of the message. */
const dropRenewals = (findings: readonly TimestampFinding[]): TimestampFinding[] =>
  findings.filter((finding, index) => index === 0 || finding.ok || !finding.problem.startsWith('wrong-imprint'));

/** Hostile octets give a finding, never an exception. */
export const judgeFile = async (
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

/** Of octets that say nothing about when they were made, as the manifest of a bundle or a list of hashes.
 * @param file untrusted bytes of a .tsr, .tst or .tsd file (RFC 3161, RFC 5544)
 * @param now milliseconds since 1970 UTC */
export const judgeTokensOver = (bytes: Uint8Array, file: Uint8Array, trust: TrustStore, now: number): Promise<TimestampFinding[]> =>
  judgeFile(file, createCoveredBytes('message', bytes), bytes, { trust, now, instant: null });
