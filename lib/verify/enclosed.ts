// Messages inside a message: attached, forwarded or wrapped by a list; each is judged by its own bytes.
import { toSha256Hex } from './bytes';
import { LimitReached } from './errors';
import { type Evidence, findMessageStart, parseRoot } from './evidence';
import { listParts } from './find-signed-entity';
import { LIMITS } from './limits';
import { decodeBody } from './mime/decode-body';
import { findHeader } from './mime/parse-headers';
import type { MimePart } from './mime/parse-part';

export type Enclosed = { bytes: Uint8Array; hasOwnHeaders: boolean };

const isMessage = ({ contentType, fileNames }: MimePart): boolean =>
  contentType.value === 'message/rfc822' ||
  (contentType.value.startsWith('application/') && fileNames.some((name) => name.endsWith('.eml')));

const toEnclosed = (bytes: Uint8Array, part: MimePart): Enclosed[] => {
  if (part.contentType.value === 'multipart/signed') {
    return [{ bytes: bytes.subarray(part.start, part.end), hasOwnHeaders: findHeader(part.headers, 'from') !== undefined }];
  }
  if (!isMessage(part)) return [];
  try {
    return [{ bytes: decodeBody(bytes, part), hasOwnHeaders: true }];
  } catch {
    return [];
  }
};

/** Candidates in document order; parts below a multipart/signed one are left to its own judgement. */
export const findEnclosed = ({ bytes, root }: Pick<Evidence, 'bytes' | 'root'>): Enclosed[] => {
  if (!root) return [];
  const visit = (part: MimePart): MimePart[] =>
    part !== root && part.contentType.value === 'multipart/signed' ? [part] : [part, ...part.children.flatMap(visit)];
  const parts = root.contentType.value === 'multipart/signed' ? listParts(root) : visit(root);
  return parts
    .filter((part) => part !== root)
    .flatMap((part) => toEnclosed(bytes, part))
    .slice(0, LIMITS.enclosed);
};

/** The bytes behind an enclosed report, at any depth; undefined when no enclosed message has that SHA-256. */
export const findEnclosedBytes = async (bytes: Uint8Array, sha256: string, depth = 0): Promise<Uint8Array | undefined> => {
  if (depth >= LIMITS.enclosedDepth) return undefined;
  const root = parseRoot(bytes, findMessageStart(bytes));
  for (const enclosed of findEnclosed({ bytes, root: root instanceof LimitReached ? null : root })) {
    if ((await toSha256Hex(enclosed.bytes)) === sha256) return enclosed.bytes;
    const inner = await findEnclosedBytes(enclosed.bytes, sha256, depth + 1);
    if (inner) return inner;
  }
  return undefined;
};
