// The `.hash` parts of a brief receipt: which attachment each stands for, and the digest it gives (RFC 6109 section 3.3.2.2).
import { toLatin1 } from '../bytes';
import { decodeBody } from '../mime/decode-body';
import type { MimePart } from '../mime/parse-part';
import type { Attachment, OriginalContent } from './original-content';
import { findPartNames, isLongName } from './part-name';

export type HashAlgorithm = 'SHA-1' | 'SHA-256';

/** `digest` is lower-case hex. */
export type HashClaim = { name: string; algorithm: HashAlgorithm; digest: string };

export type HashClaims = {
  claims: HashClaim[];
  /** Named parts that were left as they were: the user's own signature, or an opaque S/MIME message. */
  kept: Attachment[];
  hasUnreadable: boolean;
};

const SUFFIX = /\.hash$/i;
/** Room for a digest, white space and an encoding; a longer body is no hash. */
const HASH_OCTETS = 400;

/** Nothing but the digest: what else stands in the part could be read as another one.
 * The rules know SHA-1 alone; SHA-256 is accepted and said. */
const findHash = (bytes: Uint8Array, part: MimePart): Omit<HashClaim, 'name'> | undefined => {
  if (part.contentType.value !== 'text/plain' || part.end - part.bodyStart > HASH_OCTETS) return undefined;
  try {
    const text = toLatin1(decodeBody(bytes, part)).trim();
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)) return undefined;
    return { algorithm: text.length === 40 ? 'SHA-1' : 'SHA-256', digest: text.toLowerCase() };
  } catch {
    return undefined;
  }
};

/** An attachment that was itself called `x.hash` comes as `x.hash.hash`, because every named part is replaced.
 * A digest without such a name may be one whose name no reader of ours finds: the content may be missing then, so nothing is concluded. */
export const findHashClaims = ({ bytes, attachments, texts }: OriginalContent): HashClaims => {
  const found: HashClaims = { claims: [], kept: [], hasUnreadable: texts.some((part) => findHash(bytes, part) !== undefined) };
  for (const attachment of attachments) {
    const { part } = attachment;
    const names = findPartNames(part);
    const hashName = names.find((name) => SUFFIX.test(name));
    const hash = findHash(bytes, part);
    const isUnclear = names.some(isLongName) || (hash === undefined) !== (hashName === undefined);
    if (isUnclear) found.hasUnreadable = true;
    else if (hash && hashName !== undefined) found.claims.push({ name: hashName.replace(SUFFIX, ''), ...hash });
    else found.kept.push(attachment);
  }
  return found;
};
