// Time-stamp tokens and the files they travel in (RFC 3161, RFC 5544); tamper hooks let a test bend each stage.
import { type Digest, digestIdentifier, digestOf } from './algorithms';
import type { Certificate } from './certificate';
import { type Attribute, createSignerInfo, encodeSignedData, type SignedData } from './cms';
import { explicit, ia5String, implicit, integer, nothing, octetString, oid, sequence, tlv, truth } from './der';
import { encodeName } from './distinguished-name';
import type { Tsa } from './issue-tsa';
import { OID } from './oids';

export type Accuracy = { seconds?: number; millis?: number; micros?: number };

export type TimestampOptions = {
  tsa: Tsa;
  /** What the imprint is of: a whole file, or the value of a signature. */
  of: Uint8Array;
  /** As written in the token: `20261001120000Z`. */
  genTime?: string;
  /** Of the imprint. */
  digest?: Digest;
  /** Of the token's own signature. */
  signatureDigest?: Digest;
  accuracy?: Accuracy | null;
  /** Null leaves the attribute out; 1 is SigningCertificate with SHA-1, 2 is SigningCertificateV2. */
  signingCertificate?: 1 | 2 | null;
  /** The certificate that this attribute names. */
  named?: Certificate;
  hasName?: boolean;
  encoding?: 'der' | 'ber';
  tamper?: {
    /** The members of TSTInfo, each encoded. */
    info?: (members: Uint8Array[]) => Uint8Array[];
    eContent?: (bytes: Uint8Array) => Uint8Array;
    signedAttributes?: (attributes: readonly Attribute[]) => readonly Attribute[] | null;
    signedData?: (data: SignedData) => SignedData;
  };
};

const encodeAccuracy = ({ seconds, millis, micros }: Accuracy): Uint8Array => {
  const small = (tag: number, value: number | undefined): Uint8Array[] =>
    value === undefined ? [] : [implicit(tag, integer(value).subarray(2))];
  return sequence(...(seconds === undefined ? [] : [integer(seconds)]), ...small(0, millis), ...small(1, micros));
};

export const imprintOf = (digest: Digest, bytes: Uint8Array): Uint8Array =>
  sequence(digestIdentifier(digest), octetString(digestOf(digest, bytes)));

export const genTime = (written: string): Uint8Array => tlv(0x18, Buffer.from(written, 'latin1'));

const encodeInfo = (options: TimestampOptions): Uint8Array => {
  const { accuracy = { seconds: 1 }, tamper, tsa } = options;
  const members = [
    integer(1),
    oid(OID.bestPracticeTimestampPolicy),
    imprintOf(options.digest ?? 'sha256', options.of),
    integer(0x1234abcd),
    genTime(options.genTime ?? '20261001120000Z'),
    ...(accuracy === null ? [] : [encodeAccuracy(accuracy)]),
    integer(77),
    ...((options.hasName ?? true) ? [explicit(0, explicit(4, encodeName(tsa.certificate.template.subject)))] : []),
  ];
  return sequence(...(tamper?.info ? tamper.info(members) : members));
};

const issuerSerial = ({ issuerDer, serial }: Certificate): Uint8Array => sequence(sequence(explicit(4, issuerDer)), integer(serial));

export const signingCertificateAttribute = (version: 1 | 2, certificate: Certificate, digest: Digest = 'sha256'): Attribute => {
  const used = version === 1 ? 'sha1' : digest;
  const hash = octetString(digestOf(used, certificate.der));
  // SHA-256 is the default and DER leaves defaults out.
  const algorithm = version === 2 && used !== 'sha256' ? [digestIdentifier(used)] : [];
  const value = sequence(sequence(sequence(...algorithm, hash, issuerSerial(certificate))));
  return { oid: version === 1 ? OID.signingCertificate : OID.signingCertificateV2, values: [value] };
};

/** A bare token: what a `.tst` file holds, and what the unsigned attribute of a signature holds. */
export const createTimestamp = (options: TimestampOptions): Uint8Array => {
  const { tsa, tamper, signingCertificate = 2 } = options;
  const info = encodeInfo(options);
  const content = tamper?.eContent ? tamper.eContent(info) : info;
  const digest = options.signatureDigest ?? 'sha256';
  const named = signingCertificate === null ? [] : [signingCertificateAttribute(signingCertificate, options.named ?? tsa.certificate)];
  const signer = createSignerInfo(info, {
    certificate: tsa.certificate,
    key: tsa.key,
    digest,
    scheme: tsa.key.spec.type === 'ec' ? 'ecdsa' : 'rsa',
    signingTime: null,
    algorithmProtection: false,
    plainRsa: false,
    tamper: (plain) => {
      const attributes = plain.map((each) => (each.oid === OID.contentType ? { ...each, values: [oid(OID.tstInfo)] } : each));
      return tamper?.signedAttributes ? tamper.signedAttributes([...attributes, ...named]) : [...attributes, ...named];
    },
  });
  const data: SignedData = {
    version: 3,
    digestAlgorithms: [digestIdentifier(digest)],
    contentType: OID.tstInfo,
    content,
    certificates: [tsa.certificate.der],
    signerInfos: [signer],
  };
  return encodeSignedData(tamper?.signedData ? tamper.signedData(data) : data, options.encoding ?? 'der');
};

/** TimeStampResp, the answer of an authority: what a `.tsr` file usually holds. */
export const toResponse = (token: Uint8Array | null, status = 0): Uint8Array =>
  sequence(sequence(integer(status)), ...(token === null ? [] : [token]));

export type StampedDataOptions = {
  metaData?: Uint8Array;
  /** The content in pieces of a thousand octets, as streaming writers do. */
  inPieces?: boolean;
  version?: number;
};

/** `TimeStampedData`: what a `.tsd` file holds. */
export const toStampedData = (content: Uint8Array | null, tokens: readonly Uint8Array[], options: StampedDataOptions = {}): Uint8Array => {
  const pieces =
    content === null
      ? []
      : Array.from({ length: Math.ceil(content.length / 1000) }, (_, index) => content.subarray(index * 1000, index * 1000 + 1000));
  const carried = options.inPieces ? tlv(0x24, ...pieces.map(octetString)) : content === null ? null : octetString(content);
  const data = sequence(
    integer(options.version ?? 1),
    ia5String('messaggio.eml'),
    ...(options.metaData ? [options.metaData] : []),
    ...(carried === null ? [] : [carried]),
    explicit(0, ...tokens.map((token) => sequence(token))),
  );
  return sequence(oid(OID.timeStampedData), explicit(0, data));
};

/** Words about the file, hashed with it or not. */
export const stampedMetaData = (isProtected: boolean): Uint8Array =>
  sequence(isProtected ? truth : tlv(0x01, Uint8Array.of(0)), tlv(0x0c, Buffer.from('messaggio.eml')));

/** An algorithm identifier with NULL parameters, by its OID. */
export const algorithm = (dotted: string): Uint8Array => sequence(oid(dotted), nothing);

/** Puts tokens over the value of the signature into the signature itself. */
export const embedTimestamps =
  (create: (signature: Uint8Array) => readonly Uint8Array[]) =>
  (data: SignedData): SignedData => ({
    ...data,
    signerInfos: data.signerInfos.map((info) => ({
      ...info,
      unsignedAttributes: [...info.unsignedAttributes, { oid: OID.timestampToken, values: create(info.signature) }],
    })),
  });
