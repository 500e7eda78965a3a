// What the providers do with one submission, step by step, as the rules say (RFC 6109 sections 3.1 to 3.3).
import type { PecKind, Reason } from '../pki/pec-kinds';
import type { ReceiptType, Recipient } from '../pki/transmission';
import { domainOf, findPecDomain, type PecDomain } from './domains';
import { findRefusal, type Submission } from './parse-submission';

export type Step = {
  /** Hours after acceptance. */
  afterHours: number;
  kind: PecKind | 'ordinary';
  /** Whose provider signs. */
  signer: PecDomain | null;
  mailbox: string;
  delivery?: string;
  reason?: Reason;
  receiptType?: ReceiptType;
};

type Fate = (recipient: Recipient, own: PecDomain, theirs: PecDomain, submission: Submission) => Step[];

const serviceMailbox = ({ host }: PecDomain): string => `posta-certificata@${host}`;

/** Providers of the same house skip the hand-over. */
const takingInCharge = (recipient: Recipient, own: PecDomain, theirs: PecDomain): Step[] =>
  own.host === theirs.host
    ? []
    : [{ afterHours: 0, kind: 'presa-in-carico', signer: theirs, mailbox: serviceMailbox(own), delivery: recipient.address }];

const delivered: Fate = (recipient, own, theirs, submission) => [
  ...takingInCharge(recipient, own, theirs),
  { afterHours: 0, kind: 'posta-certificata', signer: own, mailbox: recipient.address },
  {
    afterHours: 0,
    kind: 'avvenuta-consegna',
    signer: theirs,
    mailbox: submission.sender,
    delivery: recipient.address,
    // Recipients in Cc always get the short kind without the original (RFC 6109 section 3.3.2).
    receiptType: recipient.field === 'cc' ? 'sintetica' : submission.receiptType,
  },
];

const refused =
  (reason: Reason): Fate =>
  (recipient, own, theirs, { sender }) => [
    ...takingInCharge(recipient, own, theirs),
    { afterHours: 0, kind: 'errore-consegna', signer: theirs, mailbox: sender, delivery: recipient.address, reason },
  ];

const infected: Fate = ({ address }, own, theirs, { sender }) => [
  { afterHours: 0, kind: 'rilevazione-virus', signer: theirs, mailbox: serviceMailbox(own), delivery: address, reason: 'virus' },
  { afterHours: 0, kind: 'errore-consegna', signer: own, mailbox: sender, delivery: address, reason: 'virus' },
];

const notice = (hours: 12 | 24, address: string, own: PecDomain, sender: string): Step => ({
  afterHours: hours,
  kind: 'preavviso-errore-consegna',
  signer: own,
  mailbox: sender,
  delivery: address,
  reason: hours === 12 ? '12-hours' : '24-hours',
});

const late =
  (...hours: readonly (12 | 24)[]): Fate =>
  ({ address }, own, _theirs, { sender }) =>
    hours.map((hour) => notice(hour, address, own, sender));

/** An hour after the last notice: a late delivery supersedes even that which said that there would be none. */
const lateThenDelivered =
  (...hours: readonly (12 | 24)[]): Fate =>
  (recipient, own, theirs, submission) => [
    ...late(...hours)(recipient, own, theirs, submission),
    ...delivered(recipient, own, theirs, submission).map((step) => ({ ...step, afterHours: Math.max(...hours) + 1 })),
  ];

/** No provider should: the failure of what was delivered. */
const contradicted: Fate = (recipient, own, theirs, submission) => [
  ...delivered(recipient, own, theirs, submission),
  {
    ...{ afterHours: 1, kind: 'errore-consegna', signer: theirs, mailbox: submission.sender },
    ...{ delivery: recipient.address, reason: 'mailbox-full' },
  },
];

/** Local parts of recipients that ask for a failure. */
const FATES: ReadonlyMap<string, Fate> = new Map([
  ['sconosciuto', refused('unknown-mailbox')],
  ['piena', refused('mailbox-full')],
  ['virus', infected],
  ['lento12', late(12)],
  ['lento24', late(12, 24)],
  ['tardi12', lateThenDelivered(12)],
  ['tardi24', lateThenDelivered(12, 24)],
  ['contraddetta', contradicted],
  ['muto', () => []],
]);

const toOrdinary = ({ address }: Recipient, own: PecDomain, sender: string): Step[] =>
  domainOf(address).endsWith('.invalid')
    ? [{ afterHours: 0, kind: 'errore-consegna', signer: own, mailbox: sender, delivery: address, reason: 'unknown-domain' }]
    : [{ afterHours: 0, kind: 'posta-certificata', signer: own, mailbox: address }];

const fromOrdinary = ({ envelopeRecipients }: Submission, domains: readonly PecDomain[]): Step[] =>
  envelopeRecipients.map((mailbox) => {
    const theirs = findPecDomain(mailbox, domains);
    return { afterHours: 0, kind: theirs ? 'anomalia' : 'ordinary', signer: theirs ?? null, mailbox };
  });

export const planAnswers = (submission: Submission, domains: readonly PecDomain[]): Step[] => {
  const { sender, recipients, envelopeRecipients, envelopeSender } = submission;
  const own = findPecDomain(envelopeSender, domains);
  if (own === undefined) return fromOrdinary(submission, domains);
  const refusal = findRefusal(submission);
  if (refusal !== undefined) {
    return [{ afterHours: 0, kind: 'non-accettazione', signer: own, mailbox: envelopeSender, reason: refusal }];
  }
  const wanted = envelopeRecipients.map((address) => address.toLowerCase());
  const sent = recipients.filter(({ address }) => wanted.includes(address.toLowerCase()));
  const answers = sent.flatMap((recipient) => {
    const theirs = findPecDomain(recipient.address, domains);
    if (theirs === undefined) return toOrdinary(recipient, own, sender);
    const fate = FATES.get(recipient.address.split('@')[0]?.toLowerCase() ?? '') ?? delivered;
    return fate(recipient, own, theirs, submission);
  });
  return [{ afterHours: 0, kind: 'accettazione', signer: own, mailbox: sender }, ...answers];
};
