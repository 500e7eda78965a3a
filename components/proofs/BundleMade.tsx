// The bundle that was handed out, or one made earlier that was chosen; what became of its time-stamp, and what can still be done about it.
import { useEffect, useRef } from 'preact/hooks';
import type { ExportActions, ExportDesk, StampLogin, StampOutcome } from '../../lib/export-view';
import { toVisibleText } from '../../lib/visible-text';
import { formatInstant, formatSize, type Wording } from '../../lib/wording';
import { FileButton } from '../parts/FileButton';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';

type Props = { desk: ExportDesk; wording: Wording; actions: ExportActions; login: StampLogin | null };

const describe = (outcome: StampOutcome, wording: Wording): string => {
  if (outcome.status === 'failed') return outcome.reason;
  return outcome.status === 'proven'
    ? wording.text('stamp_added', formatInstant(outcome.existedBefore), toVisibleText(outcome.authority))
    : wording.text('stamp_added_unknown', toVisibleText(outcome.issuer));
};

const Outcome = ({ desk, wording }: Props) => {
  const { outcome } = desk.stamp;
  if (outcome === null) return null;
  const isProven = outcome.status === 'proven';
  return (
    <p class="stamp-outcome" role="status">
      <Mark name={isProven ? 'seal' : 'triangle'} tone={isProven ? 'ok' : 'warn'} size="s" />{' '}
      <span>
        {outcome.status === 'failed' && desk.made !== null && <b>{wording.text('export_stamp_lacks')}</b>} {describe(outcome, wording)}
      </span>
    </p>
  );
};

/** Beside a bundle without a token: ask again, or take it elsewhere and bring the token back. */
const Later = ({ desk, wording, actions, login }: Props) => {
  const { way, earlier, outcome } = desk.stamp;
  const isBusy = desk.running !== null;
  if (way === 'none' || (desk.made?.isStamped ?? earlier === null)) return null;
  if (way === 'service') {
    return earlier === null ? (
      <button type="button" class="btn" disabled={isBusy} onClick={() => actions.askStamp(login)}>
        {wording.text(outcome === null ? 'action_ask_stamp' : 'action_ask_stamp_again')}
      </button>
    ) : null;
  }
  return (
    <div class="actions">
      <button type="button" class="btn" disabled={isBusy} onClick={() => actions.saveForStamp('manifest')}>
        {wording.text('action_save_manifest')}
      </button>
      <button type="button" class="btn" disabled={isBusy} onClick={() => actions.saveForStamp('request')}>
        {wording.text('action_save_request')}
      </button>
      <FileButton
        label={wording.text('action_add_stamp')}
        accept=".tsr,.tst,.tsd"
        addFiles={([file]) => file !== undefined && actions.addToken(file)}
      />
    </div>
  );
};

/** Of a bundle made earlier nobody judged here whether it is complete. */
const toMadeKey = (isComplete: boolean | null): string =>
  isComplete === null ? 'export_stamp_made' : isComplete ? 'export_made' : 'export_made_incomplete';

const Made = ({ made, wording, save }: { made: NonNullable<ExportDesk['made']>; wording: Wording; save(): void }) => (
  <>
    <p role="status">
      <b>{wording.text(toMadeKey(made.isComplete))}</b> <Quoted text={made.name} />{' '}
      <span class="dim">({formatSize(made.size, wording.locale)})</span>
    </p>
    <p class="small">
      SHA-256 <code class="hash">{made.sha256}</code>
    </p>
    <p>{wording.text('export_made_next')}</p>
    <button type="button" class="link" onClick={save}>
      {wording.text('action_save_again')}
    </button>
  </>
);

export const BundleMade = (props: Props) => {
  const { desk, wording, actions } = props;
  const { made, stamp } = desk;
  const box = useRef<HTMLDivElement>(null);
  // It lies below all choices, where nobody looks by themselves.
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [made, stamp.earlier, stamp.outcome]);
  if (made === null && stamp.earlier === null) return <Outcome {...props} />;
  return (
    <div ref={box} class="made">
      {made !== null && <Made made={made} wording={wording} save={() => actions.save()} />}
      {made === null && (
        <p role="status">
          <b>{wording.text('export_stamp_earlier')}</b> <Quoted text={stamp.earlier ?? ''} />
        </p>
      )}
      <Outcome {...props} />
      <Later {...props} />
    </div>
  );
};
