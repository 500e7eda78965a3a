// The checks, worst first: each with its outcome in a sentence, what to do, and its facts behind a disclosure.
import type { CheckResult, Code, Report } from '../../lib/verify/report';
import { codeKey, toKey, type Wording } from '../../lib/wording';
import { Mark, type MarkName, type Tone } from '../parts/Mark';
import { FactList } from './FactList';
import { findNext, INFORMATIVE, isNote } from './meaning';

type Props = { report: Report; wording: Wording };

const LOOK: Record<CheckResult['status'], [MarkName, Tone]> = {
  passed: ['seal', 'ok'],
  failed: ['octagon', 'bad'],
  undetermined: ['triangle', 'warn'],
};

const look = (result: CheckResult): [MarkName, Tone] => {
  // A copy that was compared, or a time-stamp, condemns nothing.
  if (result.status === 'failed' && INFORMATIVE.includes(result.check)) return ['triangle', 'warn'];
  return isNote(result) ? ['outline', 'dim'] : LOOK[result.status];
};

/** Failed, open, passed, and last what informs only. */
const rank = (result: CheckResult): number => {
  if (result.status === 'failed') return 0;
  if (result.status === 'passed') return 2;
  return isNote(result) ? 3 : 1;
};

const outcomeCodes = (result: CheckResult): Code[] => (result.status === 'passed' ? result.notes : [result.reason]);

const Outcome = ({ code, wording }: { code: Code; wording: Wording }) => {
  const next = findNext(wording, code);
  return (
    <p>
      {wording.text(codeKey(code))}
      {next !== undefined && <> {next}</>}
    </p>
  );
};

const CheckData = ({ result, wording }: { result: CheckResult; wording: Wording }) =>
  Object.keys(result.facts).length === 0 ? null : (
    <details>
      <summary aria-label={`${wording.text('check_data')}: ${wording.text(`check_${toKey(result.check)}`)}`}>
        {wording.text('check_data')}
      </summary>
      <FactList facts={result.facts} wording={wording} />
    </details>
  );

const Check = ({ result, wording }: { result: CheckResult; wording: Wording }) => {
  const [mark, tone] = look(result);
  const key = `check_${toKey(result.check)}`;
  return (
    <li class="check">
      <Mark name={mark} tone={tone} size="s" />
      <div class="grow">
        <p>
          <b>{wording.text(key)}</b> <span class={tone}>{wording.text(`status_${result.status}`)}</span>
        </p>
        {result.status === 'passed' && <p>{wording.text(`${key}_passed`)}</p>}
        {outcomeCodes(result).map((code) => (
          <Outcome key={code} code={code} wording={wording} />
        ))}
        <CheckData result={result} wording={wording} />
      </div>
    </li>
  );
};

export const CheckList = ({ report, wording }: Props) => (
  <ul class="checks" aria-label={wording.text('checks')}>
    {[...report.checks]
      .sort((a, b) => rank(a) - rank(b))
      .map((result) => (
        <Check key={result.check} result={result} wording={wording} />
      ))}
  </ul>
);
