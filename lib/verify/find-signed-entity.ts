// The root rule: which two parts of a message are "what was signed" and "the signature", or why there are none.
import type { MimePart, PartDefect } from './mime/parse-part';

export type StructureProblem =
  | {
      status: 'failed';
      problem: 'unsigned-claim' | 'signature-removed' | 'not-two-parts' | 'malformed' | 'trailing-parts' | 'duplicate-header';
    }
  | { status: 'undetermined'; problem: 'unreadable-headers' | 'trailing-text' | 'opaque-signature' };

export type SignedEntity = { signedPart: MimePart; signaturePart: MimePart };
export type SignedEntityResult = ({ ok: true } & SignedEntity) | ({ ok: false } & StructureProblem);

const SIGNATURE_TYPES = ['application/pkcs7-signature', 'application/x-pkcs7-signature'];
const OPAQUE_TYPES = ['application/pkcs7-mime', 'application/x-pkcs7-mime'];

/** Both spellings are live, and a label may be wrong: the CMS decides. */
export const isSignaturePart = ({ contentType, fileNames }: MimePart): boolean =>
  SIGNATURE_TYPES.includes(contentType.value) || fileNames.includes('smime.p7s');

/** The part and all parts below it, outside message/rfc822. */
export const listParts = (part: MimePart): MimePart[] => [part, ...part.children.flatMap(listParts)];

/** What a defect of the root itself means; the unsigned preamble may say anything. */
const findRootProblem = (defects: readonly PartDefect[]): StructureProblem | undefined => {
  if (defects.includes('repeated-header')) return { status: 'failed', problem: 'duplicate-header' };
  if (defects.some((defect) => defect !== 'headers' && defect !== 'epilogue')) return { status: 'failed', problem: 'malformed' };
  if (defects.includes('headers')) return { status: 'undetermined', problem: 'unreadable-headers' };
  return defects.includes('epilogue') ? { status: 'undetermined', problem: 'trailing-text' } : undefined;
};

/** A sender who guesses a boundary can close the provider's multipart from within the original: what follows would be an epilogue. */
const findInnerProblem = (signedPart: MimePart): StructureProblem | undefined => {
  const defects = listParts(signedPart).flatMap((part) => part.defects);
  if (defects.includes('epilogue')) return { status: 'failed', problem: 'trailing-parts' };
  return defects.length > 0 ? { status: 'failed', problem: 'malformed' } : undefined;
};

/** Only a root that is multipart/signed with exactly two parts can be verified itself (RFC 1847 section 2.1): around a deeper one anybody could put words of his own. */
export const findSignedEntity = (root: MimePart): SignedEntityResult => {
  if (OPAQUE_TYPES.includes(root.contentType.value)) return { ok: false, status: 'undetermined', problem: 'opaque-signature' };
  if (root.contentType.value !== 'multipart/signed') return { ok: false, status: 'failed', problem: 'unsigned-claim' };
  if (!root.children.some(isSignaturePart)) return { ok: false, status: 'failed', problem: 'signature-removed' };
  const rootProblem = findRootProblem(root.defects);
  if (rootProblem) return { ok: false, ...rootProblem };
  const [signedPart, signaturePart] = root.children;
  if (!signedPart || !signaturePart || root.children.length !== 2 || !isSignaturePart(signaturePart) || signaturePart.defects.length > 0) {
    return { ok: false, status: 'failed', problem: 'not-two-parts' };
  }
  const innerProblem = findInnerProblem(signedPart);
  return innerProblem ? { ok: false, ...innerProblem } : { ok: true, signedPart, signaturePart };
};
