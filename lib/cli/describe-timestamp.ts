// What a time-stamp proves, or why it proves nothing, as plain lines for the terminal; nothing where there is none.
import type { Report } from '../verify/report';
import { codeKey, formatInstant, type Wording } from '../wording';

/** A text that there may not be. */
const toTexts = (wording: Wording, key: string): string[] => (wording.text(key) === key ? [] : [wording.text(key)]);

export const describeTimestamp = ({ checks }: Report, wording: Wording): string[] => {
  const result = checks.find(({ check }) => check === 'timestamp');
  if (!result || (result.status !== 'passed' && result.reason === 'timestamp.none')) return [];
  const { existedBefore, authority } = result.facts;
  const facts = [
    ...(typeof existedBefore === 'string' ? [`${wording.text('fact_existedBefore')} ${formatInstant(existedBefore)}`] : []),
    ...(typeof authority === 'string' ? [authority] : []),
  ];
  const codes = result.status === 'passed' ? result.notes : [result.reason];
  const words = codes.flatMap((code) => [wording.text(codeKey(code)), ...toTexts(wording, `${codeKey(code)}_next`)]);
  return [`${wording.text('check_timestamp')}: ${[...(facts.length > 0 ? [`${facts.join(', ')}.`] : []), ...words].join(' ')}`];
};
