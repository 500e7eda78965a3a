// How a time-stamp file is to be called, by what it is and not by what its sender called it.

import { isEqualBytes } from '../verify/bytes';
import { parseTimestampFile } from '../verify/cms/parse-timestamp-file';

export type TokenEnding = 'tst' | 'tsr' | 'tsd';

/** @param bytes of a file that was found to hold a time-stamp
 * @throws MalformedInput for any other */
export const toTokenEnding = (bytes: Uint8Array): TokenEnding => {
  const { tokens, content } = parseTimestampFile(bytes);
  const [token] = tokens;
  if (token !== undefined && isEqualBytes(token, bytes)) return 'tst';
  // An answer begins with a status, which is a SEQUENCE; TimeStampedData with its type, an OBJECT IDENTIFIER.
  return content === null && tokens.length < 2 && firstMemberTag(bytes) === 0x30 ? 'tsr' : 'tsd';
};

/** The tag of the first member of a SEQUENCE, whatever the form of its length. */
const firstMemberTag = (bytes: Uint8Array): number | undefined => {
  const length = bytes[1] ?? 0;
  return bytes[length > 0x80 ? 2 + (length & 0x7f) : 2];
};
