// The source of one message, pasted on the ledger page: what came of it, as of a file that was dropped.
import type { FileOutcome } from '../../view';
import { readWording } from '../settings/with-wording';
import { giveSource } from '../sources/give-source';

export const judgePasted = async (text: string): Promise<FileOutcome> => {
  const name = (await readWording()).text('pasted_text');
  const shown = await giveSource(text, false);
  if (shown.status === 'judged') return { name, report: shown.report, problem: shown.problem };
  return { name, report: null, problem: shown.status === 'problem' ? shown.problem : 'internal-error' };
};
