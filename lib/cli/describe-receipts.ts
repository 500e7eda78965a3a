// What the receipts of a message say of each other and of who was in copy, as plain lines for the terminal; the rest the states say.
import { describeDifference } from '../describe-difference';
import type { ReceiptContents } from '../ledger/compare-receipts';
import type { ReadinessItem } from '../ledger/readiness';
import { toKey, type Wording } from '../wording';

const SAID: readonly ReadinessItem['id'][] = ['delivery-in-copy', 'receipts-agree', 'receipts-differ', 'receipts-unclear'];

const describeContents = ({ addresses, result }: ReceiptContents, wording: Wording): string[] => [
  `    ${wording.text('differ_group')} ${addresses.join(', ')}`,
  ...(result === null ? [] : describeDifference(result, wording).map((line) => `        ${line}`)),
];

/** What to do next, where it is not done with a button of the extension. */
const findNext = ({ id, status }: ReadinessItem, wording: Wording): string[] =>
  status === 'missing' ? [`    ${wording.text(`ready_${toKey(id)}_missing_next`)}`] : [];

export const describeReceipts = (items: readonly ReadinessItem[], wording: Wording): string[] =>
  items
    .filter(({ id }) => SAID.includes(id))
    .flatMap((item) => [
      [wording.text(`ready_${toKey(item.id)}_${item.status}`), ...(item.addresses ? [item.addresses.join(', ')] : [])].join(': '),
      ...(item.contents ?? []).flatMap((contents) => describeContents(contents, wording)),
      ...findNext(item, wording),
    ]);
