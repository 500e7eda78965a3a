// What became of the files dropped last: progress in items with a way to stop, then a count, and a line for each with what needs a look first.

import { useMemo, useRef } from 'preact/hooks';
import type { FileOutcome, LedgerPageProps, ProblemCode } from '../../lib/view';
import { toKey, type Wording } from '../../lib/wording';
import { findNext, findProblemText, toMeaning } from '../message/meaning';
import { AddedAuthority } from '../message/VerdictSentence';
import { Mark, type MarkName, type Tone } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { ShowMore } from '../parts/ShowMore';
import { useLimit } from '../parts/use-limit';

type Props = Pick<LedgerPageProps, 'outcomes' | 'passedOver' | 'progress'> & { wording: Wording; cancel(): void; dismiss(): void };

const VERDICTS = ['verified', 'failed', 'inconclusive', 'not-pec'] as const;

/** What needs a look stands first; within a group the order is that in which they were done. */
const toRank = ({ report, problem }: FileOutcome): number => {
  if (report === null || problem !== null) return 0;
  if (report.verdict === 'not-pec') return report.enclosed.length > 0 ? 3 : 4;
  return { failed: 1, inconclusive: 2, verified: 3 }[report.verdict];
};

const findFirst = (outcomes: readonly FileOutcome[], limit: number): FileOutcome[] => {
  const groups: FileOutcome[][] = [[], [], [], [], []];
  for (const outcome of outcomes) groups[toRank(outcome)]?.push(outcome);
  return groups.flat().slice(0, limit);
};

const look = ({ report }: FileOutcome): [MarkName, Tone] => {
  if (report === null) return ['triangle', 'warn'];
  const { mark, tone } = toMeaning(report, 'exact');
  return [mark, tone];
};

/** Verified, and not in the ledger. */
const UNRECORDED: readonly ProblemCode[] = ['storage-full', 'private-window', 'ledger-unavailable', 'ledger-too-new'];

const isUnrecorded = ({ report, problem }: FileOutcome): boolean => report !== null && problem !== null && UNRECORDED.includes(problem);

const countOutcomes = (outcomes: FileOutcome[], wording: Wording): string =>
  [
    ...VERDICTS.map((verdict) => [toKey(verdict), outcomes.filter(({ report }) => report?.verdict === verdict).length] as const),
    ['unread', outcomes.filter(({ report }) => report === null).length] as const,
    ['unrecorded', outcomes.filter(isUnrecorded).length] as const,
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
            {findProblemText(wording, problem, 'what', 'file')} {findProblemText(wording, problem, 'next', 'file')}
          </p>
        )}
      </div>
    </li>
  );
};

type Running = NonNullable<Props['progress']>;

const Progress = ({ progress, wording, cancel }: { progress: Running; wording: Wording; cancel(): void }) => (
  <div class="progress">
    <progress value={progress.done} max={Math.max(1, progress.total)} aria-label={wording.text('files_progress_label')} />
    <span class="num">{wording.text('files_progress', progress.done, progress.total)}</span>
    <span class="grow progress-name">
      <Quoted text={progress.name} />
    </span>
    <button type="button" class="btn" onClick={cancel}>
      {wording.text('action_cancel')}
    </button>
  </div>
);

/** Ten times in a run at most, whatever its length: a reader that is told of each item cannot be listened to. */
const announceProgress = ({ done, total }: Running, wording: Wording): string =>
  total === 0 ? '' : wording.text('files_progress_announced', Math.floor((done / total) * 10) * 10);

const Summary = ({ outcomes, passedOver, progress, wording }: Pick<Props, 'outcomes' | 'passedOver' | 'progress' | 'wording'>) => {
  const counts = outcomes.length > 0 ? [`${wording.count('files_done', outcomes.length)}: ${countOutcomes(outcomes, wording)}.`] : [];
  const others = passedOver > 0 ? [`${wording.count('files_passed_over', passedOver)}.`] : [];
  return (
    // Asked for by the user, so announced; the items themselves are not.
    <p class={progress === null ? 'outcome-count' : 'hidden'} role="status">
      {progress === null ? [...counts, ...others].join(' ') : announceProgress(progress, wording)}
    </p>
  );
};

/** Drawn again only when one of its lines is another: a run tells of its progress ten times a second. */
const OutcomeLines = ({ first, wording }: { first: FileOutcome[]; wording: Wording }) => {
  const last = useRef<FileOutcome[]>(first);
  if (first.length !== last.current.length || first.some((outcome, index) => outcome !== last.current[index])) last.current = first;
  const shown = last.current;
  return useMemo(
    () => (
      <ul aria-label={wording.text('files_label')}>
        {shown.map((outcome, index) => (
          <Outcome key={`${index}${outcome.name}`} outcome={outcome} wording={wording} />
        ))}
      </ul>
    ),
    [shown, wording],
  );
};

export const FileOutcomes = ({ outcomes, passedOver, progress, wording, cancel, dismiss }: Props) => {
  const { limit, showMore } = useLimit();
  if (progress === null && outcomes.length === 0 && passedOver === 0) return null;
  const first = findFirst(outcomes, limit);
  return (
    <section class="outcomes" aria-label={wording.text('files_label')}>
      {progress !== null && <Progress progress={progress} wording={wording} cancel={cancel} />}
      <Summary outcomes={outcomes} passedOver={passedOver} progress={progress} wording={wording} />
      {/* A long list scrolls, so the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see the line above */}
      <div class="outcome-list" tabIndex={0}>
        <OutcomeLines first={first} wording={wording} />
        {/* Inside what scrolls: below it the end would always be in view, and all lines be drawn at once. */}
        <ShowMore left={outcomes.length - first.length} wording={wording} showMore={showMore} />
      </div>
      {progress === null && (
        <button type="button" class="link" onClick={dismiss}>
          {wording.text('action_hide')}
        </button>
      )}
    </section>
  );
};
