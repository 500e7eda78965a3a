// CAdES signatures over a file, around it or beside it (RFC 5652, RFC 5035), as signing programs make them; hooks let a test bend each stage.
import { type Digest, digestIdentifier, type Scheme } from './algorithms';
import { type Certificate, serialFor, signCertificate } from './certificate';
import { keyUsage } from './certificate-extensions';
import { type Attribute, createSignerInfo, encodeSignedData, type SignedData } from './cms';
import { embedTimestamps, signingCertificateAttribute } from './create-timestamp';
import type { Name } from './distinguished-name';
import { createKeyPair, type KeyPair, type KeySpec, RSA_2048 } from './key-pair';
import { OID } from './oids';

export type Signatory = { certificate: Certificate; key: KeyPair };

/** Nobody vouches for it: it says of itself what it likes. */
export const issueSignatory = async (commonName = 'Maria Bianchi', keySpec: KeySpec = RSA_2048): Promise<Signatory> => {
  const key = await createKeyPair(`signatory ${commonName}`, keySpec);
  const toName = (text: string): Name => [{ type: OID.commonName, value: text }];
  const template = {
    ...{ subject: toName(commonName), issuer: toName('Ente di Firma di Prova'), serial: serialFor(`signatory ${commonName}`) },
    ...{ notBefore: new Date('2024-01-01T00:00:00Z'), notAfter: new Date('2034-01-01T00:00:00Z') },
    ...{ spki: key.spki, extensions: [keyUsage(['nonRepudiation'])] },
    digest: 'sha256' as const,
  };
  return { certificate: signCertificate(template, key), key };
};

export type SignatureOptions = {
  by: readonly Signatory[];
  of: Uint8Array;
  /** The file lies in the signature, as in a `.p7m`; else beside it. */
  isAttached?: boolean;
  digest?: Digest;
  scheme?: Scheme;
  /** 1 names the certificate by SHA-1, 2 by SHA-256; null does not name it. */
  signingCertificate?: 1 | 2 | null;
  named?: Certificate;
  /** Time-stamp tokens over the value of each signature. */
  stamp?: (signature: Uint8Array) => readonly Uint8Array[];
  encoding?: 'der' | 'ber';
  tamper?: {
    signedAttributes?: (attributes: readonly Attribute[]) => readonly Attribute[] | null;
    signedData?: (data: SignedData) => SignedData;
  };
};

export const createSignature = (options: SignatureOptions): Uint8Array => {
  const { by, of, digest = 'sha256', signingCertificate = 2, tamper } = options;
  const toSigner = ({ certificate, key }: Signatory) => {
    const named = signingCertificate === null ? [] : [signingCertificateAttribute(signingCertificate, options.named ?? certificate)];
    return createSignerInfo(of, {
      ...{ certificate, key, digest, scheme: options.scheme ?? (key.spec.type === 'ec' ? 'ecdsa' : 'rsa') },
      ...{ signingTime: new Date('2026-10-01T12:00:00Z'), algorithmProtection: false, plainRsa: false },
      tamper: (plain) => (tamper?.signedAttributes ? tamper.signedAttributes([...plain, ...named]) : [...plain, ...named]),
    });
  };
  const data: SignedData = {
    ...{ version: 1, digestAlgorithms: [digestIdentifier(digest)], contentType: OID.data, content: options.isAttached ? of : null },
    certificates: [...new Set(by.map(({ certificate }) => certificate.der))],
    signerInfos: by.map(toSigner),
  };
  const stamped = options.stamp ? embedTimestamps(options.stamp)(data) : data;
  return encodeSignedData(tamper?.signedData ? tamper.signedData(stamped) : stamped, options.encoding ?? 'der');
};
