// How far long work has come, and the way to stop it.
import type { Wording } from '../../lib/wording';

type Props = { text: string; done: number; total: number; wording: Wording; cancel(): void };

export const ProgressLine = ({ text, done, total, wording, cancel }: Props) => (
  <div class="progress-line">
    <progress aria-label={text} max={total || 1} value={total ? done : undefined} />
    <span class="small">
      {text} {total > 0 && wording.text('progress_of', done, total)}
    </span>
    <button type="button" class="btn" onClick={cancel}>
      {wording.text('action_cancel')}
    </button>
  </div>
);
