// The dialog that makes a proof bundle: what goes in, what it will lack, for what use, and what came of it.
import { useState } from 'preact/hooks';
import type { ExportActions, ExportDesk } from '../../lib/export-view';
import type { Wording } from '../../lib/wording';
import { ReadinessItems } from '../board/ReadinessList';
import { FileButton } from '../parts/FileButton';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { ShowMore } from '../parts/ShowMore';
import { useLimit } from '../parts/use-limit';
import { WorkDialog } from '../parts/WorkDialog';
import { BundleMade } from './BundleMade';
import { StampChoice, toCredentials } from './StampChoice';

const PACKS = ['case', 'filing', 'archive'] as const satisfies readonly ExportDesk['pack'][];

type Props = { desk: ExportDesk; wording: Wording; actions: ExportActions };

const What = ({ desk, wording }: Props) =>
  desk.count === 1 ? (
    <p>{desk.subject === null ? wording.text('bundle_no_subject') : <Quoted text={desk.subject} strong />}</p>
  ) : (
    <p>{wording.count('cli_messages', desk.count)}</p>
  );

/** One message shows what it lacks; of several, each with its subject. */
const Lacking = ({ desk, wording }: Props) => {
  const { lacking = [] } = desk.outlook ?? {};
  const { limit, showMore } = useLimit();
  return (
    <>
      {lacking.slice(0, limit).map(({ identifier, subject, items }) => (
        <section key={identifier} class="beside">
          {desk.count > 1 && (
            <h4>
              <Quoted text={subject ?? identifier} />
            </h4>
          )}
          {items.length === 0 ? <p>{wording.text('export_nothing_proven')}</p> : <ReadinessItems items={items} wording={wording} />}
        </section>
      ))}
      <ShowMore left={lacking.length - limit} wording={wording} showMore={showMore} />
    </>
  );
};

const Outlook = (props: Props) => {
  const { desk, wording, actions } = props;
  if (desk.outlook === null) return null;
  const isComplete = desk.outlook.lacking.length === 0;
  return (
    <section aria-labelledby="export-outlook">
      <h3 id="export-outlook">{wording.text('export_outlook')}</h3>
      <p role="status" class="outlook">
        <Mark name={isComplete ? 'seal' : 'triangle'} tone={isComplete ? 'ok' : 'warn'} size="s" />{' '}
        {isComplete ? wording.text('export_complete') : wording.count('export_incomplete', desk.outlook.lacking.length, desk.count)}
      </p>
      {!isComplete && (
        <details open={desk.count === 1}>
          <summary>{wording.text('export_what_lacks')}</summary>
          <Lacking {...props} />
        </details>
      )}
      <p class="small dim">{wording.text('export_copies_what')}</p>
      <FileButton
        label={wording.text('action_add_copies')}
        accept=".eml,message/rfc822"
        multiple
        addFiles={(files) => actions.addCopies(files)}
      />
      {desk.copies.length > 0 && (
        <ul class="plain small">
          {desk.copies.map((name, index) => (
            <li key={`${index} ${name}`}>
              <Quoted text={name} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Choices = ({ desk, wording, actions }: Props) => (
  <>
    <fieldset class="choices">
      <legend>{wording.text('export_pack')}</legend>
      {PACKS.map((pack) => (
        <label key={pack}>
          <input type="radio" name="pack" checked={desk.pack === pack} onChange={() => actions.choosePack(pack)} />
          <span>
            <b>{wording.text(`export_pack_${pack}`)}</b> <span class="small dim">{wording.text(`export_pack_${pack}_what`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
    <label class="filter">
      {wording.text('export_language')}{' '}
      <select
        class="field"
        value={desk.language}
        onChange={(event) => actions.chooseLanguage(event.currentTarget.value === 'en' ? 'en' : 'it')}
      >
        <option value="it">{wording.text('language_it')}</option>
        <option value="en">{wording.text('language_en')}</option>
      </select>
    </label>
  </>
);

export const ExportDialog = (props: Props) => {
  const { desk, wording, actions } = props;
  // Kept as long as the dialog is open, and told to nobody but the service.
  const [login, setLogin] = useState({ user: '', password: '' });
  const isComplete = desk.outlook?.lacking.length === 0;
  const running = desk.running && { ...desk.running, text: wording.text(`export_running_${desk.running.what}`) };
  const frame = { id: 'export-title', title: wording.text('export_title'), problem: desk.problem, running, wording };
  const make = (
    <button
      type="button"
      class="btn main"
      disabled={desk.outlook === null || desk.running !== null || desk.made !== null}
      onClick={() => actions.make(toCredentials(login))}
    >
      {wording.text(desk.outlook === null || isComplete ? 'action_make_bundle' : 'action_make_incomplete')}
    </button>
  );
  return (
    <WorkDialog {...frame} about={<What {...props} />} action={make} close={() => actions.close()}>
      <Outlook {...props} />
      <Choices {...props} />
      <StampChoice {...props} login={login} setLogin={setLogin} />
      <BundleMade {...props} login={toCredentials(login)} />
    </WorkDialog>
  );
};
