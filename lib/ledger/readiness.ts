// What it takes to show before a court that a message was delivered, item by item: there, missing, or not known.
import type { CheckResult } from '../verify/report';
import type { ComparedReceipts, ReceiptContents } from './compare-receipts';
import { findLogEnd } from './deadlines';
import type { Evidence, LedgerMessage, LedgerRecipient } from './ledger-message';
import { isOwnKey } from './link';
import { isSameAddress, toInstant } from './proof';
import { isProofOut, toProven } from './proven';
import { provesAs } from './proves-as';
import { type ReceiptContent, toReceiptContent } from './receipt-content';

export type ReadinessItem = {
  id:
    | 'refused'
    | 'acceptance'
    | 'deliveries'
    | 'delivery-waiting'
    | 'delivery-failed'
    | 'delivery-brief'
    | 'delivery-summary'
    | 'delivery-unreadable'
    | 'delivery-in-copy'
    | 'delivery-not-due'
    | 'ordinary'
    | 'contradiction'
    | 'originals'
    | 'genuine'
    | 'content'
    | 'receipts-agree'
    | 'receipts-differ'
    | 'receipts-unclear'
    | 'log'
    | 'certificate'
    | 'sealed';
  status: 'ok' | 'missing' | 'unknown';
  /** Whom it is about; left out where it is about the whole message. */
  addresses?: string[];
  /** What the receipts enclose where it is not the same. */
  contents?: readonly ReceiptContents[];
  /** Until when it holds, ISO 8601. */
  until?: string;
};

export type ReadinessExtra = {
  /** ISO 8601. */
  now: string;
  /** What came of comparing the receipts with the copy that the user chose, when they did. */
  comparison?: { identifier: string; receipts: readonly { sha256: string; result: CheckResult | null }[] } | null;
  /** By SHA-256 of what is under a good seal of the archive: the instant before which it existed, ISO 8601. */
  sealed?: { readonly [sha256: string]: { existedBefore: string } };
  /** SHA-256 of complete receipts in which the message cannot be read, where somebody looked. */
  unreadable?: ReadonlySet<string>;
  /** What came of comparing the receipts with each other; left out or null while nobody did. */
  receipts?: ComparedReceipts | null;
};

type Subject = { message: LedgerMessage; evidence: readonly Evidence[]; extra: ReadinessExtra };

/** What the law leaves to the reader and what only time will need does not decide. */
const BESIDE: readonly ReadinessItem['id'][] = ['ordinary', 'log', 'certificate', 'sealed'];

const toAddresses = (recipients: readonly LedgerRecipient[]): string[] => recipients.map(({ address }) => address);

const about = (id: ReadinessItem['id'], status: ReadinessItem['status'], recipients: readonly LedgerRecipient[]): ReadinessItem[] =>
  recipients.length === 0 ? [] : [{ id, status, addresses: toAddresses(recipients) }];

/** Only what is proven counts, and only of this message. */
const findDeliveries = ({ message, evidence }: Subject, recipient: LedgerRecipient): Evidence[] => {
  const own = toProven(message).filter(
    ({ kind, delivery }) => kind === 'avvenuta-consegna' && delivery !== null && isSameAddress(delivery, recipient.address),
  );
  return evidence.filter(({ sha256 }) => own.some((item) => item.sha256 === sha256));
};

const findComplete = (subject: Subject, recipient: LedgerRecipient): Evidence[] =>
  findDeliveries(subject, recipient).filter((item) => item.report.certified?.receiptType === 'completa' && provesAs(item, 'full-content'));

const isUnreadable = ({ extra }: Subject, { sha256 }: Evidence): boolean => extra.unreadable?.has(sha256) === true;

/** The word in the certified data says what was asked for; the message must also be in it, and be one that can be read. */
const hasComplete = (subject: Subject, recipient: LedgerRecipient): boolean =>
  findComplete(subject, recipient).some((item) => !isUnreadable(subject, item));

/** A receipt bears the type that was asked for: whether anything of the message is in it is another matter. */
const hasContent = (subject: Subject, recipient: LedgerRecipient): boolean =>
  findDeliveries(subject, recipient).some((item) => provesAs(item, 'full-content', 'content-by-hash') && !isUnreadable(subject, item));

