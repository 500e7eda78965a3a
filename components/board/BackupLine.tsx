// Above the board: how old the last copy of the ledger is, and the way to the next one.
import type { LedgerPageProps } from '../../lib/view';
import { formatInstant, type Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';

type Props = Pick<LedgerPageProps, 'backup' | 'actions' | 'problem'> & { wording: Wording };

export const BackupLine = ({ backup, problem, wording, actions }: Props) => {
  if (backup === null) return null;
  const { lastAt, isBehind, isDue } = backup;
  const state = lastAt === null ? 'never' : isBehind ? 'behind' : 'whole';
  const isHarmed = problem === 'ledger-lost' || problem === 'ledger-altered';
  return (
    <span class="backup-line">
      {isDue && <Mark name="triangle" tone="warn" size="s" />}
      <span class={isDue ? '' : 'dim'}>{wording.text(`backup_${state}`, lastAt === null ? '' : formatInstant(lastAt))}</span>{' '}
      <button type="button" class={isDue || isHarmed ? 'btn' : 'link'} onClick={() => actions.backup.open()}>
        {wording.text(isHarmed ? 'action_restore_ledger' : 'action_backup')}
      </button>
    </span>
  );
};
