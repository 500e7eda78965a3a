// Is the message itself what a provider sends: signed at its root, well formed, nothing said twice?
import { type Check, createOutcomes, toCodes } from '../check';
import { findAmbiguity } from '../find-ambiguity';
import { findHeaders, type Header } from '../mime/parse-headers';

const id = 'message-structure';
const { passed, failed, undetermined } = createOutcomes(id);

/** Parsers that take the first and parsers that take the last of these would show different messages. */
const SINGLE_HEADERS = ['from', 'content-type', 'x-ricevuta', 'x-trasporto'];

const findRepeated = (headers: readonly Header[]): string | undefined =>
  SINGLE_HEADERS.find((name) => findHeaders(headers, name).length > 1);

export const messageStructure: Check = {
  id,
  weight: 'required',
  codes: toCodes(
    id,
    ...['unsigned-claim', 'signature-removed', 'not-two-parts', 'malformed', 'trailing-parts', 'duplicate-header', 'no-sender-header'],
    ...['wrapped', 'original-without-envelope', 'loose-parts', 'limit-reached', 'unreadable-headers', 'trailing-text', 'opaque-signature'],
    'signature-type',
    ...['line-endings-restored', 'leading-text-skipped'],
  ),
  run({ evidence, hasVerifiedEnclosed }) {
    const { entity, headers, claim, remnant, hasOwnHeaders } = evidence;
    const repeated = findRepeated(headers);
    if (!entity.ok && entity.problem.problem === 'unsigned-claim') {
      if (hasVerifiedEnclosed && claim) return undetermined('wrapped');
      if (!claim && remnant) return undetermined(remnant);
    }
    if (repeated) return failed('duplicate-header', { header: repeated });
    // A signature that nobody can read is none: what claims to be PEC without one is a fake.
    if (!evidence.signedData.ok && evidence.signedData.problem === 'unreadable') return failed('unsigned-claim');
    if (!entity.ok) {
      const { status, problem } = entity.problem;
      const facts = 'limit' in entity.problem ? { limit: entity.problem.limit } : {};
      return status === 'failed' ? failed(problem, facts) : undetermined(problem, facts);
    }
    if (hasOwnHeaders && findHeaders(headers, 'from').length === 0) return failed('no-sender-header');
    const ambiguity = findAmbiguity(evidence);
    if (ambiguity === 'hidden-parts') return failed('malformed');
    if (ambiguity) return undetermined(ambiguity);
    return passed({ size: evidence.bytes.length }, [
      ...(evidence.hasRestoredLineEnds ? ['line-endings-restored'] : []),
      ...(evidence.hasSkippedLeadingText ? ['leading-text-skipped'] : []),
    ]);
  },
};
