// Reads one message of a walk: fetches its source, has it judged and recorded, and tells what that means for the walk.
import type { Judgement } from '../../lib/extension/protocol';
import { sendSource } from '../../lib/extension/sources/send-source';
import { LIMITS } from '../../lib/verify/limits';
import type { FolderItem } from '../../lib/webmail/adapter';
import { fetchSource, type SourceProblem } from '../../lib/webmail/source/fetch-source';
import type { ReadOutcome } from '../../lib/webmail/walk/walk-folder';
import { isCutOff } from './ask-background';

const toUnread = (problem: SourceProblem): ReadOutcome => {
  if (problem === 'message-too-large' || problem === 'not-a-message') return { result: 'unread' };
  return problem === 'source-unavailable' ? { result: 'unavailable' } : { result: 'stop', problem };
};

const toOutcome = (judgement: Judgement): ReadOutcome => {
  if (judgement.type === 'problem') return { result: 'unread' };
  const { report, problem } = judgement;
  // A walk is there to fill the ledger: where nothing can be recorded it stops.
  if (problem === 'storage-full' || problem === 'ledger-unavailable' || problem === 'private-window') return { result: 'stop', problem };
  return { result: report.verdict === 'not-pec' && report.enclosed.length === 0 ? 'ordinary' : 'pec' };
};

/** `stopped`: nothing more is fetched; what is here already is judged to its end, because nobody could say whether the ledger has it. */
export const readWalkItem = async ({ key, source }: FolderItem, signal: AbortSignal, stopped: AbortSignal): Promise<ReadOutcome> => {
  const limits = { origin: location.origin, maxBytes: LIMITS.messageBytes, signal: AbortSignal.any([signal, stopped]) };
  const fetched = await fetchSource(source, limits);
  if (!fetched.ok) return toUnread(fetched.problem);
  const judgement = await sendSource({ key, fidelity: source.fidelity, isPart: false, chunks: fetched.chunks }, signal);
  if (judgement !== null) return toOutcome(judgement);
  return { result: 'stop', problem: isCutOff() ? 'extension-updated' : 'internal-error' };
};
