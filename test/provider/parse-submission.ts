// Reads what a client handed over by SMTP: envelope addresses beside the headers they must agree with.
import PostalMime, { type Address } from 'postal-mime';
import type { ReceiptType, Recipient } from '../pki/transmission';
import { findPecDomain, type PecDomain } from './domains';

export type Submission = {
  envelopeSender: string;
  /** Addresses of RCPT TO, in order. */
  envelopeRecipients: readonly string[];
  sender: string;
  /** Every To and Cc, once each. */
  recipients: readonly Recipient[];
  hasBcc: boolean;
  subject: string | null;
  messageId: string | null;
  receiptType: ReceiptType;
  bytes: Uint8Array;
};

export type SmtpEnvelope = { sender: string; recipients: readonly string[] };

const addressesOf = (list: readonly Address[] | undefined): string[] =>
  (list ?? []).flatMap((entry) => (entry.group === undefined ? [entry.address] : entry.group.map(({ address }) => address)));

const toReceiptType = (value: string | undefined): ReceiptType => {
  const token = value?.trim().toLowerCase();
  return token === 'breve' || token === 'sintetica' ? token : 'completa';
};

const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const recipientsOf = (to: readonly string[], cc: readonly string[], domains: readonly PecDomain[]): Recipient[] => {
  const all = [...to.map((address) => ({ address, field: 'to' as const })), ...cc.map((address) => ({ address, field: 'cc' as const }))];
  const once = all.filter(({ address }, index) => all.findIndex((other) => sameAddress(other.address, address)) === index);
  return once.map((entry) => ({ ...entry, type: findPecDomain(entry.address, domains) ? 'certificato' : 'esterno' }));
};

export const parseSubmission = async (bytes: Uint8Array, envelope: SmtpEnvelope, domains: readonly PecDomain[]): Promise<Submission> => {
  const mail = await PostalMime.parse(Uint8Array.from(bytes));
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  return {
    envelopeSender: envelope.sender,
    envelopeRecipients: envelope.recipients,
    sender: mail.from?.address ?? '',
    recipients: recipientsOf(addressesOf(mail.to), addressesOf(mail.cc), domains),
    hasBcc: header('bcc') !== undefined,
    subject: mail.subject ?? null,
    messageId: mail.messageId?.replace(/^<|>$/g, '') ?? null,
    receiptType: toReceiptType(header('x-tiporicevuta')),
    bytes,
  };
};

/** Why a submission must be refused (RFC 6109 section 3.1.1); a subject can ask for it. */
export const findRefusal = (submission: Submission): 'formal' | 'virus' | undefined => {
  const { subject, sender, envelopeSender, recipients, envelopeRecipients } = submission;
  if (subject?.startsWith('[virus]')) return 'virus';
  if (subject?.startsWith('[formale]') || submission.hasBcc) return 'formal';
  if (!sameAddress(sender, envelopeSender)) return 'formal';
  // A recipient who stands neither in To nor in Cc was a Bcc, which PEC forbids.
  const isListed = (address: string) => recipients.some((recipient) => sameAddress(recipient.address, address));
  return envelopeRecipients.every(isListed) ? undefined : 'formal';
};
