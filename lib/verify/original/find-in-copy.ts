// Who stands only among the Cc of the message that a receipt or envelope encloses: no complete receipt is due for them (RFC 6109 section 3.3.2).
import { findMessageStart } from '../evidence';
import { findOriginal } from '../find-certification';
import { findSignedEntity } from '../find-signed-entity';
import { decodeBody } from '../mime/decode-body';
import { parseHeaders } from '../mime/parse-headers';
import { parsePart } from '../mime/parse-part';
import { listAddresses } from './differing-headers';

/** Lower case; null where no message is enclosed. Signatures are not looked at: that is the caller's affair.
 * @throws LimitReached, MalformedInput */
export const findInCopy = (bytes: Uint8Array): string[] | null => {
  const entity = findSignedEntity(parsePart(bytes, findMessageStart(bytes)));
  const part = entity.ok ? findOriginal(entity.signedPart) : undefined;
  if (part === undefined) return null;
  const original = decodeBody(bytes, part);
  const { headers } = parseHeaders(original, findMessageStart(original), original.length);
  const primary = listAddresses(headers, 'to');
  // Who stands in both is a primary recipient by the same rule.
  return listAddresses(headers, 'cc').filter((address) => !primary.includes(address));
};
