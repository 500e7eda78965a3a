// AlgorithmIdentifier (RFC 5280 section 4.1.1.2) as plain facts, with what RSASSA-PSS says in its parameters (RFC 4055 section 3.1).
import { MalformedInput } from '../errors';
import { type Ber, membersOf } from './ber';
import { expectTag, sequenceOf, tagged, toOid, toSmallInteger } from './ber-values';
import type { SignatureAlgorithm } from './certificate';
import { DIGESTS, OID_MGF1, OID_RSA_PSS } from './oids';

const OID_SHA_1 = '1.3.14.3.2.26';
const DEFAULT_SALT = 20;

/** @throws MalformedInput */
export const toAlgorithm = (value: Ber | undefined): { oid: string; parameters: Ber | undefined } => {
  const [oid, parameters, third] = sequenceOf(value);
  if (third) throw new MalformedInput('algorithm');
  return { oid: toOid(oid), parameters };
};

/** The one member of each field `[0]`–`[3]`, all of them optional and in order. */
const readFields = (parameters: Ber): (Ber | undefined)[] => {
  const fields: (Ber | undefined)[] = [undefined, undefined, undefined, undefined];
  let last = -1;
  for (const field of sequenceOf(parameters)) {
    const number = field.tag - tagged(0);
    const [value, second] = membersOf(expectTag(field, tagged(number & 3)));
    if (number <= last || second || !value) throw new MalformedInput('pss');
    fields[number] = value;
    last = number;
  }
  return fields;
};

const toPss = (parameters: Ber | undefined): SignatureAlgorithm['pss'] => {
  const [hashField, maskField, salt, trailer] = parameters ? readFields(parameters) : [];
  const hash = hashField ? toAlgorithm(hashField).oid : OID_SHA_1;
  const mask = maskField ? toAlgorithm(maskField) : null;
  const maskHash = mask ? mask.parameters && toAlgorithm(mask.parameters).oid : OID_SHA_1;
  // WebCrypto knows MGF1 with the same digest and trailer 1 only: other parameters are another algorithm.
  const isUsual = (mask?.oid ?? OID_MGF1) === OID_MGF1 && maskHash === hash && (!trailer || toSmallInteger(trailer) === 1);
  return { digest: isUsual ? (DIGESTS[hash] ?? hash) : '', saltLength: salt ? toSmallInteger(salt) : DEFAULT_SALT };
};

/** @throws MalformedInput */
export const toSignatureAlgorithm = (value: Ber | undefined): SignatureAlgorithm => {
  const { oid, parameters } = toAlgorithm(value);
  return { oid, pss: oid === OID_RSA_PSS ? toPss(parameters) : null };
};
