// Which evidence of a message holds the message itself in full, to compare its brief receipts with.
import type { Evidence } from './ledger-message';
import { isSameAddress } from './proof';
import { provesAs } from './proves-as';

/** Copies of one message: more would only multiply the work. */
export const ENOUGH = 3;

export const isBriefReceipt = ({ report: { verdict, certified } }: Evidence): boolean =>
  verdict === 'verified' && certified?.kind === 'avvenuta-consegna' && certified.receiptType === 'breve';

/** True for evidence that says something of the content, so that it can be compared with what was sent. */
export const holdsContent = (item: Evidence): boolean => {
  const { verdict, certified } = item.report;
  const mayHold = certified?.kind === 'avvenuta-consegna' || certified?.kind === 'posta-certificata';
  return verdict === 'verified' && mayHold && provesAs(item, 'full-content', 'content-by-hash');
};

/** The message itself, not its hashes. */
export const holdsWhole = (item: Evidence): boolean => holdsContent(item) && !isBriefReceipt(item);

/** Every provider may sign any identifier: only what tells of the same sender and original speaks for this receipt. */
const isOfSameMessage = (item: Evidence, receipt: Evidence): boolean => {
  const [one, other] = [item.report.certified, receipt.report.certified];
  if (!one || !other) return false;
  return one.identifier === other.identifier && one.messageId === other.messageId && isSameAddress(one.sender, other.sender);
};

/** Envelopes first: they are what the sender's provider itself made of the message. */
export const findOriginals = (receipt: Evidence, evidence: readonly Evidence[]): Evidence[] => {
  const whole = evidence.filter((item) => item.sha256 !== receipt.sha256 && holdsWhole(item) && isOfSameMessage(item, receipt));
  const envelopes = whole.filter(({ report }) => report.kind === 'posta-certificata');
  return [...envelopes, ...whole.filter((item) => !envelopes.includes(item))].slice(0, ENOUGH);
};
