// Writes OCSP responses (RFC 6960 section 4.2), right or bent: any responder, certificate asked about, status, dates.
import { type Digest, digestIdentifier, digestOf, signatureIdentifier, signBytes } from './algorithms';
import { type Certificate, type Issuer, serialFor, signCertificate } from './certificate';
import { type Extension, encodeExtension, extendedKeyUsage, keyUsage } from './certificate-extensions';
import { bitString, explicit, implicit, integer, octetString, oid, sequence, tlv } from './der';
import { encodeName } from './distinguished-name';
import { generalizedTime } from './issue-crl';
import { createKeyPair, type KeySpec, RSA_2048 } from './key-pair';

export const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

export type OcspStatus = { type: 'good' } | { type: 'unknown' } | { type: 'revoked'; revokedAt: Date; reason?: number };

export type OcspOptions = {
  /** Who signs; by default the issuer itself. */
  responder?: Issuer;
  /** How the responder is named. */
  responderId?: 'name' | 'key';
  status?: OcspStatus;
  serial?: bigint;
  /** Whose name and key are in the question; by default the issuer's. */
  nameOf?: Issuer;
  keyOf?: Issuer;
  identifierDigest?: Digest;
  producedAt?: Date;
  thisUpdate?: Date;
  nextUpdate?: Date | null;
  digest?: Digest;
  singleExtensions?: readonly Extension[];
  responseExtensions?: readonly Extension[];
  /** OCSPResponseStatus; anything but 0 leaves the answer out. */
  responseStatus?: number;
};

/** id-pkix-ocsp-archive-cutoff. */
export const archiveCutoff = (instant: Date): Extension => ({
  oid: '1.3.6.1.5.5.7.48.1.6',
  critical: false,
  value: generalizedTime(instant),
});

export const ocspNonce = (nonce: Uint8Array): Extension => ({ oid: '1.3.6.1.5.5.7.48.1.2', critical: false, value: octetString(nonce) });

/** authorityInfoAccess of a certificate, with the addresses of responders. */
export const ocspAddress = (...urls: readonly string[]): Extension => ({
  oid: '1.3.6.1.5.5.7.1.1',
  critical: false,
  value: sequence(...urls.map((url) => sequence(oid('1.3.6.1.5.5.7.48.1'), implicit(6, Buffer.from(url, 'latin1'))))),
});

/** The nonce that ends a question; by rule its last 32 octets. */
export const nonceOf = (request: Uint8Array): Uint8Array => request.slice(-32);

const encodeStatus = (status: OcspStatus): Uint8Array => {
  if (status.type === 'good') return implicit(0);
  if (status.type === 'unknown') return implicit(2);
  const { revokedAt, reason } = status;
  return explicit(1, generalizedTime(revokedAt), ...(reason === undefined ? [] : [explicit(0, tlv(0x0a, Uint8Array.of(reason)))]));
};

const encodeExtensions = (number: number, extensions: readonly Extension[]): Uint8Array[] =>
  extensions.length > 0 ? [explicit(number, sequence(...extensions.map(encodeExtension)))] : [];

const keyDigest = ({ key }: Issuer, digest: Digest): Uint8Array =>
  // The key pair knows the SHA-1 of its bits; others are made of the same bits: what follows the fixed head of an RSA 2048 SPKI.
  digest === 'sha1' ? key.keyIdentifier : digestOf(digest, key.spki.subarray(24));

const encodeAnswer = (certificate: Certificate, issuer: Issuer, options: OcspOptions, produced: Date): Uint8Array => {
  const { identifierDigest: digest = 'sha1', status = { type: 'good' }, thisUpdate = produced } = options;
  const nextUpdate = options.nextUpdate === undefined ? new Date(thisUpdate.getTime() + 86_400_000) : options.nextUpdate;
  const name = encodeName((options.nameOf ?? issuer).certificate.template.subject);
  const identifier = sequence(
    digestIdentifier(digest),
    octetString(digestOf(digest, name)),
    octetString(keyDigest(options.keyOf ?? issuer, digest)),
    integer(options.serial ?? certificate.serial),
  );
  return sequence(
    identifier,
    encodeStatus(status),
    generalizedTime(thisUpdate),
    ...(nextUpdate ? [explicit(0, generalizedTime(nextUpdate))] : []),
    ...encodeExtensions(1, options.singleExtensions ?? []),
  );
};

/** What `issuer`, or who answers for it, says of one certificate. */
export const issueOcspResponse = (certificate: Certificate, issuer: Issuer, options: OcspOptions = {}): Uint8Array => {
  const { responder = issuer, producedAt = new Date('2026-10-01T00:00:00Z'), digest = 'sha256', responseStatus = 0 } = options;
  if (responseStatus !== 0) return sequence(tlv(0x0a, Uint8Array.of(responseStatus)));
  const scheme = responder.key.spec.type === 'ec' ? 'ecdsa' : 'rsa';
  const name = encodeName(responder.certificate.template.subject);
  const toBeSigned = sequence(
    options.responderId === 'key' ? explicit(2, octetString(responder.key.keyIdentifier)) : explicit(1, name),
    generalizedTime(producedAt),
    sequence(encodeAnswer(certificate, issuer, options, producedAt)),
    ...encodeExtensions(1, options.responseExtensions ?? []),
  );
  const signature = signBytes(scheme, digest, toBeSigned, responder.key.privateKey);
  const basic = sequence(
    toBeSigned,
    signatureIdentifier(scheme, digest),
    bitString(signature),
    ...(responder === issuer ? [] : [explicit(0, sequence(responder.certificate.der))]),
  );
  const typed = sequence(oid('1.3.6.1.5.5.7.48.1.1'), octetString(basic));
  return sequence(tlv(0x0a, Uint8Array.of(0)), explicit(0, typed));
};

export type DelegateOptions = { purposes?: readonly string[] | null; notAfter?: Date; keyLabel?: string; keySpec?: KeySpec };

/** A responder that answers for an authority (RFC 6960 section 4.2.2.2). */
export const issueDelegate = async (issuer: Issuer, options: DelegateOptions = {}): Promise<Issuer> => {
  const { purposes = [OCSP_SIGNING], keyLabel = 'ocsp-delegate' } = options;
  const key = await createKeyPair(keyLabel, options.keySpec ?? RSA_2048);
  const notBefore = new Date('2026-01-01T00:00:00Z');
  const template = {
    subject: [{ type: '2.5.4.3', value: `Responder ${keyLabel}` }],
    issuer: issuer.certificate.template.subject,
    serial: serialFor(`delegate ${keyLabel}`),
    notBefore,
    notAfter: options.notAfter ?? new Date('2027-01-01T00:00:00Z'),
    spki: key.spki,
    digest: 'sha256',
    extensions: [keyUsage(['digitalSignature']), ...(purposes === null ? [] : [extendedKeyUsage(purposes)])],
  } as const;
  return { certificate: signCertificate(template, issuer.key), key };
};
