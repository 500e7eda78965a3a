// One message that the user dropped or pasted on popup or side panel: judged by the background like any other.
import { type FileForm, HEAD_BYTES, toFileForm } from '../../intake/recognise-file';
import { LIMITS } from '../../verify/limits';
import type { DroppedItem, ProblemCode, ShownMessage } from '../../view';
import { toShown } from '../judging/to-shown';
import { sendSource } from './send-source';

/** Archives and mailboxes have their place on the ledger page, with progress and a way to stop. */
const PROBLEMS: { readonly [form in FileForm]?: ProblemCode } = {
  archive: 'many-given',
  mailbox: 'many-given',
  outlook: 'outlook-file',
  timestamp: 'timestamp-alone',
};

const toProblem = (problem: ProblemCode): ShownMessage => ({ status: 'problem', problem });

/** Pasted text was decoded and its lines were ended anew: it may confirm, never condemn. */
export const giveSource = async (given: DroppedItem[] | string, isPrivate: boolean): Promise<ShownMessage> => {
  const fidelity = typeof given === 'string' ? 'lossy' : 'exact';
  const [item, ...more] = typeof given === 'string' ? [new Blob([given])] : given;
  if (!(item instanceof Blob) || more.length > 0) return toProblem('many-given');
  if (item.size > LIMITS.messageBytes) return toProblem('message-too-large');
  const bytes = new Uint8Array(await item.arrayBuffer());
  const form = toFileForm('', bytes.subarray(0, HEAD_BYTES));
  if (form !== 'message') return toProblem(PROBLEMS[form] ?? 'not-a-message');
  const source = { key: 'given', fidelity, isPart: false, isPrivate, chunks: [bytes] } as const;
  const judgement = await sendSource(source, new AbortController().signal);
  return judgement === null ? toProblem('internal-error') : toShown(judgement, fidelity);
};
