// From a judgement to what is shown of it, by the channel that its bytes came through.
import type { ShownMessage } from '../../view';
import type { Judgement } from '../protocol';

/** A lossy channel may confirm, never condemn. */
export const toShown = (judgement: Judgement, fidelity: 'exact' | 'reversible' | 'lossy'): ShownMessage => {
  if (judgement.type === 'problem') return { status: 'problem', problem: judgement.problem };
  if (fidelity === 'lossy' && judgement.report.verdict === 'failed') return { status: 'problem', problem: 'source-unproven' };
  const { type: _, ...judged } = judgement;
  return { status: 'judged', ...judged, fidelity };
};
