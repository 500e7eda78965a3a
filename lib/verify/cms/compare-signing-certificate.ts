// Whether a signature names the very certificate that it is verified with (RFC 2634 section 5.4, RFC 5035; for tokens RFC 3161 section 2.4.1, RFC 5816).
import { isEqualBytes } from '../bytes';
import { MalformedInput } from '../errors';
import type { Certificate } from './certificate';
import { isEqualName } from './name';
import { DIGESTS, OID_ATTRIBUTE_SIGNING_CERTIFICATE, OID_ATTRIBUTE_SIGNING_CERTIFICATE_V2 } from './oids';
import type { AttributeValues } from './parse-attributes';
import { parseSigningCertificate, type SigningCertificate } from './parse-signing-certificate';

/** `other`: another one, or nothing that can be read; `unknown`: by a digest that we cannot make. */
type NamedCertificate = 'absent' | 'same' | 'other' | 'unknown';

const compare = async (
  { digestAlgorithm, digest, issuer, serial }: SigningCertificate,
  certificate: Certificate,
): Promise<NamedCertificate> => {
  // SHA-1 is what version 1 always uses: finding another certificate for a given digest is beyond anybody.
  const name = DIGESTS[digestAlgorithm];
  if (!name) return 'unknown';
  const computed = new Uint8Array(await crypto.subtle.digest(name, certificate.der as Uint8Array<ArrayBuffer>));
  if (!isEqualBytes(digest, computed)) return 'other';
  return issuer === null || (serial === certificate.serial && isEqualName(issuer, certificate.issuer)) ? 'same' : 'other';
};

const parseAll = (values: AttributeValues): SigningCertificate[] => {
  const version1 = values.get(OID_ATTRIBUTE_SIGNING_CERTIFICATE) ?? [];
  const version2 = values.get(OID_ATTRIBUTE_SIGNING_CERTIFICATE_V2) ?? [];
  if (version1.length > 1 || version2.length > 1) throw new MalformedInput('signing-certificate');
  return [
    ...version1.map((value) => parseSigningCertificate(value, false)),
    ...version2.map((value) => parseSigningCertificate(value, true)),
  ];
};

/** Where both versions are there, both must name it.
 * @param values of the signed attributes */
export const compareSigningCertificate = async (values: AttributeValues, certificate: Certificate): Promise<NamedCertificate> => {
  try {
    const found = await Promise.all(parseAll(values).map((named) => compare(named, certificate)));
    if (found.length === 0) return 'absent';
    return found.find((each) => each === 'other') ?? found.find((each) => each === 'unknown') ?? 'same';
  } catch (error) {
    if (error instanceof MalformedInput) return 'other';
    throw error;
  }
};
