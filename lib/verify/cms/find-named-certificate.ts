// The certificate that a SignerIdentifier names (RFC 5652 section 5.3): by issuer and serial number, or by subject key identifier.
import { isEqualBytes, toHex } from '../bytes';
import { MalformedInput } from '../errors';
import { type Ber, contentOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, tagged } from './ber-values';
import type { Certificate } from './certificate';
import { isEqualName, type Name } from './name';
import { parseName } from './parse-name';

const SUBJECT_KEY_IDENTIFIER = 0x80;

type IssuerAndSerial = { issuer: Ber; serial: Ber };

/** Issuer and serial number of a certificate, as it writes them (RFC 5280 section 4.1). */
const readIssuerAndSerial = ({ tbs }: Certificate): IssuerAndSerial => {
  const members = sequenceOf(readBer(tbs));
  const [serial, , issuer] = members[0]?.tag === tagged(0) ? members.slice(1) : members;
  return { serial: expectTag(serial, TAG.integer), issuer: expectTag(issuer, TAG.sequence) };
};

const known = new WeakMap<Certificate, IssuerAndSerial>();

const findIssuerAndSerial = (certificate: Certificate): IssuerAndSerial => {
  const before = known.get(certificate) ?? readIssuerAndSerial(certificate);
  known.set(certificate, before);
  return before;
};

const isSame = (left: Ber, right: Ber): boolean => isEqualBytes(contentOf(left), contentOf(right));

const fold = (value: string): string =>
  value
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(/[ \t-\r]+/g, ' ')
    .trim();

/** OpenSSL folds the letters of ASCII alone: where it finds no signer, we name none either. */
const isEqualInAscii = (left: Name, right: Name): boolean =>
  left.attributes.every(({ value }, index) => fold(value) === fold(right.attributes[index]?.value ?? ''));

const isNamed = (certificate: Certificate, { issuer, serial }: IssuerAndSerial): boolean => {
  const own = findIssuerAndSerial(certificate);
  if (!isSame(own.serial, serial)) return false;
  // An empty name names nobody. Two writings of one name are the same name (RFC 5280 section 7.1); hardly anybody uses two.
  const isSameWriting = contentOf(issuer).length > 0 && isSame(own.issuer, issuer);
  if (isSameWriting) return true;
  const name = parseName(issuer);
  return isEqualName(certificate.issuer, name) && isEqualInAscii(certificate.issuer, name);
};

/** @returns null when no certificate has that name
 * @throws MalformedInput */
export const findNamedCertificate = (identifier: Ber | undefined, certificates: readonly Certificate[]): Certificate | null => {
  if (identifier?.tag === SUBJECT_KEY_IDENTIFIER) {
    const keyIdentifier = toHex(contentOf(identifier));
    return certificates.find((certificate) => certificate.subjectKeyIdentifier === keyIdentifier) ?? null;
  }
  const [issuer, serial, third] = sequenceOf(identifier);
  if (third) throw new MalformedInput('signer-identifier');
  const named = { issuer: expectTag(issuer, TAG.sequence), serial: expectTag(serial, TAG.integer) };
  return certificates.find((certificate) => isNamed(certificate, named)) ?? null;
};
