// Gathers what the checks judge: parts, CMS and certification data of one message, each found or with the reason why not.
import { parseSignedData, type SignedData } from './cms/parse-signed-data';
import { LimitReached } from './errors';
import { type Certification, findCertification } from './find-certification';
import { findSignedEntity, isSignaturePart, type SignedEntity, type StructureProblem } from './find-signed-entity';
import { LIMITS } from './limits';
import { canonicalise } from './mime/canonicalise';
import { decodeBody } from './mime/decode-body';
import { type Header, parseHeaders } from './mime/parse-headers';
import { type MimePart, parsePart } from './mime/parse-part';
import { createLines, type Lined } from './mime/scan-lines';
import { findClaim, isBareOriginal } from './pec/find-claim';
import type { Kind } from './report';

export type Found<Value, Problem> = { ok: true; value: Value } | { ok: false; problem: Problem };

/** Which limit of limits.ts stopped the reading. */
type Limited = { ok: false; problem: 'limit-reached'; limit: string };

export type Evidence = Lined & {
  /** False for a signed part that stands inside another message without header fields of its own. */
  hasOwnHeaders: boolean;
  headers: readonly Header[];
  /** The parsed message; null when a limit was reached. */
  root: MimePart | null;
  claim: Kind | undefined;
  /** Provider's parts stand loose, or an original without its envelope: no claim, yet worth a word. */
  remnant: 'original-without-envelope' | 'loose-parts' | null;
  hasSkippedLeadingText: boolean;
  entity: Found<SignedEntity, StructureProblem | { status: 'undetermined'; problem: 'limit-reached'; limit: string }>;
  /** The octets that were signed, in canonical form; null without an entity. */
  signedBytes: Uint8Array | null;
  hasRestoredLineEnds: boolean;
  signedData: { ok: true; value: SignedData } | { ok: false; problem: 'no-signature' | 'unreadable' } | Limited;
  certification: Certification;
};

/** Skips what saves and mailbox formats put before the first header: byte order mark, mbox `From ` line, blank lines. */
export const findMessageStart = (bytes: Uint8Array): number => {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[start] === 10 || bytes[start] === 13) start += 1;
  const isMboxLine = [70, 114, 111, 109, 32].every((byte, index) => bytes[start + index] === byte);
  return isMboxLine ? bytes.indexOf(10, start) + 1 : start;
};

const findSignaturePart = ({ contentType, children }: MimePart): MimePart | undefined =>
  contentType.value === 'multipart/signed' ? children.find(isSignaturePart) : undefined;

/** Read even where the structure is broken: whether there is a signature at all decides what a claim is called. */
const findSignedData = async (bytes: Uint8Array, root: MimePart): Promise<Evidence['signedData']> => {
  const signaturePart = findSignaturePart(root);
  if (!signaturePart) return { ok: false, problem: 'no-signature' };
  try {
    return { ok: true, value: await parseSignedData(decodeBody(bytes, signaturePart, LIMITS.signatureBytes)) };
  } catch (error) {
    return error instanceof LimitReached
      ? { ok: false, problem: 'limit-reached', limit: error.limit }
      : { ok: false, problem: 'unreadable' };
  }
};

/** Names of files outside signed parts of the message, which are judged by themselves. */
const listLooseNames = (part: MimePart): string[] => [
  ...part.fileNames,
  ...part.children.flatMap((child) => (findSignaturePart(child) ? [] : listLooseNames(child))),
];

const findRemnant = (root: MimePart): Evidence['remnant'] => {
  if (isBareOriginal(root.headers)) return 'original-without-envelope';
  const names = listLooseNames(root);
  return names.includes('daticert.xml') || names.includes('postacert.eml') ? 'loose-parts' : null;
};

/** Headers of a message too large or too deep to parse: enough to know whether it claims to be PEC. */
const findHeadersOnly = (bytes: Uint8Array, start: number): readonly Header[] => {
  try {
    return parseHeaders(bytes, start, Math.min(bytes.length, start + LIMITS.headerBytes)).headers;
  } catch {
    return [];
  }
};

const toUnparsed = (
  base: Pick<Evidence, 'bytes' | 'readLines' | 'hasOwnHeaders' | 'hasSkippedLeadingText'>,
  start: number,
  limit: string,
): Evidence => {
  const headers = findHeadersOnly(base.bytes, start);
  return {
    ...base,
    headers,
    root: null,
    claim: findClaim(headers),
    remnant: null,
    entity: { ok: false, problem: { status: 'undetermined', problem: 'limit-reached', limit } },
    signedBytes: null,
    hasRestoredLineEnds: false,
    signedData: { ok: false, problem: 'no-signature' },
    certification: { status: 'absent', problem: 'not-available' },
  };
};

/** @param start what `findMessageStart` found */
export const parseRoot = (bytes: Uint8Array, start: number, readLines = createLines(bytes)): MimePart | LimitReached => {
  if (bytes.length > LIMITS.messageBytes) return new LimitReached('messageBytes');
  try {
    return parsePart(bytes, start, bytes.length, readLines);
  } catch (error) {
    if (error instanceof LimitReached) return error;
    throw error;
  }
};

/** @param around the message that encloses this one, when there is one */
export const collectEvidence = async (bytes: Uint8Array, hasOwnHeaders: boolean, around?: Lined): Promise<Evidence> => {
  const start = findMessageStart(bytes);
  const readLines = createLines(bytes, around);
  const base = { bytes, readLines, hasOwnHeaders, hasSkippedLeadingText: start > 0 };
  const root = parseRoot(bytes, start, readLines);
  if (root instanceof LimitReached) return toUnparsed(base, start, root.limit);
  const claim = findClaim(root.headers);
  const found = findSignedEntity(root);
  const slice = found.ok ? bytes.subarray(found.signedPart.start, found.signedPart.end) : null;
  const signedBytes = slice && (readLines().isCanonical ? slice : canonicalise(slice));
  return {
    ...base,
    headers: root.headers,
    root,
    claim,
    remnant: findRemnant(root),
    entity: found.ok ? { ok: true, value: found } : { ok: false, problem: found },
    signedBytes,
    hasRestoredLineEnds: signedBytes !== slice,
    signedData: await findSignedData(bytes, root),
    certification: found.ok ? findCertification(bytes, found.signedPart, claim) : { status: 'absent', problem: 'not-available' },
  };
};
