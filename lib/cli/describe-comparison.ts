// What came of comparing a message with the one that was sent, as plain lines for the terminal; nothing where nothing was compared.
import type { CheckResult, Code, Facts, Report } from '../verify/report';
import { codeKey, toKey, type Wording } from '../wording';

const LISTS = ['attachmentsDifferent', 'attachmentsMissing', 'attachmentsAdded', 'attachmentsEqual', 'headersDiffering'] as const;

/** What is said without a copy to compare with. */
const UNCOMPARED: readonly Code[] = [
  'original-message.hashes-only',
  'original-message.not-compared',
  'original-message.not-due',
  'original-message.whole-content',
  'original-message.not-available',
  'original-message.missing',
];

const findCodes = (result: CheckResult): Code[] =>
  (result.status === 'passed' ? result.notes : [result.reason]).filter((code) => !UNCOMPARED.includes(code));

/** A text that there may not be. */
const toTexts = (wording: Wording, key: string): string[] => (wording.text(key) === key ? [] : [wording.text(key)]);

const toFactText = (wording: Wording, name: string, fact: string): string => toTexts(wording, `value_${name}_${toKey(fact)}`)[0] ?? fact;

const toFactLine = (facts: Facts, name: string, wording: Wording): string[] => {
  const fact = facts[name];
  if (fact === undefined) return [];
  const values = (Array.isArray(fact) ? fact : [String(fact)]).map((value) => toFactText(wording, name, value));
  return [`${wording.text(`fact_${name}`)}: ${values.join(', ')}`];
};

export const describeComparison = ({ checks }: Report, wording: Wording): string[] => {
  const result = checks.find(({ check }) => check === 'original-message');
  const codes = result ? findCodes(result) : [];
  if (!result || codes.length === 0) return [];
  return [
    ...codes.map((code) => [wording.text(codeKey(code)), ...toTexts(wording, `${codeKey(code)}_next`)].join(' ')),
    ...['proves', ...LISTS, 'hashedRange'].flatMap((name) => toFactLine(result.facts, name, wording)),
  ];
};
