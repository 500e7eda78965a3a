// The data that filing a notification asks for, a row for each recipient: who, when accepted, when delivered, in which files.
import { toCsv } from '../ledger/csv';
import type { Evidence } from '../ledger/ledger-message';
import { findProvider } from '../verify/find-provider';
import { toKey, type Wording } from '../wording';
import type { BundleContent, BundleMessage, BundlePaths } from './bundle-source';
import { findBest, findProven } from './select-evidence';

const COLUMNS = ['message', 'identifier', 'message_id', 'from', 'recipient', 'type', 'state'] as const;
const PROOF_COLUMNS = ['time', 'file', 'sha256', 'provider'] as const;

const toProofCells = (item: Evidence | undefined, paths: BundlePaths): string[] =>
  item ? [item.report.certified?.time ?? '', paths.get(item.sha256) ?? '', item.sha256, findProvider(item.report) ?? ''] : ['', '', '', ''];

const toRows = ({ message, evidence }: BundleMessage, paths: BundlePaths, wording: Wording): string[][] => {
  const proven = findProven(message, evidence);
  const acceptance = proven.find(({ report: { kind } }) => kind === 'accettazione' || kind === 'non-accettazione');
  return message.recipients.map((recipient) => {
    const best = findBest(recipient, proven);
    const kind = best ? wording.text(`kind_${toKey(best.report.kind)}`) : '';
    return [
      ...[message.subject ?? '', message.identifier, message.messageId ?? '', message.from, recipient.address],
      ...[wording.text(`recipient_type_${recipient.type}`), wording.text(`recipient_${toKey(recipient.state)}`)],
      ...toProofCells(acceptance, paths),
      ...[kind, best?.report.certified?.receiptType ?? ''],
      ...toProofCells(best, paths),
    ];
  });
};

export const toFilingTable = ({ messages, paths }: BundleContent, wording: Wording): string => {
  const toHeads = (names: readonly string[], suffix = ''): string[] => names.map((name) => wording.text(`filing_${name}${suffix}`));
  const heads = [
    ...toHeads(COLUMNS),
    ...toHeads(PROOF_COLUMNS, '_acceptance'),
    ...toHeads(['kind', 'receipt']),
    ...toHeads(PROOF_COLUMNS, '_delivery'),
  ];
  return toCsv([heads, ...messages.flatMap((item) => toRows(item, paths, wording))]);
};
