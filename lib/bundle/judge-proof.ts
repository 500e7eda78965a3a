// One proof of a bundle, judged as whoever made the bundle judged it: as a message, with the time-stamps beside it, or as the part of a mail.
import { findPartProof, wrapPart } from '../backup/wrap-part';
import { isTimestampName } from '../intake/recognise-file';
import { LIMITS } from '../verify/limits';
import type { Report } from '../verify/report';
import type { VerifyContext, verifyMessage } from '../verify/verify-message';
import type { BundleFile } from './bundle-files';
import { readTogether } from './read-file';

/** verifyMessage, here or in a worker. The context holds what lies in the bundle; bytes stay with the caller. */
export type Judge = typeof verifyMessage;

const ENDING = '.tsr'.length;

/** Time-stamp files by the proof they are about: `x.eml.tsr`, or `x.eml.2.tsr` where there are several. */
export const findStamps = (files: readonly BundleFile[]): Map<string, BundleFile[]> => {
  const stamps = new Map<string, BundleFile[]>();
  for (const file of files) {
    if (!isTimestampName(file.name)) continue;
    const owner = file.name.slice(0, -ENDING).replace(/\.\d{1,3}$/, '');
    const beside = stamps.get(owner);
    if (beside) beside.push(file);
    else stamps.set(owner, [file]);
  }
  return stamps;
};

/** TimeStampedData hold the message again. */
export const readStamps = (beside: readonly BundleFile[] = []): Promise<Uint8Array[]> =>
  readTogether(beside.slice(0, LIMITS.timestamps), LIMITS.messageBytes + LIMITS.signatureBytes);

const lacksSender = ({ checks }: Report): boolean =>
  checks.some((result) => result.status === 'failed' && result.reason === 'message-structure.no-sender-header');

/** Signed by others, and judged themselves: time-stamps and revocation data in the context prove by what they are, not by where they lie. */
export const judgeProof = async (bytes: Uint8Array, judge: Judge, context: VerifyContext): Promise<Report> => {
  const alone = await judge(bytes, context);
  // The signed part of a forwarded mail has no sender of its own.
  if (!lacksSender(alone)) return alone;
  const around = await judge(wrapPart(bytes, alone.sha256), { ...context, timestamps: [] });
  return findPartProof(around, alone.sha256) ?? alone;
};
