// Under which ending a time-stamp file belongs, told by its octets: an answer of the service, a bare token, or data with their token.
import { membersOf, readBer } from '../verify/cms/ber';
import { sequenceOf, TAG, toOid } from '../verify/cms/ber-values';
import { OID_SIGNED_DATA } from '../verify/cms/oids';

export type TimestampForm = 'tsr' | 'tst' | 'tsd';

/** Enough for the frame; what does not even have that is kept under the most common ending. */
const NODES = 100_000;

export const toTimestampForm = (bytes: Uint8Array): TimestampForm => {
  try {
    const [first] = membersOf(readBer(bytes, NODES));
    if (first?.tag === TAG.sequence && sequenceOf(first).length > 0) return 'tsr';
    return toOid(first) === OID_SIGNED_DATA ? 'tst' : 'tsd';
  } catch {
    return 'tsr';
  }
};
