// The dialog in which a copy of the ledger is made, looked into, and taken back.
import { useState } from 'preact/hooks';
import type { BackupActions, BackupDesk } from '../../lib/backup-view';
import { toKey, type Wording } from '../../lib/wording';
import { FileButton } from '../parts/FileButton';
import { Phrase } from '../parts/Phrase';
import { Quoted } from '../parts/Quoted';
import { WorkDialog } from '../parts/WorkDialog';
import { BackupReportList } from './BackupReportList';

type Props = { desk: BackupDesk; wording: Wording; actions: BackupActions };

const SHOWN = 20;

const Secret = ({ label, value, onInput }: { label: string; value: string; onInput(value: string): void }) => (
  <label class="secret">
    {label}
    <input type="password" autocomplete="off" value={value} onInput={(event) => onInput(event.currentTarget.value)} />
  </label>
);

const Written = ({ written, wording }: { written: NonNullable<BackupDesk['written']>; wording: Wording }) => (
  <div role="status">
    <p>
      <b>{wording.count('backup_written', written.count)}</b> <Quoted text={written.name} />
    </p>
    <p>{wording.text('backup_written_next')}</p>
    {written.lacking.length > 0 && (
      <>
        <p class="warn">{wording.count('backup_lacking', written.lacking.length)}</p>
        <ul class="bullets small">
          {written.lacking.slice(0, SHOWN).map((sha256) => (
            <li key={sha256}>
              <Quoted text={sha256} />
            </li>
          ))}
        </ul>
      </>
    )}
  </div>
);

const Make = ({ desk, wording, actions }: Props) => {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const differs = passphrase !== '' && passphrase !== again;
  return (
    <section aria-labelledby="backup-make">
      <h3 id="backup-make">{wording.text('backup_make')}</h3>
      <p>{wording.text('backup_make_what')}</p>
      <div class="secrets">
        <Secret label={wording.text('backup_passphrase')} value={passphrase} onInput={setPassphrase} />
        <Secret label={wording.text('backup_passphrase_again')} value={again} onInput={setAgain} />
      </div>
      <p class="small dim" aria-live="polite">
        {wording.text(differs && again !== '' ? 'backup_passphrase_differs' : 'backup_passphrase_what')}
      </p>
      <button
        type="button"
        class="btn main"
        disabled={differs || desk.running !== null}
        onClick={() => actions.write(passphrase === '' ? null : passphrase)}
      >
        {wording.text('action_write_backup')}
      </button>
      {desk.written !== null && <Written written={desk.written} wording={wording} />}
    </section>
  );
};

const Refusal = ({ desk, wording, actions }: Props) => {
  const [passphrase, setPassphrase] = useState('');
  const { refusal = null } = desk.chosen ?? {};
  if (refusal === null) return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        actions.unlock(passphrase);
      }}
    >
      <p role="status">{wording.text(`backup_refused_${toKey(refusal)}`)}</p>
      {refusal === 'passphrase' && (
        <div class="secrets">
          <Secret label={wording.text('backup_passphrase_of')} value={passphrase} onInput={setPassphrase} />
          <button type="submit" class="btn" disabled={passphrase === '' || desk.running !== null}>
            {wording.text('action_open_backup')}
          </button>
        </div>
      )}
    </form>
  );
};

const Take = (props: Props) => {
  const { desk, wording, actions } = props;
  const { chosen, running } = desk;
  return (
    <section aria-labelledby="backup-take">
      <h3 id="backup-take">{wording.text('backup_take')}</h3>
      <p>{wording.text('backup_take_what')}</p>
      {running === null && (
        <FileButton
          label={wording.text('action_choose_backup')}
          accept=".tar,application/x-tar"
          addFiles={([file]) => file && actions.choose(file)}
        />
      )}
      {chosen !== null && (
        <p>
          <Phrase wording={wording} name="backup_chosen" values={[<Quoted key="name" text={chosen.name} />]} />
        </p>
      )}
      <Refusal {...props} />
      {chosen?.report && <BackupReportList report={chosen.report} wording={wording} isBusy={running !== null} restore={actions.restore} />}
    </section>
  );
};

export const BackupDialog = (props: Props) => {
  const { desk, wording, actions } = props;
  const running = desk.running && { ...desk.running, text: wording.text(`backup_running_${desk.running.what}`) };
  const frame = { id: 'backup-title', title: wording.text('backup_title'), problem: desk.problem, running, wording };
  return (
    <WorkDialog {...frame} close={() => actions.close()}>
      <Make {...props} />
      <Take {...props} />
    </WorkDialog>
  );
};