const isInCopy = ({ extra }: Subject, { address }: LedgerRecipient): boolean =>
  extra.receipts?.inCopy.some((copied) => isSameAddress(copied, address)) === true;

const toDeliveryItems = (subject: Subject): ReadinessItem[] => {
  const certified = subject.message.recipients.filter(({ type }) => type === 'certificato');
  if (certified.length === 0) return [{ id: 'delivery-not-due', status: 'missing' }];
  const delivered = certified.filter(({ state }) => state === 'delivered');
  const partial = delivered.filter((recipient) => !hasComplete(subject, recipient));
  const unreadable = partial.filter((recipient) => findComplete(subject, recipient).length > 0);
  const bare = partial.filter((recipient) => !unreadable.includes(recipient));
  const inCopy = bare.filter((recipient) => !hasContent(subject, recipient) && isInCopy(subject, recipient));
  const others = bare.filter((recipient) => !inCopy.includes(recipient));
  const open = [
    ...about(
      'delivery-waiting',
      'missing',
      certified.filter(({ state }) => state === 'waiting' || state === 'warned'),
    ),
    ...about(
      'delivery-failed',
      'missing',
      certified.filter(({ state }) => state === 'not-delivered'),
    ),
    ...about(
      'delivery-brief',
      'missing',
      others.filter(({ receipt }) => receipt === 'breve'),
    ),
    ...about(
      'delivery-summary',
      'missing',
      others.filter(({ receipt }) => receipt !== 'breve'),
    ),
    ...about('delivery-unreadable', 'missing', unreadable),
    ...about('delivery-in-copy', 'missing', inCopy),
  ];
  return open.length > 0 ? open : [{ id: 'deliveries', status: 'ok' }];
};

/** What the proof of delivery stands on. */
const toReliedUpon = ({ message }: Subject): string[] =>
  toProven(message)
    .filter(({ kind }) => kind === 'accettazione' || kind === 'avvenuta-consegna')
    .map(({ sha256 }) => sha256);

const toProofItems = (subject: Subject): ReadinessItem[] => {
  const { message, evidence } = subject;
  const relied = toReliedUpon(subject);
  const kept = evidence.filter(({ sha256, size }) => size > 0 && relied.includes(sha256));
  const isGenuine = kept.length > 0 && kept.every(({ report }) => report.verdict === 'verified');
  const contradicted = message.recipients.filter((recipient) => recipient.contradicted);
  const isContradicted = message.attention.includes('contradicted');
  return [
    { id: 'originals', status: relied.length > 0 && kept.length === relied.length ? 'ok' : 'missing' },
    { id: 'genuine', status: isGenuine ? 'ok' : 'missing' },
    ...(isContradicted ? [{ id: 'contradiction', status: 'missing', addresses: toAddresses(contradicted) } satisfies ReadinessItem] : []),
  ];
};

const WORST: readonly ReceiptContent[] = ['differs', 'equal', 'unknown'];

/** Compared attachment by attachment, where something to compare with was there. */
const toContentItems = (subject: Subject): ReadinessItem[] => {
  const { message, extra } = subject;
  const compared = extra.comparison?.identifier === message.identifier ? extra.comparison.receipts : [];
  const toContent = (recipient: LedgerRecipient): ReceiptContent => {
    const found = findDeliveries(subject, recipient).map((item) => toReceiptContent(item, compared));
    return WORST.find((content) => found.includes(content)) ?? 'unknown';
  };
  // Where nothing of the message is in a receipt there is nothing to compare, and that is said of the receipt.
  const holding = message.recipients.filter((recipient) => recipient.state === 'delivered' && hasContent(subject, recipient));
  const findAll = (content: ReceiptContent): LedgerRecipient[] => holding.filter((recipient) => toContent(recipient) === content);
  const open = [...about('content', 'missing', findAll('differs')), ...about('content', 'unknown', findAll('unknown'))];
  if (open.length > 0) return open;
  if (holding.length === 0) return [];
  const isAll = message.recipients.every((recipient) => recipient.state !== 'delivered' || holding.includes(recipient));
  return isAll ? [{ id: 'content', status: 'ok' }] : about('content', 'ok', holding);
};

