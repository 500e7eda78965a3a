// One PEC transmission: what was sent, by whom, to whom, and the identifier that the sender's provider gave it.
import { createHash } from 'node:crypto';
import { type Attachment, createOriginal } from './original-message';
import { toRomeTime } from './rome-time';
import type { LayoutName } from './test-providers';

export type Recipient = { address: string; type: 'certificato' | 'esterno'; field: 'to' | 'cc' };

export type ReceiptType = 'completa' | 'breve' | 'sintetica';

export type Transmission = {
  sender: string;
  recipients: readonly Recipient[];
  subject: string | null;
  /** Message-ID that the client wrote, without angle brackets. */
  messageId: string | null;
  /** The provider's id, without angle brackets. */
  identifier: string;
  receiptType: ReceiptType;
  /** Host of the sender's provider. */
  host: string;
  acceptedAt: Date;
  original: Uint8Array;
};

export type TransmissionOptions = Partial<Transmission> & { layout?: LayoutName; text?: string; attachments?: readonly Attachment[] };

const numberFrom = (seed: string, digits: number): string =>
  String(Number.parseInt(createHash('sha256').update(seed).digest('hex').slice(0, 10), 16) % 10 ** digits).padStart(digits, '0');

/** Identifiers in the style of the platforms (`opec…`, `jpec…`); the same seed gives the same one. */
export const createIdentifier = (layout: LayoutName, host: string, instant: Date, seed: string): string => {
  const name = layout === 'openpec' ? `opec2${numberFrom(`${seed}n`, 3)}` : `jpec13${numberFrom(`${seed}n`, 3)}`;
  return `${name}.${toRomeTime(instant).stamp}.${numberFrom(`${seed}p`, 5)}.${numberFrom(`${seed}q`, 4)}.1.${numberFrom(`${seed}r`, 2)}@${host}`;
};

const DEFAULT_RECIPIENTS: readonly Recipient[] = [{ address: 'protocollo@pec.beta.example', type: 'certificato', field: 'to' }];

const DEFAULT_ATTACHMENT: Attachment = {
  name: 'diffida.pdf',
  type: 'application/pdf',
  bytes: Uint8Array.from(Buffer.from(`%PDF-1.4\n${'% pagina di prova senza contenuto\n'.repeat(12)}%%EOF\n`, 'latin1')),
};

const DEFAULT_TEXT = 'Buongiorno,\nin allegato la diffida di cui abbiamo già parlato.\n\nCordiali saluti\nStudio legale di prova\n';

export const createTransmission = (options: TransmissionOptions = {}): Transmission => {
  const sender = options.sender ?? 'studio@pec.alfa.example';
  const recipients = options.recipients ?? DEFAULT_RECIPIENTS;
  const subject = options.subject === undefined ? 'Diffida ad adempiere' : options.subject;
  const acceptedAt = options.acceptedAt ?? new Date('2026-09-19T13:41:19Z');
  const host = options.host ?? 'pec.provider.example';
  const seed = `${sender} ${recipients.map(({ address }) => address).join(' ')} ${subject} ${acceptedAt.toISOString()}`;
  const messageId = options.messageId === undefined ? `m_${numberFrom(seed, 9)}@client.example` : options.messageId;
  const addresses = (field: 'to' | 'cc') => recipients.filter((recipient) => recipient.field === field).map(({ address }) => address);
  const date = new Date(acceptedAt.getTime() - 2000);
  const text = options.text ?? DEFAULT_TEXT;
  const attachments = options.attachments ?? [DEFAULT_ATTACHMENT];
  const fields = { sender, to: addresses('to'), cc: addresses('cc'), subject, messageId, date, text, attachments };
  return {
    sender,
    recipients,
    subject,
    messageId,
    host,
    acceptedAt,
    identifier: options.identifier ?? createIdentifier(options.layout ?? 'openpec', host, acceptedAt, seed),
    receiptType: options.receiptType ?? 'completa',
    original: options.original ?? createOriginal(fields),
  };
};
