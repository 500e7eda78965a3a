// Above the board, because a long one has no end to scroll to: copies, seals and lists of the ledger; goes through the whole ledger when asked, says what it found, and lets the user go on after a loss.
import type { LedgerPageProps } from '../../lib/view';
import { toKey, type Wording } from '../../lib/wording';
import { Quoted } from '../parts/Quoted';
import { BackupLine } from './BackupLine';
import { SealLine } from './SealLine';

type Props = Pick<LedgerPageProps, 'messages' | 'check' | 'problem' | 'backup' | 'seal' | 'actions'> & { wording: Wording };

/** The rest is behind the number. */
const SHOWN = 20;

const Findings = ({
  findings,
  wording,
}: {
  findings: NonNullable<Extract<Props['check'], { checked: number }>>['findings'];
  wording: Wording;
}) => (
  <ul class="bullets small">
    {findings.slice(0, SHOWN).map(({ what, subject }) => (
      <li key={`${what} ${subject}`}>
        {wording.text(`finding_${toKey(what)}`)} <Quoted text={subject} />
      </li>
    ))}
  </ul>
);

const Result = ({ check, wording }: { check: Props['check']; wording: Wording }) => {
  if (check === null) return null;
  if ('total' in check) return <p role="status">{wording.text('check_running', check.done, check.total)}</p>;
  const { checked, findings } = check;
  return (
    <div role="status">
      <p>{findings.length === 0 ? wording.count('check_whole', checked) : wording.count('check_found', findings.length)}</p>
      {findings.length > 0 && <p>{wording.text('check_next')}</p>}
      <Findings findings={findings} wording={wording} />
    </div>
  );
};

export const LedgerCheckBar = ({ messages, check, problem, backup, seal, wording, actions }: Props) => (
  <div class="ledger-line small">
    <BackupLine {...{ backup, problem, wording, actions }} />
    <SealLine {...{ seal, wording, actions }} />
    {messages.length > 0 && (
      <button type="button" class="link" onClick={() => actions.exportShown()}>
        {wording.count('action_export_shown', messages.length)}
      </button>
    )}
    <button type="button" class="link" onClick={() => actions.exportCsv()}>
      {wording.text('action_export_csv')}
    </button>
    <button type="button" class="link" disabled={check !== null && 'total' in check} onClick={() => actions.checkLedger()}>
      {wording.text('action_check_ledger')}
    </button>
    {(problem === 'ledger-lost' || problem === 'ledger-altered') && (
      <>
        {' '}
        <button type="button" class="btn" onClick={() => actions.acceptLoss()}>
          {wording.text('action_accept_loss')}
        </button>{' '}
        <span class="dim">{wording.text('accept_loss_what')}</span>
      </>
    )}
    <Result check={check} wording={wording} />
  </div>
);
