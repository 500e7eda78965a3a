// What a certificate's own octets say of its issuance, exactly as written: lists and OCSP answers refer to that (RFC 6960 section 4.1.1).
import { MalformedInput } from '../errors';
import { type Ber, contentOf, encodingOf, membersOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, tagged } from './ber-values';
import type { Certificate } from './certificate';
import { findExtension, parseExtensionList } from './parse-extension-list';

const OID_DISTRIBUTION_POINTS = '2.5.29.31';

export type Issuance = {
  /** DER of the issuer's name. */
  issuerName: Uint8Array;
  /** DER of the names under which the lists that cover this certificate are published. */
  distributionPoints: Uint8Array[];
};

/** DistributionPointName (RFC 5280 section 4.2.1.13): the DER of each full name; one relative to the issuer gives none.
 * @throws MalformedInput or LimitReached */
export const parsePointNames = (point: Ber | undefined): Uint8Array[] => {
  const [name, more] = point?.tag === tagged(0) ? membersOf(point) : [];
  if (more) throw new MalformedInput('point');
  return name?.tag === tagged(0) ? membersOf(name).map(encodingOf) : [];
};

/** @throws MalformedInput or LimitReached */
export const parseIssuance = ({ tbs }: Certificate): Issuance => {
  const fields = [...sequenceOf(readBer(tbs))];
  if (fields[0]?.tag === tagged(0)) fields.shift();
  const issuer = fields[2];
  if (!issuer) throw new MalformedInput('certificate');
  const wrapped = fields.find(({ tag }) => tag === tagged(3));
  const points = findExtension(parseExtensionList(wrapped && membersOf(wrapped)[0]), OID_DISTRIBUTION_POINTS);
  return {
    issuerName: encodingOf(issuer),
    distributionPoints: points ? sequenceOf(points).flatMap((point) => parsePointNames(sequenceOf(point)[0])) : [],
  };
};

/** The octets of a BIT STRING that has no unused bits.
 * @throws MalformedInput */
export const toBitOctets = (value: Ber | undefined): Uint8Array => {
  const octets = contentOf(expectTag(value, TAG.bitString));
  if (octets[0] !== 0) throw new MalformedInput('bits');
  return octets.subarray(1);
};

/** The octets of the public key without algorithm and unused bits: what OCSP calls the key.
 * @throws MalformedInput or LimitReached */
export const parseKeyOctets = ({ spki }: Pick<Certificate, 'spki'>): Uint8Array => toBitOctets(sequenceOf(readBer(spki))[1]);
