// Whether the token's signature names the very certificate that it is verified with (RFC 3161 section 2.4.1, RFC 5816).
import { isEqualBytes } from '../bytes';
import type { Certificate } from '../cms/certificate';
import { isEqualName } from '../cms/name';
import { DIGESTS, OID_ATTRIBUTE_SIGNING_CERTIFICATE, OID_ATTRIBUTE_SIGNING_CERTIFICATE_V2 } from '../cms/oids';
import type { Signer } from '../cms/parse-signed-data';
import { parseSigningCertificate, type SigningCertificate } from '../cms/parse-signing-certificate';
import { MalformedInput } from '../errors';
import type { TimestampProblem } from './timestamp-finding';

const isAbout = async ({ digestAlgorithm, digest, issuer, serial }: SigningCertificate, certificate: Certificate): Promise<boolean> => {
  // SHA-1 is what version 1 always uses: finding another certificate for a given digest is beyond anybody.
  const name = DIGESTS[digestAlgorithm];
  if (!name) return false;
  const computed = new Uint8Array(await crypto.subtle.digest(name, certificate.der as Uint8Array<ArrayBuffer>));
  if (!isEqualBytes(digest, computed)) return false;
  return issuer === null || (serial === certificate.serial && isEqualName(issuer, certificate.issuer));
};

/** Where both versions are there, both must name it. */
export const findSigningCertificateProblem = async (
  { signedAttributes }: Signer,
  certificate: Certificate,
): Promise<TimestampProblem | undefined> => {
  const valuesOf = (oid: string): readonly Uint8Array[] => signedAttributes?.values.get(oid) ?? [];
  const version1 = valuesOf(OID_ATTRIBUTE_SIGNING_CERTIFICATE);
  const version2 = valuesOf(OID_ATTRIBUTE_SIGNING_CERTIFICATE_V2);
  if (version1.length + version2.length === 0) return 'signing-certificate-missing';
  if (version1.length > 1 || version2.length > 1) return 'signing-certificate-mismatch';
  try {
    const named = [
      ...version1.map((value) => parseSigningCertificate(value, false)),
      ...version2.map((value) => parseSigningCertificate(value, true)),
    ];
    const agree = await Promise.all(named.map((each) => isAbout(each, certificate)));
    return agree.every(Boolean) ? undefined : 'signing-certificate-mismatch';
  } catch (error) {
    if (error instanceof MalformedInput) return 'signing-certificate-mismatch';
    throw error;
  }
};
