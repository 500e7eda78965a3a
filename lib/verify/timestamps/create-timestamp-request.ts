// What a time-stamp authority is asked (RFC 3161 section 2.4.1): a digest, a nonce, perhaps a policy; nothing of what was hashed.
import { writeInteger, writeNull, writeOctets, writeOid, writeSequence, writeTrue } from '../cms/write-der';

const OID_SHA_256 = '2.16.840.1.101.3.4.2.1';
const SHA_256_BYTES = 32;

export type TimestampRequest = {
  sha256: Uint8Array;
  /** Random: it ties the answer to this request. */
  nonce: Uint8Array;
  /** OID under which the time-stamp should be issued; null leaves it to the authority. */
  policy: string | null;
};

/** Dotted, with the arcs that exist (X.660), and no longer than any that is in use. */
export const isPolicy = (text: string): boolean =>
  text.length <= 100 && /^(?:[01]\.(?:[0-9]|[123][0-9])|2\.(?:0|[1-9]\d*))(?:\.(?:0|[1-9]\d*))*$/.test(text);

/** The certificate is always asked for: without it the token could not be verified years later.
 * @throws RangeError for what a caller must have asked `isPolicy` about */
export const createTimestampRequest = ({ sha256, nonce, policy }: TimestampRequest): Uint8Array<ArrayBuffer> => {
  if (sha256.length !== SHA_256_BYTES || (policy !== null && !isPolicy(policy))) throw new RangeError('time-stamp request');
  return writeSequence(
    writeInteger(Uint8Array.of(1)),
    writeSequence(writeSequence(writeOid(OID_SHA_256), writeNull()), writeOctets(sha256)),
    ...(policy === null ? [] : [writeOid(policy)]),
    writeInteger(nonce),
    writeTrue(),
  );
};
