// Under which ending a file belongs, told by its octets: an answer of a time-stamp service, a bare token, data with their token, or a signature.
import { type Ber, membersOf, readBer, readLeadingBer } from '../verify/cms/ber';
import { sequenceOf, TAG, toOid } from '../verify/cms/ber-values';
import { OID_DATA, OID_SIGNED_DATA } from '../verify/cms/oids';

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

/** ContentInfo, SignedData, EncapsulatedContentInfo: what is signed is plain data, and lies in it or not. */
const toSignatureForm = (root: Ber): 'p7m' | 'p7s' | null => {
  const [, wrapped] = sequenceOf(root);
  const [signedData] = wrapped ? membersOf(wrapped) : [];
  const [type, content] = sequenceOf(sequenceOf(signedData)[2]);
  if (toOid(type) !== OID_DATA) return null;
  return content ? 'p7m' : 'p7s';
};

/** Of what came back for a seal. */
export const toAnswerForm = (bytes: Uint8Array): TimestampForm | 'p7m' | 'p7s' => {
  try {
    return toSignatureForm(readLeadingBer(bytes, NODES)) ?? toTimestampForm(bytes);
  } catch {
    return toTimestampForm(bytes);
  }
};
