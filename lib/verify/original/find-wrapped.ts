// The sent message inside an envelope or a complete receipt, exactly as the provider enclosed it.
import { findCertification, findOriginal } from '../find-certification';
import { findSignedEntity } from '../find-signed-entity';
import { decodeBody } from '../mime/decode-body';
import { parsePart } from '../mime/parse-part';
import { findClaim } from '../pec/find-claim';
import type { CertifiedFacts } from '../report';

/** True for PEC that encloses the whole original, not its hashes (RFC 6109 section 3.3.2). */
export const isWhole = ({ kind, receiptType }: CertifiedFacts): boolean =>
  kind === 'posta-certificata' || (kind === 'avvenuta-consegna' && receiptType === 'completa');

/** Undefined for other PEC, which hold none or only its hashes. Signatures are not looked at: that is the caller's affair.
 * @param start what `findMessageStart` found
 * @throws LimitReached, MalformedInput */
export const findWrapped = (bytes: Uint8Array, start: number): Uint8Array | undefined => {
  const root = parsePart(bytes, start);
  const entity = findSignedEntity(root);
  if (!entity.ok) return undefined;
  const certification = findCertification(bytes, entity.signedPart, findClaim(root.headers));
  const part = certification.status === 'found' && isWhole(certification.facts) ? findOriginal(entity.signedPart) : undefined;
  return part && decodeBody(bytes, part);
};
