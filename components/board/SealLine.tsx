// Above the board: what the seals of the archive show, when the next one is due, and the way to it.
import type { SealState } from '../../lib/ledger/seal/seal-due';
import type { LedgerPageProps } from '../../lib/view';
import { formatInstant, toKey, type Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';

type Props = Pick<LedgerPageProps, 'seal' | 'actions'> & { wording: Wording };

const describe = ({ due, isPending, lastAt }: SealState, wording: Wording): string => {
  if (due !== null) return wording.text(`seal_due_${toKey(due.reason)}`, formatInstant(due.by, 'day'));
  if (isPending) return wording.text('seal_pending');
  return lastAt === null ? '' : wording.text('seal_last', formatInstant(lastAt));
};

export const SealLine = ({ seal, wording, actions }: Props) => {
  if (seal === null) return null;
  const isDue = seal.due !== null;
  return (
    <span class="seal-line">
      {isDue && <Mark name="triangle" tone="warn" size="s" />}
      <span class={isDue ? '' : 'dim'}>{describe(seal, wording)}</span>{' '}
      <button type="button" class={isDue ? 'btn' : 'link'} onClick={() => actions.seal.open()}>
        {wording.text('action_seal')}
      </button>
    </span>
  );
};
