// The one daticert.xml that counts: direct child of the signed root, before the original; everything else is refused.
import { isEqualBytes } from './bytes';
import { listParts } from './find-signed-entity';
import { LIMITS } from './limits';
import { decodeBody } from './mime/decode-body';
import type { MimePart } from './mime/parse-part';
import { type DaticertProblem, parseDaticert } from './pec/parse-daticert';
import type { CertifiedFacts, Kind } from './report';

export type Certification =
  | { status: 'found'; facts: CertifiedFacts }
  /** An anomaly envelope certifies nothing by rule (RFC 6109 section 3.2.2). */
  | { status: 'none-due' }
  | {
      status: 'absent';
      problem: DaticertProblem | 'missing' | 'more-than-one' | 'contradictory-copies' | 'after-original' | 'not-available';
    }
  | { status: 'absent'; problem: 'limit-reached'; limit: string };

/** RFC 6109 section 4.3.3 prints `certdata.xml`; every real file is `daticert.xml`. */
const NAMES = ['daticert.xml', 'certdata.xml'];

const isOriginal = ({ contentType, fileNames }: MimePart): boolean =>
  contentType.value === 'message/rfc822' || fileNames.includes('postacert.eml');

/** The original message enclosed by the provider: the first message/rfc822 that is a direct child of the signed root. */
export const findOriginal = (signedPart: MimePart): MimePart | undefined => signedPart.children.find(isOriginal);

const isAnomaly = (signedPart: MimePart, claim: Kind | undefined): boolean => {
  const [text, original, third] = signedPart.children;
  const isText = text?.contentType.value.startsWith('text/') || text?.contentType.value === 'multipart/alternative';
  return claim === 'anomalia' && isText === true && original !== undefined && isOriginal(original) && !third;
};

const tryDecode = (bytes: Uint8Array, part: MimePart): Uint8Array | undefined => {
  try {
    return decodeBody(bytes, part, LIMITS.daticertBytes);
  } catch {
    return undefined;
  }
};

export const findCertification = (bytes: Uint8Array, signedPart: MimePart, claim: Kind | undefined): Certification => {
  const parts = listParts(signedPart);
  const named = NAMES.map((name) => parts.filter(({ fileNames }) => fileNames.includes(name))).find((found) => found.length > 0) ?? [];
  const [part, second] = named;
  if (!part) return isAnomaly(signedPart, claim) ? { status: 'none-due' } : { status: 'absent', problem: 'missing' };
  const data = tryDecode(bytes, part);
  if (second) {
    const isSame = data !== undefined && named.every((other) => isEqualBytes(tryDecode(bytes, other) ?? new Uint8Array(), data));
    return { status: 'absent', problem: isSame ? 'more-than-one' : 'contradictory-copies' };
  }
  if (!signedPart.children.includes(part)) return { status: 'absent', problem: 'missing' };
  // The sender's original could hold a guessed boundary followed by a daticert.xml of his own.
  if (parts.some((other) => isOriginal(other) && other.start < part.start)) return { status: 'absent', problem: 'after-original' };
  // Data that call themselves a message would be shown as one.
  if (!data || isOriginal(part)) return { status: 'absent', problem: 'malformed' };
  const result = parseDaticert(data);
  if (result.ok) return { status: 'found', facts: result.facts };
  return result.problem === 'limit-reached'
    ? { status: 'absent', problem: result.problem, limit: result.limit }
    : { status: 'absent', problem: result.problem };
};
