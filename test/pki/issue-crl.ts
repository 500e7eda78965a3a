// Writes certificate revocation lists (RFC 5280 section 5), right or bent: any issuer, entries, dates, extensions, algorithm.
import { type Digest, signatureIdentifier, signBytes } from './algorithms';
import type { Issuer } from './certificate';
import { type Extension, encodeExtension } from './certificate-extensions';
import { bitString, concat, explicit, implicit, integer, sequence, time, tlv } from './der';
import { encodeName, type Name } from './distinguished-name';

export type CrlEntry = {
  serial: bigint;
  /** Content octets of the INTEGER in place of the shortest ones. */
  serialOctets?: Uint8Array;
  revokedAt: Date;
  /** CRLReason by number. */
  reason?: number;
  invalidityDate?: Date;
  extraExtensions?: readonly Extension[];
};

export type CrlOptions = {
  entries?: readonly CrlEntry[];
  thisUpdate?: Date;
  /** Null leaves it out. */
  nextUpdate?: Date | null;
  digest?: Digest;
  /** What the signed part says about the algorithm, when it is to disagree. */
  innerDigest?: Digest;
  extensions?: readonly Extension[];
  /** The list's number, when it is not to be there or not to be as it should. */
  number?: 'missing' | 'critical';
  /** Writes the set of entries although there is none. */
  hasEmptyEntries?: boolean;
  /** In place of the name of the issuer's certificate. */
  issuerName?: Name;
};

const CRL_OID = { number: '2.5.29.20', reason: '2.5.29.21', invalidityDate: '2.5.29.24', delta: '2.5.29.27', issuingPoint: '2.5.29.28' };

export const generalizedTime = (instant: Date): Uint8Array =>
  tlv(0x18, Buffer.from(`${instant.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`, 'latin1'));

export const deltaIndicator: Extension = { oid: CRL_OID.delta, critical: true, value: integer(1) };

export type IssuingPoint = {
  usersOnly?: boolean;
  authoritiesOnly?: boolean;
  attributesOnly?: boolean;
  someReasons?: boolean;
  indirect?: boolean;
  url?: string;
};

const uriName = (url: string): Uint8Array => implicit(6, Buffer.from(url, 'latin1'));

export const issuingPoint = (point: IssuingPoint): Extension => {
  const flag = (number: number, isSet: boolean | undefined): Uint8Array[] => (isSet ? [implicit(number, Uint8Array.of(0xff))] : []);
  const members = [
    ...(point.url === undefined ? [] : [explicit(0, explicit(0, uriName(point.url)))]),
    ...flag(1, point.usersOnly),
    ...flag(2, point.authoritiesOnly),
    ...(point.someReasons ? [implicit(3, Uint8Array.of(6, 0x40))] : []),
    ...flag(4, point.indirect),
    ...flag(5, point.attributesOnly),
  ];
  return { oid: CRL_OID.issuingPoint, critical: true, value: sequence(...members) };
};

/** cRLDistributionPoints of a certificate, with one place. */
export const distributionPoint = (url: string): Extension => ({
  oid: '2.5.29.31',
  critical: false,
  value: sequence(sequence(explicit(0, explicit(0, uriName(url))))),
});

/** X.509 expiredCertsOnCRL. */
export const keepsExpiredSince = (instant: Date): Extension => ({ oid: '2.5.29.60', critical: false, value: generalizedTime(instant) });

const encodeEntry = ({ serial, serialOctets, revokedAt, reason, invalidityDate, extraExtensions = [] }: CrlEntry): Uint8Array => {
  const extensions: Extension[] = [
    ...(reason === undefined ? [] : [{ oid: CRL_OID.reason, critical: false, value: tlv(0x0a, Uint8Array.of(reason)) }]),
    ...(invalidityDate ? [{ oid: CRL_OID.invalidityDate, critical: false, value: generalizedTime(invalidityDate) }] : []),
    ...extraExtensions,
  ];
  return sequence(
    serialOctets ? tlv(0x02, serialOctets) : integer(serial),
    time(revokedAt),
    ...(extensions.length > 0 ? [sequence(...extensions.map(encodeExtension))] : []),
  );
};

export const toCrlPem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN X509 CRL-----\n${lines.join('\n')}\n-----END X509 CRL-----\n`;
};

export const issueCrl = ({ certificate, key }: Issuer, options: CrlOptions = {}): Uint8Array => {
  const { entries = [], thisUpdate = new Date('2026-10-01T00:00:00Z'), digest = 'sha256', extensions = [] } = options;
  const nextUpdate = options.nextUpdate === undefined ? new Date(thisUpdate.getTime() + 7 * 86_400_000) : options.nextUpdate;
  const scheme = key.spec.type === 'ec' ? 'ecdsa' : 'rsa';
  const number: Extension = { oid: CRL_OID.number, critical: options.number === 'critical', value: integer(7) };
  const written = [...(options.number === 'missing' ? [] : [number]), ...extensions];
  const toBeSigned = sequence(
    integer(1),
    signatureIdentifier(scheme, options.innerDigest ?? digest),
    encodeName(options.issuerName ?? certificate.template.subject),
    time(thisUpdate),
    ...(nextUpdate ? [time(nextUpdate)] : []),
    ...(entries.length > 0 || options.hasEmptyEntries ? [sequence(concat(...entries.map(encodeEntry)))] : []),
    ...(written.length > 0 ? [explicit(0, sequence(...written.map(encodeExtension)))] : []),
  );
  const signature = signBytes(scheme, digest, toBeSigned, key.privateKey);
  return sequence(toBeSigned, signatureIdentifier(scheme, digest), bitString(signature));
};
