// What is in a copy of the ledger: what is whole, what would be new, what is damaged, and whether the ledger's proofs count as copied.
import type { BackupReport } from '../../lib/backup/backup-report';
import { formatInstant, type Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';

type Props = { report: BackupReport; wording: Wording; isBusy: boolean; restore(): void };

const SHOWN = 50;

const VERDICTS = ['verified', 'inconclusive', 'failed'] as const;

const countFresh = ({ fresh }: BackupReport): number => VERDICTS.reduce((sum, verdict) => sum + fresh[verdict], 0);

const Damages = ({ report, wording }: Pick<Props, 'report' | 'wording'>) => (
  <>
    <p>
      <Mark name="triangle" tone="warn" size="s" /> {wording.count('backup_damaged', report.damaged)}
    </p>
    <ul class="bullets small">
      {report.damages.slice(0, SHOWN).map(({ what, name }) => (
        <li key={`${what} ${name}`}>
          <Quoted text={name} /> {wording.text(`backup_damage_${what}`)}
        </li>
      ))}
    </ul>
  </>
);

const toFacts = (report: BackupReport, wording: Wording): string[] => {
  const { madeAt, messages, known, notes, sendings, seals, unread, fresh, stamps, freshStamps, isTrial } = report;
  const verdicts = VERDICTS.filter((verdict) => fresh[verdict] > 0).map((verdict) =>
    wording.count(`backup_fresh_${verdict}`, fresh[verdict]),
  );
  return [
    madeAt === null ? wording.text('backup_made_unknown') : wording.text('backup_made', formatInstant(madeAt)),
    wording.count('backup_messages', messages),
    ...(known > 0 ? [wording.count('backup_known', known)] : []),
    ...(verdicts.length > 0 ? [wording.text(isTrial ? 'backup_would_add' : 'backup_added', verdicts.join(', '))] : []),
    ...(stamps > 0 ? [wording.count('backup_stamps', stamps)] : []),
    ...(freshStamps > 0 ? [wording.count(isTrial ? 'backup_stamps_would_add' : 'backup_stamps_added', freshStamps)] : []),
    ...(unread > 0 ? [wording.count('backup_unread', unread)] : []),
    ...(notes > 0 ? [wording.count('backup_notes', notes)] : []),
    ...(sendings > 0 ? [wording.count('backup_sendings', sendings)] : []),
    ...(seals > 0 ? [wording.count('backup_seals', seals)] : []),
  ];
};

const toRestoreLabel = (report: BackupReport, wording: Wording): string => {
  const fresh = countFresh(report);
  if (fresh > 0) return wording.count('action_restore', fresh);
  return wording.text(report.freshStamps > 0 ? 'action_restore_stamps' : 'action_restore_notes');
};

/** What the user may do with it now. */
const Outcome = ({ report, wording, isBusy, restore }: Props) => {
  const { coveredSeq, isTrial, notes, sendings, seals, damaged, freshStamps } = report;
  const fresh = countFresh(report);
  if (!isTrial) return <p>{wording.text('backup_restored')}</p>;
  return (
    <>
      {coveredSeq !== null && (
        <p>
          <Mark name="seal" tone="ok" size="s" /> {wording.text('backup_covers')}
        </p>
      )}
      {coveredSeq === null && fresh + freshStamps === 0 && damaged === 0 && <p>{wording.text('backup_covers_not')}</p>}
      {(fresh + freshStamps > 0 || (coveredSeq === null && notes + sendings + seals > 0)) && (
        <button type="button" class="btn main" disabled={isBusy} onClick={() => restore()}>
          {toRestoreLabel(report, wording)}
        </button>
      )}
    </>
  );
};

export const BackupReportList = (props: Props) => {
  const { report, wording } = props;
  return (
    <div class="backup-report" role="status">
      <ul class="bullets">
        {toFacts(report, wording).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {report.damaged > 0 && <Damages {...props} />}
      <Outcome {...props} />
    </div>
  );
};
