// Whether the message that a receipt or envelope encloses can be read at all: the words of the provider say only that it is there.
import { LimitReached, MalformedInput } from '../errors';
import { findMessageStart } from '../evidence';
import { findOriginal } from '../find-certification';
import { findSignedEntity } from '../find-signed-entity';
import { decodeBody } from '../mime/decode-body';
import { parsePart } from '../mime/parse-part';
import { parseOriginal } from './original-content';

/** False where none is enclosed, too. Signatures are not looked at: that is the caller's affair. */
export const isReadableOriginal = (bytes: Uint8Array): boolean => {
  try {
    const entity = findSignedEntity(parsePart(bytes, findMessageStart(bytes)));
    const part = entity.ok ? findOriginal(entity.signedPart) : undefined;
    return part !== undefined && !parseOriginal(decodeBody(bytes, part)).isBroken;
  } catch (error) {
    if (error instanceof LimitReached || error instanceof MalformedInput) return false;
    throw error;
  }
};
