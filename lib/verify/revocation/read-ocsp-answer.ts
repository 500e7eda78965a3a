// What came back for one question, before it is kept: the answer to it, from whoever may give it, and of today; or why it is not.
import { isEqualBytes } from '../bytes';
import { type OcspResponse, parseOcspRefusal, parseOcspResponse } from '../cms/parse-ocsp-response';
import type { OcspSubject } from './create-ocsp-request';
import { findAnswerOutcome } from './find-answer-outcome';
import type { SourceProblem, Statement } from './statement';

/** `unknown`: a believed answer that says nothing. The last two are dates of another day, and an answer to another question. */
export type OcspProblem =
  | 'try-later'
  | 'unauthorized'
  | 'refused'
  | 'unreadable'
  | 'other-certificate'
  | 'not-believed'
  | 'unknown'
  | 'not-fresh'
  | 'replayed';

/** Clocks differ. */
const SKEW_MS = 5 * 60_000;

const parse = (bytes: Uint8Array): OcspResponse | OcspProblem => {
  try {
    return parseOcspResponse(bytes) ?? parseOcspRefusal(bytes) ?? 'unreadable';
  } catch {
    return 'unreadable';
  }
};

/** Many responders sign answers ahead and know no nonce (RFC 5019 section 2.2.1): such an answer must say until when it holds.
 * One with a nonce of another question is somebody's old one. */
const findNonceProblem = ({ nonce, answers }: OcspResponse, asked: Uint8Array): OcspProblem | null => {
  if (nonce === null) return answers.every(({ nextUpdate }) => nextUpdate !== null) ? null : 'not-fresh';
  return isEqualBytes(nonce, asked) ? null : 'replayed';
};

/** A believed answer begins no later than it was made. */
const isFresh = ({ source: { nextUpdate } }: Statement, producedAt: number, now: number): boolean =>
  producedAt <= now + SKEW_MS && (nextUpdate === null || nextUpdate >= now - SKEW_MS);

const toProblem = (problem: SourceProblem): OcspProblem => (problem === 'other-certificates' ? 'other-certificate' : 'not-believed');

/** Null for an answer that is worth keeping: then each message is judged with it anew, at its own signing time.
 * Whether a delegate was revoked is judged there, where the lists are.
 * @param nonce what was sent
 * @param now milliseconds since 1970 UTC */
export const findOcspProblem = async (
  bytes: Uint8Array,
  { certificate, issuer }: OcspSubject,
  nonce: Uint8Array,
  now: number,
): Promise<OcspProblem | null> => {
  const response = parse(bytes);
  if (typeof response === 'string') return response;
  const outcome = await findAnswerOutcome(response, certificate, issuer, async () => false);
  if ('problem' in outcome) return toProblem(outcome.problem);
  const replay = findNonceProblem(response, nonce);
  if (replay) return replay;
  if (!outcome.statements.every((statement) => isFresh(statement, response.producedAt, now))) return 'not-fresh';
  return outcome.statements.some(({ answer }) => answer.type === 'unknown') ? 'unknown' : null;
};
