// Above the board, where the administration set how long proofs are kept: how many messages are older, and the way to them.
import type { LedgerPageProps } from '../../lib/view';
import type { Wording } from '../../lib/wording';

type Props = Pick<LedgerPageProps, 'retention' | 'actions'> & { wording: Wording };

export const RetentionLine = ({ retention, wording, actions }: Props) => {
  if (retention === null || retention.count === 0) return null;
  const { months, until, count } = retention;
  return (
    <p class="pad small">
      {wording.count('retention', count, String(months))} {wording.text('retention_what')}{' '}
      <button type="button" class="link" onClick={() => actions.filter({ since: null, until })}>
        {wording.text('retention_show')}
      </button>
    </p>
  );
};
