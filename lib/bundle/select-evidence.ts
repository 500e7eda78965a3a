// Which proofs of a message go into a bundle: all of them, or those that a filing asks for.
import type { Evidence, LedgerMessage, LedgerRecipient } from '../ledger/ledger-message';
import { isSameAddress, toOrderedEvidence } from '../ledger/proof';
import { toProven } from '../ledger/proven';
import { provesAs } from '../ledger/proves-as';
import { toReceiptContent } from '../ledger/receipt-content';
import type { CertifiedKind } from '../verify/report';
import type { Pack } from './bundle-source';

const isKind =
  (kind: CertifiedKind) =>
  ({ report: { certified } }: Evidence): boolean =>
    certified?.kind === kind;

const isDelivery = isKind('avvenuta-consegna');

/** The type in the certified data is what was asked for: a receipt called complete may enclose nothing, as those for recipients in copy do. */
const isWhole = (item: Evidence): boolean =>
  isDelivery(item) && item.report.certified?.receiptType === 'completa' && provesAs(item, 'full-content');

/** What proves most of what became of a recipient comes first, by what court readiness asks for. */
const RANKS: readonly ((item: Evidence) => boolean)[] = [
  (item) => isWhole(item) && toReceiptContent(item, []) === 'equal',
  isWhole,
  (item) => isDelivery(item) && provesAs(item, 'full-content'),
  (item) => isDelivery(item) && provesAs(item, 'content-by-hash'),
  isDelivery,
  isKind('errore-consegna'),
  isKind('preavviso-errore-consegna'),
];

const isAbout = ({ report: { certified } }: Evidence, { address }: LedgerRecipient): boolean =>
  certified?.delivery !== null && certified?.delivery !== undefined && isSameAddress(certified.delivery, address);

/** The one proof that says most of what became of it; the earliest of equal ones. */
export const findBest = (recipient: LedgerRecipient, proven: readonly Evidence[]): Evidence | undefined => {
  const own = proven.filter((item) => isAbout(item, recipient));
  for (const isRank of RANKS) {
    const found = own.find(isRank);
    if (found) return found;
  }
  return undefined;
};

/** Proven, and of this message. In order. */
export const findProven = (message: LedgerMessage, evidence: readonly Evidence[]): Evidence[] => {
  const own = toProven(message).map(({ sha256 }) => sha256);
  return toOrderedEvidence(evidence).filter(({ sha256 }) => own.includes(sha256));
};

/** Acceptance (or refusal), and for each recipient the receipt that says most (L. 53/1994 art. 3-bis; specifications of 16 April 2014, art. 19-bis). */
const selectForFiling = (message: LedgerMessage, evidence: readonly Evidence[]): Evidence[] => {
  const proven = findProven(message, evidence);
  const ends = proven.filter(({ report: { kind } }) => kind === 'accettazione' || kind === 'non-accettazione');
  const best = message.recipients.map((recipient) => findBest(recipient, proven));
  const received = message.state === 'received' ? proven.filter(({ report: { kind } }) => kind === 'posta-certificata') : [];
  const chosen = new Set([...ends, ...best, ...received]);
  return proven.filter((item) => chosen.has(item));
};

/** In the order of the procedure. A filing without any proof gets what there is, which then says of itself that it proves nothing. */
export const selectEvidence = (pack: Pack, message: LedgerMessage, evidence: readonly Evidence[]): Evidence[] => {
  const filing = pack === 'filing' ? selectForFiling(message, evidence) : [];
  return filing.length > 0 ? filing : toOrderedEvidence(evidence);
};
