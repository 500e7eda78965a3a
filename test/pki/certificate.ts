// Signs a certificate from a template; a template can say anything, right or wrong.
import { createHash } from 'node:crypto';
import { type Digest, signatureIdentifier, signBytes } from './algorithms';
import { type Extension, encodeExtension } from './certificate-extensions';
import { bitString, explicit, integer, sequence, time } from './der';
import { encodeName, type Name } from './distinguished-name';
import type { KeyPair } from './key-pair';

export type CertificateTemplate = {
  subject: Name;
  issuer: Name;
  serial: bigint;
  notBefore: Date;
  notAfter: Date;
  /** SubjectPublicKeyInfo in DER. */
  spki: Uint8Array;
  digest: Digest;
  extensions: readonly Extension[];
};

export type Certificate = { der: Uint8Array; pem: string; template: CertificateTemplate; issuerDer: Uint8Array; serial: bigint };

/** A certificate together with the key that signs below it. */
export type Issuer = { certificate: Certificate; key: KeyPair };

export const toPem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};

/** A serial of 16 octets that depends on the text alone, so that certificates can be told apart and repeated. */
export const serialFor = (text: string): bigint => BigInt(`0x5${createHash('sha256').update(text).digest('hex').slice(0, 31)}`);

export const signCertificate = (template: CertificateTemplate, key: KeyPair): Certificate => {
  const scheme = key.spec.type === 'ec' ? 'ecdsa' : 'rsa';
  const algorithm = signatureIdentifier(scheme, template.digest);
  const issuerDer = encodeName(template.issuer);
  const extensions = template.extensions.map(encodeExtension);
  const toBeSigned = sequence(
    explicit(0, integer(2)),
    integer(template.serial),
    algorithm,
    issuerDer,
    sequence(time(template.notBefore), time(template.notAfter)),
    encodeName(template.subject),
    template.spki,
    ...(extensions.length > 0 ? [explicit(3, sequence(...extensions))] : []),
  );
  const signature = signBytes(scheme, template.digest, toBeSigned, key.privateKey);
  const der = sequence(toBeSigned, algorithm, bitString(signature));
  return { der, pem: toPem(der), template, issuerDer, serial: template.serial };
};