/** Two providers that signed the same for two recipients say so of each other; what was sent, only the sender's own copy tells. */
const toReceiptItems = ({ extra: { receipts } }: Subject): ReadinessItem[] => {
  const { contents = [], unclear = [] } = receipts ?? {};
  const [first] = contents;
  return [
    ...(contents.length > 1 ? [{ id: 'receipts-differ', status: 'missing', contents } satisfies ReadinessItem] : []),
    ...(contents.length === 1 && first ? [{ id: 'receipts-agree', status: 'ok', addresses: first.addresses } satisfies ReadinessItem] : []),
    ...(unclear.length > 0 ? [{ id: 'receipts-unclear', status: 'unknown', addresses: unclear } satisfies ReadinessItem] : []),
  ];
};

const toTimeItems = ({ message, evidence, extra }: Subject): ReadinessItem[] => {
  const now = toInstant(extra.now);
  const logEnd = findLogEnd(message);
  const { provenUntil } = message;
  const proven = evidence.filter(({ report }) => report.verdict === 'verified');
  const bare = proven.filter(({ report: { checks } }) => !hasTimestamp(checks));
  const isStamped = proven.length > 0 && bare.length === 0;
  const sealedAt = bare.length === 0 ? null : findSealedAt(bare, extra);
  const isLogKept = logEnd !== null && now <= toInstant(logEnd);
  return [
    ...(logEnd !== null && isLogKept ? [{ id: 'log', status: 'ok', until: logEnd } satisfies ReadinessItem] : []),
    ...(logEnd !== null && !isLogKept && isProofOut(message)
      ? [{ id: 'log', status: 'missing', until: logEnd } satisfies ReadinessItem]
      : []),
    ...(provenUntil === null || isStamped ? [] : toCertificateItems(provenUntil, sealedAt, now)),
  ];
};

/** The instant before which all of them existed, by the seals of the archive; null where one of them is under none. */
const findSealedAt = (evidence: readonly Evidence[], { sealed = {} }: ReadinessExtra): string | null => {
  const instants = evidence.map(({ sha256 }) => sealed[sha256]?.existedBefore ?? null);
  return instants.reduce((latest, at) => (latest === null || at === null ? null : at > latest ? at : latest), instants[0] ?? null);
};

/** A seal from before the end stands in the place of the certificate; a later one only says what it says. */
const toCertificateItems = (until: string, sealedAt: string | null, now: number): ReadinessItem[] => {
  if (sealedAt === null) return [toCertificateItem(until, now)];
  // `until` is a day: what was sealed in its course does not count as early enough.
  const isInTime = toInstant(sealedAt) <= toInstant(until);
  return [
    ...(isInTime ? [] : [toCertificateItem(until, now)]),
    { id: 'sealed', status: isInTime ? 'ok' : 'unknown', until: sealedAt } satisfies ReadinessItem,
  ];
};

const hasTimestamp = (checks: readonly CheckResult[]): boolean =>
  checks.some(({ check, status }) => check === 'timestamp' && status === 'passed');

/** That a certificate ends takes nothing from the receipt; only the hour then rests on the provider's clock alone. */
const toCertificateItem = (until: string, now: number): ReadinessItem => ({
  id: 'certificate',
  status: now <= toInstant(until) ? 'ok' : 'unknown',
  until,
});

/** Empty for what came to us and for what certifies nothing: there is no delivery to show. */
export const toReadiness = (message: LedgerMessage, evidence: readonly Evidence[], extra: ReadinessExtra): ReadinessItem[] => {
  if (message.state === 'received' || isOwnKey(message.identifier)) return [];
  if (message.state === 'not-accepted') return [{ id: 'refused', status: 'missing' }];
  const subject = { message, evidence, extra };
  const ordinary = message.recipients.filter(({ state }) => state === 'no-proof-due');
  return [
    { id: 'acceptance', status: message.state === 'accepted' ? 'ok' : 'missing' },
    ...toDeliveryItems(subject),
    ...about('ordinary', 'unknown', ordinary),
    ...toProofItems(subject),
    ...toContentItems(subject),
    ...toReceiptItems(subject),
    ...toTimeItems(subject),
  ];
};

export const isReady = (items: readonly ReadinessItem[]): boolean =>
  items.length > 0 && items.every(({ id, status }) => status === 'ok' || BESIDE.includes(id));
