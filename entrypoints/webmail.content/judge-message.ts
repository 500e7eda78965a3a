// From an open message to what is shown of it: fetch its source, have it judged, and tell how it ended.

import { isOpenedOriginal } from '../../lib/extension/opened-original';
import { sendSource } from '../../lib/extension/send-source';
import { toShown } from '../../lib/extension/to-shown';
import { LIMITS } from '../../lib/verify/limits';
import type { ProblemCode, ShownMessage } from '../../lib/view';
import type { OpenMessage } from '../../lib/webmail/adapter';
import { fetchSource } from '../../lib/webmail/fetch-source';
import { askWording, isCutOff } from './ask-background';

/** Mail that does not look like PEC is fetched only when that costs next to nothing. */
const MAX_UNHINTED_BYTES = 5 * 1024 * 1024;
const NONE: ShownMessage = { status: 'none' };

const toProblem = (problem: ProblemCode): ShownMessage => ({ status: 'problem', problem });

export const judgeMessage = async ({ key, source, isPart, looksLikePec }: OpenMessage, signal: AbortSignal): Promise<ShownMessage> => {
  const maxBytes = looksLikePec ? LIMITS.messageBytes : MAX_UNHINTED_BYTES;
  const fetched = await fetchSource(source, { origin: location.origin, maxBytes, signal });
  if (signal.aborted) return NONE;
  if (!fetched.ok) return fetched.problem === 'message-too-large' && !looksLikePec ? NONE : toProblem(fetched.problem);
  const judgement = await sendSource({ key, fidelity: source.fidelity, isPart, chunks: fetched.chunks }, signal);
  if (judgement?.type === 'judged' && isOpenedOriginal(isPart, judgement.report)) return NONE;
  if (judgement !== null) return toShown(judgement, source.fidelity);
  if (isCutOff()) return toProblem('extension-updated');
  // No words either: the site was switched off meanwhile, and the page goes unmarked.
  return signal.aborted || (await askWording()) === null ? NONE : toProblem('internal-error');
};
