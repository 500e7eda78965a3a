// SignedData (RFC 5652) → signers, certificates and attributes as plain facts; nothing is judged here.
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import { type Ber, encodingOf, membersOf, readFirstMember, readLeadingBer } from './ber';
import { checkTree, expectTag, sequenceOf, TAG, tagged, toOctets, toOid, toSmallInteger } from './ber-values';
import type { Certificate, SignatureAlgorithm } from './certificate';
import { findNamedCertificate } from './find-named-certificate';
import { OID_SIGNED_DATA } from './oids';
import { type AttributeValues, parseSignedAttributes, parseUnsignedAttributes, type SignedAttributes } from './parse-attributes';
import { parseCertificateOnce } from './parse-certificate-once';
import { parseCrl } from './parse-crl';
import { toAlgorithm, toSignatureAlgorithm } from './to-signature-algorithm';

export type Signer = {
  digestAlgorithm: string;
  signatureAlgorithm: SignatureAlgorithm;
  signature: Uint8Array;
  signedAttributes: SignedAttributes | null;
  /** Attributes that the signature does not cover, time-stamps among them (RFC 3161 appendix A). */
  unsignedValues: AttributeValues;
  /** The certificate that the signer identifier names, never one found by position. */
  certificate: Certificate | null;
};

export type SignedData = {
  contentType: string;
  /** Octets of eContent, empty when what stands there is no OCTET STRING; null when detached. */
  content: Uint8Array | null;
  digestAlgorithms: string[];
  certificates: Certificate[];
  signers: Signer[];
};

/** Takes members one after the other, the optional ones by their tag. */
const createTaker = (members: readonly Ber[]) => {
  let next = 0;
  return {
    take: (tag: number): Ber => expectTag(members[next++], tag),
    takeAny: (): Ber | undefined => members[next++],
    takeIf: (tag: number): Ber | undefined => (members[next]?.tag === tag ? members[next++] : undefined),
    /** @throws MalformedInput when something is left */
    finish: (): void => {
      if (next < members.length) throw new MalformedInput('cms');
    },
  };
};

/** Versions are 1 to 5 (RFC 5652 section 5); providers write any of them, and nothing else is a version. */
const refuseVersion = (value: Ber): void => {
  checkTree(value);
  const version = toSmallInteger(value);
  if (version < 1 || version > 5) throw new MalformedInput('version');
};

const toSigner = (value: Ber, certificates: readonly Certificate[]): Signer => {
  const { take, takeAny, takeIf, finish } = createTaker(sequenceOf(value));
  refuseVersion(take(TAG.integer));
  const identifier = takeAny();
  const digestAlgorithm = take(TAG.sequence);
  const signed = takeIf(tagged(0));
  const signatureAlgorithm = take(TAG.sequence);
  const signature = takeAny();
  const unsigned = takeIf(tagged(1));
  finish();
  return {
    digestAlgorithm: toAlgorithm(digestAlgorithm).oid,
    signatureAlgorithm: toSignatureAlgorithm(signatureAlgorithm),
    signature: toOctets(signature),
    signedAttributes: signed ? parseSignedAttributes(signed) : null,
    unsignedValues: unsigned ? parseUnsignedAttributes(unsigned) : new Map(),
    certificate: findNamedCertificate(identifier, certificates),
  };
};

const parseCertificates = (set: Ber | undefined): Promise<Certificate[]> => {
  const choices = set ? membersOf(set) : [];
  if (choices.length > LIMITS.certificates) throw new LimitReached('certificates');
  // No provider sends attribute certificates or the obsolete choices (RFC 5652 section 10.2.2), and openssl stops at bent ones.
  if (choices.some(({ tag }) => tag !== TAG.sequence)) throw new MalformedInput('certificates');
  return Promise.all(choices.map((choice) => parseCertificateOnce(encodingOf(choice))));
};

/** Lists beside the signature are not believed here, but must be lists: another reader would stop at anything else. */
const checkRevocationLists = (set: Ber): void => {
  for (const list of membersOf(set)) parseCrl(encodingOf(list));
};

const toContent = (encapsulated: Ber): { contentType: string; content: Uint8Array | null } => {
  const { take, takeIf, finish } = createTaker(sequenceOf(encapsulated));
  const contentType = toOid(take(TAG.oid));
  const wrapped = takeIf(tagged(0));
  finish();
  if (!wrapped) return { contentType, content: null };
  const [content, second] = membersOf(wrapped);
  const isOctets = !second && (content?.tag === TAG.octetString || content?.tag === TAG.constructedOctetString);
  return { contentType, content: isOctets ? toOctets(content) : new Uint8Array() };
};

/** ContentInfo (RFC 5652 section 3): what it claims to be is known before the rest is read. */
const findSignedData = (root: Ber): Ber => {
  if (toOid(readFirstMember(expectTag(root, TAG.sequence))) !== OID_SIGNED_DATA) throw new MalformedInput('cms');
  const [, wrapped, third] = membersOf(root);
  const [signedData, second] = membersOf(expectTag(wrapped, tagged(0)));
  if (third || second) throw new MalformedInput('cms');
  return expectTag(signedData, TAG.sequence);
};

const toSignedData = async (root: Ber, mostSigners: number): Promise<SignedData> => {
  const { take, takeIf, finish } = createTaker(membersOf(findSignedData(root)));
  refuseVersion(take(TAG.integer));
  const digestAlgorithms = take(TAG.set);
  const encapsulated = take(TAG.sequence);
  const certificateSet = takeIf(tagged(0));
  const revocationSet = takeIf(tagged(1));
  const signerSet = take(TAG.set);
  finish();
  // What nobody reads below must be well formed as well: another reader would stop at it.
  for (const value of [digestAlgorithms, encapsulated, revocationSet, signerSet]) if (value) checkTree(value);
  if (revocationSet) checkRevocationLists(revocationSet);
  const certificates = await parseCertificates(certificateSet);
  return {
    ...toContent(encapsulated),
    digestAlgorithms: membersOf(digestAlgorithms).map((value) => toAlgorithm(value).oid),
    certificates,
    signers: membersOf(signerSet)
      .slice(0, mostSigners)
      .map((signer) => toSigner(signer, certificates)),
  };
};

/** A gateway's line break behind a signature means nothing; another reader might show anything else. */
const refuseTrailing = (bytes: Uint8Array, end: number): void => {
  for (const octet of bytes.subarray(end)) if (octet !== 13 && octet !== 10 && octet !== 32 && octet !== 9) throw new MalformedInput('cms');
};

/** @param mostSigners as many are read: where one is due, a second is enough to know that there are too many
 * @throws MalformedInput or LimitReached */
export const parseSignedData = async (bytes: Uint8Array, mostSigners = 2): Promise<SignedData> => {
  if (bytes.length > LIMITS.signatureBytes) throw new LimitReached('signatureBytes');
  try {
    const root = readLeadingBer(bytes);
    refuseTrailing(bytes, root.end);
    return await toSignedData(root, mostSigners);
  } catch (error) {
    throw error instanceof LimitReached ? error : new MalformedInput('cms');
  }
};
