// What became of the files dropped last: progress in items with a way to stop, then a count and a line for each file.

import type { FileOutcome, LedgerPageProps } from '../lib/view';
import { toKey, type Wording } from '../lib/wording';
import { Mark, type MarkName, type Tone } from './Mark';
import { findNext, toMeaning } from './meaning';
import { Quoted } from './Quoted';
import { AddedAuthority } from './VerdictSentence';

type Props = Pick<LedgerPageProps, 'outcomes' | 'progress'> & { wording: Wording; cancel(): void; dismiss(): void };

const VERDICTS = ['verified', 'failed', 'inconclusive', 'not-pec'] as const;

const look = ({ report }: FileOutcome): [MarkName, Tone] => {
  if (report === null) return ['triangle', 'warn'];
  const { mark, tone } = toMeaning(report, 'exact');
  return [mark, tone];
};

const countOutcomes = (outcomes: FileOutcome[], wording: Wording): string =>
  [
    ...VERDICTS.map((verdict) => [toKey(verdict), outcomes.filter(({ report }) => report?.verdict === verdict).length] as const),
    ['unread', outcomes.filter(({ report }) => report === null).length] as const,
  ]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => wording.count(`files_${name}`, count))
    .join(', ');

const Outcome = ({ outcome, wording }: { outcome: FileOutcome; wording: Wording }) => {
  const [mark, tone] = look(outcome);
  const { report, problem } = outcome;
  const meaning = report === null ? null : toMeaning(report, 'exact');
  const next = meaning?.reason == null ? undefined : findNext(wording, meaning.reason);
  return (
    <li class="outcome">
      <Mark name={mark} tone={tone} size="s" />
      <div class="grow">
        <p>
          <Quoted strong text={outcome.name} />
          {meaning !== null && `: ${wording.text(meaning.sentence)}`}{' '}
          {report !== null && <AddedAuthority report={report} wording={wording} />}
        </p>
        {next !== undefined && <p class="small dim">{next}</p>}
        {report?.enclosed.map((inner) => (
          <p key={inner.sha256} class="small dim">
            {wording.text('enclosed_short', wording.text(toMeaning(inner, 'exact').sentence))}
          </p>
        ))}
        {problem !== null && (
          <p class="small dim">
            {wording.text(`problem_${toKey(problem)}_what`)} {wording.text(`problem_${toKey(problem)}_next`)}
          </p>
        )}
      </div>
    </li>
  );
};

const Progress = ({ progress, wording, cancel }: { progress: { done: number; total: number }; wording: Wording; cancel(): void }) => (
  <div class="progress">
    <progress value={progress.done} max={progress.total} aria-label={wording.text('files_progress_label')} />
    <span class="grow num">{wording.text('files_progress', progress.done, progress.total)}</span>
    <button type="button" class="btn" onClick={cancel}>
      {wording.text('action_cancel')}
    </button>
  </div>
);

export const FileOutcomes = ({ outcomes, progress, wording, cancel, dismiss }: Props) => {
  if (progress === null && outcomes.length === 0) return null;
  return (
    <section class="outcomes" aria-label={wording.text('files_label')}>
      {progress !== null && <Progress progress={progress} wording={wording} cancel={cancel} />}
      {/* Asked for by the user, so announced; the items themselves are not. */}
      <p class="outcome-count" role="status">
        {progress === null &&
          outcomes.length > 0 &&
          `${wording.count('files_done', outcomes.length)}: ${countOutcomes(outcomes, wording)}.`}
      </p>
      {/* A long list scrolls, so the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see the line above */}
      <ul class="outcome-list" tabIndex={0} aria-label={wording.text('files_label')}>
        {outcomes.map((outcome, index) => (
          <Outcome key={`${index}${outcome.name}`} outcome={outcome} wording={wording} />
        ))}
      </ul>
      {progress === null && (
        <button type="button" class="link" onClick={dismiss}>
          {wording.text('action_hide')}
        </button>
      )}
    </section>
  );
};
