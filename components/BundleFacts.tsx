// What holds of a bundle as a whole: its files against the list, its time-stamp, its own report, the seals over the archive it came from.
import type { ComponentChildren } from 'preact';
import type { BundleFindings } from '../lib/bundle-view';
import { codeKey, formatInstant, toKey, type Wording } from '../lib/wording';
import { Mark, type MarkName, type Tone } from './Mark';
import { findNext, findText } from './meaning';
import { Quoted } from './Quoted';

type Props = { findings: BundleFindings; wording: Wording };
type Look = readonly [MarkName, Tone];

const GOOD: Look = ['seal', 'ok'];
const BAD: Look = ['octagon', 'bad'];
const OPEN: Look = ['triangle', 'warn'];
const NOTE: Look = ['outline', 'dim'];

const COMPARISON_LOOK: Record<BundleFindings['report'], Look> = { agrees: GOOD, differs: BAD, absent: NOTE, unreadable: OPEN };

/** A report that was made with another authority at hand rightly says something else. */
const REPORT_LOOK: Record<BundleFindings['report'], Look> = { ...COMPARISON_LOOK, differs: OPEN };

const Fact = ({ look: [mark, tone], name, children }: { look: Look; name: string; children: ComponentChildren }) => (
  <li class="check">
    <Mark name={mark} tone={tone} size="s" />
    <div class="grow">
      <p>
        <b>{name}</b>
      </p>
      {children}
    </div>
  </li>
);

const Files = ({ findings: { files, intactCount }, wording }: Props) => (
  <Fact look={files.length > 0 ? BAD : GOOD} name={wording.text('verifica_files')}>
    <p>{wording.count('verifica_files_intact', intactCount)}</p>
    {files.length > 0 && <p>{wording.count('verifica_files_wrong', files.length)}</p>}
  </Fact>
);

/** The reader of tokens names its problems as the check of a message's time-stamp does. */
const explainProblem = (problem: string, wording: Wording): string => {
  const code = `timestamp.${problem}` as const;
  const own = findText(wording, `verifica_seal_problem_${toKey(problem)}`);
  const what = own ?? findText(wording, codeKey(code)) ?? wording.text('verifica_timestamp_problem', problem);
  return problem === 'unknown-authority' ? `${what} ${findNext(wording, code) ?? ''}` : what;
};

const Timestamp = ({ findings: { timestamp }, wording }: Props) => {
  const name = wording.text('verifica_timestamp');
  if (timestamp.status === 'none') {
    return (
      <Fact look={NOTE} name={name}>
        <p>{wording.text('verifica_timestamp_none')}</p>
      </Fact>
    );
  }
  if (timestamp.status === 'unproven') {
    return (
      <Fact look={OPEN} name={name}>
        <p>{wording.text('verifica_timestamp_unproven')}</p>
        <p>{explainProblem(timestamp.problem, wording)}</p>
      </Fact>
    );
  }
  return (
    <Fact look={GOOD} name={name}>
      <p>
        {wording.text('verifica_timestamp_proven', formatInstant(timestamp.existedBefore))}{' '}
        {timestamp.isAddedAnchor && (
          <span class="pill note">{wording.text(timestamp.isManagedAnchor ? 'managed_authority' : 'added_authority')}</span>
        )}
      </p>
      <p class="small dim">
        <Quoted text={wording.text('verifica_timestamp_by', timestamp.authority, timestamp.serial)} />
      </p>
    </Fact>
  );
};

const Seals = ({ findings: { seals }, wording }: Props) => (
  <>
    {seals.map(({ name, existedBefore, included, problem }) => (
      <Fact key={name} look={problem === null && existedBefore !== null ? GOOD : OPEN} name={wording.text('verifica_seal')}>
        <p>
          {existedBefore === null
            ? wording.text('verifica_seal_undated')
            : wording.count('verifica_seal_dated', included.length, formatInstant(existedBefore))}
        </p>
        {problem !== null && <p>{explainProblem(problem, wording)}</p>}
        <p class="small dim">
          <Quoted text={name} />
        </p>
      </Fact>
    ))}
  </>
);

export const BundleFacts = (props: Props) => {
  const { findings, wording } = props;
  return (
    <ul class="checks" aria-label={wording.text('verifica_facts')}>
      <Files {...props} />
      <Timestamp {...props} />
      <Fact look={REPORT_LOOK[findings.report]} name={wording.text('verifica_report')}>
        <p>{wording.text(`verifica_report_${findings.report}`)}</p>
      </Fact>
      <Fact look={COMPARISON_LOOK[findings.sums]} name={wording.text('verifica_sums')}>
        <p>{wording.text(`verifica_sums_${findings.sums}`)}</p>
      </Fact>
      {findings.checkPage !== 'absent' && (
        <Fact look={COMPARISON_LOOK[findings.checkPage]} name={wording.text('verifica_check_page')}>
          <p>{wording.text(`verifica_check_page_${findings.checkPage}`)}</p>
        </Fact>
      )}
      <Seals {...props} />
    </ul>
  );
};
