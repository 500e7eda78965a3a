// Takes the bundle: dropped, chosen as one file or as the folder into which it was unpacked; tells how far the check is and stops it.
import { FileButton } from '../../components/parts/FileButton';
import { Mark } from '../../components/parts/Mark';
import { Quoted } from '../../components/parts/Quoted';
import { toKey, type Wording } from '../wording';
import type { CheckState } from './use-check';

type Props = {
  state: CheckState;
  /** Why what was given last is no bundle to look at. */
  problem: string | null;
  wording: Wording;
  addFiles(files: File[]): void;
  cancel(): void;
};

const Progress = ({
  state,
  wording,
  cancel,
}: Pick<Props, 'wording' | 'cancel'> & { state: Extract<CheckState, { status: 'running' }> }) => {
  const { progress, given } = state;
  return (
    <div class="progress">
      <progress
        aria-label={wording.text('verifica_progress_label')}
        max={progress?.total || 1}
        {...(progress !== null && progress.total > 0 && { value: progress.done })}
      />
      <span class="num">{progress !== null && wording.text('verifica_progress', progress.done, progress.total)}</span>
      <span class="grow progress-name">
        <Quoted text={given.name} />
      </span>
      <button type="button" class="btn" onClick={cancel}>
        {wording.text('action_cancel')}
      </button>
    </div>
  );
};

const Problem = ({ text }: { text: string }) => (
  <div class="notice warn">
    <Mark name="triangle" tone="warn" />
    <p class="grow">{text}</p>
  </div>
);

const findProblem = ({ state, problem }: Pick<Props, 'state' | 'problem'>): string | null => {
  if (problem !== null) return `verifica_given_${toKey(problem)}`;
  if (state.status === 'cancelled') return 'verifica_cancelled';
  return state.status === 'broken' ? 'verifica_broken' : null;
};

export const StartPanel = (props: Props) => {
  const { state, wording, addFiles, cancel } = props;
  const problem = findProblem(props);
  const isDone = state.status === 'done';
  return (
    <section class="panel start" aria-labelledby="start-title">
      <h2 id="start-title">{wording.text(isDone ? 'verifica_start_again' : 'verifica_start')}</h2>
      <p class="lead">{wording.text('verifica_start_what')}</p>
      {problem !== null && <Problem text={wording.text(problem)} />}
      {state.status === 'running' && <Progress state={state} wording={wording} cancel={cancel} />}
      <div class="actions">
        <FileButton label={wording.text('verifica_choose_file')} accept=".asice,.zip" main={!isDone} addFiles={addFiles} />
        <FileButton label={wording.text('verifica_choose_folder')} folder addFiles={addFiles} />
      </div>
      <p class="small dim">{wording.text('verifica_offline')}</p>
    </section>
  );
};
