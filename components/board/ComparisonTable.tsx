// Which attachments of a receipt are the same in a copy of the sent message, differ, are missing or stand only in the copy.
import type { CheckResult } from '../../lib/verify/report';
import type { Wording } from '../../lib/wording';
import { Mark, type MarkName, type Tone } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';

type Props = { result: CheckResult; label: string; wording: Wording };

/** What went wrong first. */
const OUTCOMES = [
  ['different', 'attachmentsDifferent', 'triangle', 'warn'],
  ['missing', 'attachmentsMissing', 'triangle', 'warn'],
  ['added', 'attachmentsAdded', 'triangle', 'warn'],
  ['equal', 'attachmentsEqual', 'seal', 'ok'],
] as const satisfies readonly (readonly [string, string, MarkName, Tone])[];

const SHOWN = 100;

type Row = { name: string; outcome: string; mark: MarkName; tone: Tone };

const toRows = ({ facts }: CheckResult): Row[] =>
  OUTCOMES.flatMap(([outcome, fact, mark, tone]) => {
    const names = facts[fact];
    return Array.isArray(names) ? names.map((name): Row => ({ name, outcome, mark, tone })) : [];
  });

const toNumber = (fact: CheckResult['facts'][string] | undefined): number => (typeof fact === 'number' ? fact : 0);

export const ComparisonTable = ({ result, label, wording }: Props) => {
  const rows = toRows(result);
  if (rows.length === 0) return null;
  const shown = rows.slice(0, SHOWN);
  const hidden = Math.max(rows.length, toNumber(result.facts.attachments)) - shown.length;
  return (
    <>
      <table class="comparison">
        <caption class="hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{wording.text('compare_column_attachment')}</th>
            <th scope="col">{wording.text('compare_column_outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, outcome, mark, tone }, index) => (
            <tr key={`${index}${name}`}>
              <td>
                <Quoted text={name} />
              </td>
              <td class={tone}>
                <Mark name={mark} tone={tone} size="s" /> {wording.text(`compare_${outcome}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && <p class="small dim">{wording.count('compare_more', hidden)}</p>}
    </>
  );
};
