// SigningCertificate and SigningCertificateV2 → the certificate that a signer says it used (RFC 2634 section 5.4, RFC 5035).
import { toHex } from '../bytes';
import { MalformedInput } from '../errors';
import { type Ber, contentOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, toOid } from './ber-values';
import { parseGeneralName } from './general-name';
import type { Name } from './name';

export type SigningCertificate = {
  /** OID of the digest over the whole certificate. */
  digestAlgorithm: string;
  digest: Uint8Array;
  issuer: Name | null;
  /** Uppercase hex, null with `issuer`. */
  serial: string | null;
};

const SHA_1 = '1.3.14.3.2.26';
const SHA_256 = '2.16.840.1.101.3.4.2.1';

const parseIssuerSerial = (value: Ber | undefined): Pick<SigningCertificate, 'issuer' | 'serial'> => {
  if (!value) return { issuer: null, serial: null };
  const [names, serial, more] = sequenceOf(value);
  const [name, second] = sequenceOf(names);
  const issuer = name && !second && !more ? parseGeneralName(name) : undefined;
  if (issuer?.form !== 'directory') throw new MalformedInput('issuer-serial');
  return { issuer: issuer.name, serial: toHex(contentOf(expectTag(serial, TAG.integer))).toUpperCase() };
};

const toSigningCertificate = (value: Uint8Array, isVersion2: boolean): SigningCertificate => {
  const [certificates] = sequenceOf(readBer(value));
  // The first is the signer's own; others would be its authorities.
  const members = [...sequenceOf(sequenceOf(certificates)[0])];
  const algorithm = isVersion2 && members[0]?.tag === TAG.sequence ? toOid(sequenceOf(members.shift())[0]) : null;
  const [digest, issuerSerial, more] = members;
  if (more) throw new MalformedInput('signing-certificate');
  return {
    digestAlgorithm: algorithm ?? (isVersion2 ? SHA_256 : SHA_1),
    digest: contentOf(expectTag(digest, TAG.octetString)),
    ...parseIssuerSerial(issuerSerial),
  };
};

/** @param value DER of the attribute's value
 * @throws MalformedInput */
export const parseSigningCertificate = (value: Uint8Array, isVersion2: boolean): SigningCertificate => {
  try {
    return toSigningCertificate(value, isVersion2);
  } catch {
    throw new MalformedInput('signing-certificate');
  }
};
