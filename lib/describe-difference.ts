// In what the contents of two receipts of one message differ, as plain lines; which of them is what was sent, neither can say.
import type { CheckResult } from './verify/report';
import { toVisibleText } from './visible-text';
import { toKey, type Wording } from './wording';

const LISTS = [
  ['attachmentsDifferent', 'fact_attachmentsDifferent'],
  ['attachmentsMissing', 'differ_only_first'],
  ['attachmentsAdded', 'differ_only_here'],
] as const;

export const describeDifference = ({ facts, ...result }: CheckResult, wording: Wording): string[] => {
  const toNames = (fact: string): string[] => {
    const names = facts[fact];
    return Array.isArray(names) ? names.map(toVisibleText) : [];
  };
  const headers = toNames('headersDiffering').map((name) => wording.text(`value_headersDiffering_${toKey(name)}`));
  const isText = result.status === 'failed' && result.reason === 'original-message.text-differs';
  return [
    ...LISTS.flatMap(([fact, key]) => (toNames(fact).length === 0 ? [] : [`${wording.text(key)}: ${toNames(fact).join(', ')}`])),
    ...(isText ? [wording.text('differ_text')] : []),
    ...(headers.length === 0 ? [] : [`${wording.text('fact_headersDiffering')}: ${headers.join(', ')}`]),
  ];
};
