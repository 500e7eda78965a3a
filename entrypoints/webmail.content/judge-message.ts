// From an open message to what is shown of it: fetch its source, have it judged, and tell how it ended.

import { isOpenedOriginal } from '../../lib/extension/judging/opened-original';
import { toShown } from '../../lib/extension/judging/to-shown';
import { sendSource } from '../../lib/extension/sources/send-source';
import { LIMITS } from '../../lib/verify/limits';
import type { ProblemCode, ShownMessage } from '../../lib/view';
import type { OpenMessage } from '../../lib/webmail/adapter';
import { fetchSource } from '../../lib/webmail/source/fetch-source';
import { askWording, isCutOff } from './ask-background';

/** Mail that does not look like PEC is fetched only when that costs next to nothing. */
const MAX_UNHINTED_BYTES = 5 * 1024 * 1024;
const NONE: ShownMessage = { status: 'none' };

const toProblem = (problem: ProblemCode): ShownMessage => ({ status: 'problem', problem });

const WAIT_MS = 500;
const LOOKS = 4;

/** Where a channel was never tried by anybody else: an answer about another message, or none, means that the webmail is not as it was. */
const isAsShown = async (isShown: NonNullable<OpenMessage['isShown']>, chunks: Uint8Array[], signal: AbortSignal): Promise<boolean> => {
  for (let look = 1; !signal.aborted; look += 1) {
    if (isShown(chunks)) return true;
    if (look === LOOKS) break;
    // The page may still be drawing what it has just opened.
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  return false;
};

const SAID_CHANGED: readonly ProblemCode[] = ['not-a-message', 'source-unavailable'];

export const judgeMessage = async (
  { key, source, isPart, looksLikePec, isShown }: OpenMessage,
  signal: AbortSignal,
): Promise<ShownMessage> => {
  const maxBytes = looksLikePec ? LIMITS.messageBytes : MAX_UNHINTED_BYTES;
  const fetched = await fetchSource(source, { origin: location.origin, maxBytes, signal });
  if (signal.aborted) return NONE;
  if (!fetched.ok) {
    if (fetched.problem === 'message-too-large' && !looksLikePec) return NONE;
    return toProblem(isShown !== undefined && SAID_CHANGED.includes(fetched.problem) ? 'webmail-changed' : fetched.problem);
  }
  if (isShown !== undefined && !(await isAsShown(isShown, fetched.chunks, signal)))
    return signal.aborted ? NONE : toProblem('webmail-changed');
  const judgement = await sendSource({ key, fidelity: source.fidelity, isPart, chunks: fetched.chunks }, signal);
  if (judgement?.type === 'judged' && isOpenedOriginal(isPart, judgement.report)) return NONE;
  if (judgement !== null) return toShown(judgement, source.fidelity);
  if (isCutOff()) return toProblem('extension-updated');
  // No words either: the site was switched off meanwhile, and the page goes unmarked.
  return signal.aborted || (await askWording()) === null ? NONE : toProblem('internal-error');
};
