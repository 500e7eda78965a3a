// How OCSP names who issued a certificate: digests of the name and of the key, exactly as written (RFC 6960 section 4.1.1).
import type { Certificate } from '../cms/certificate';
import { parseIssuance, parseKeyOctets } from '../cms/parse-issuance';

const digest = async (name: string, bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest(name, bytes as Uint8Array<ArrayBuffer>));

/** @param name as WebCrypto calls the digest
 * @throws MalformedInput */
export const digestKey = (name: string, certificate: Certificate): Promise<Uint8Array> => digest(name, parseKeyOctets(certificate));

/** @throws MalformedInput or LimitReached */
export const digestIssuer = async (
  name: string,
  certificate: Certificate,
  issuer: Certificate,
): Promise<{ name: Uint8Array; key: Uint8Array }> => ({
  name: await digest(name, parseIssuance(certificate).issuerName),
  key: await digestKey(name, issuer),
});
