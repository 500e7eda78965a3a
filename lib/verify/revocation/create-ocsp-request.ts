// What a responder is asked (RFC 6960 section 4.1): the state of one certificate, unsigned, with a nonce; nothing about any message.
import { parseHex } from '../bytes';
import type { Certificate } from '../cms/certificate';
import { OID_OCSP_NONCE } from '../cms/parse-ocsp-response';
import { writeIntegerOctets, writeNull, writeOctets, writeOid, writeSequence, writeTagged } from '../cms/write-der';
import { digestIssuer } from './digest-issuer';

const OID_SHA_1 = '1.3.14.3.2.26';

/** What clients write (RFC 9654 section 2.1). */
export const NONCE_BYTES = 32;

export type OcspSubject = {
  certificate: Certificate;
  /** Whose key signed it. */
  issuer: Certificate;
};

/** The issuer is named by SHA-1, because that is the one digest that responders must know (RFC 5019 section 2.1.1): it only says who is
 * meant, and a collision would ask about another authority's certificate, whose answer nobody would believe here.
 * @param nonce random: it ties the answer to this question
 * @throws RangeError for a nonce of another length, MalformedInput for a certificate that is BER and not DER */
export const createOcspRequest = async ({ certificate, issuer }: OcspSubject, nonce: Uint8Array): Promise<Uint8Array<ArrayBuffer>> => {
  if (nonce.length !== NONCE_BYTES) throw new RangeError('nonce');
  const { name, key } = await digestIssuer('SHA-1', certificate, issuer);
  const identifier = writeSequence(
    writeSequence(writeOid(OID_SHA_1), writeNull()),
    writeOctets(name),
    writeOctets(key),
    writeIntegerOctets(parseHex(certificate.serial)),
  );
  const extension = writeSequence(writeOid(OID_OCSP_NONCE), writeOctets(writeOctets(nonce)));
  return writeSequence(writeSequence(writeSequence(writeSequence(identifier)), writeTagged(2, writeSequence(extension))));
};
