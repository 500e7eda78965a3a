// Writes daticert.xml (RFC 6109 section 4.4) in the spelling of either platform; any field can be absent or wrong.
import type { LayoutName } from './test-providers';

export type DaticertRecipient = { address: string; type: string };

export type DaticertFields = {
  kind: string;
  /** Null leaves the attribute out, which means `nessuno`. */
  error: string | null;
  sender: string;
  recipients: readonly DaticertRecipient[];
  /** Null leaves the element out, '' leaves it empty (seen on receipts of 2026). */
  replyTo: string | null;
  subject: string | null;
  issuerName: string;
  /** dd/mm/yyyy, hh:mm:ss and zone as they shall stand. */
  day: string;
  clock: string;
  zone: string;
  identifier: string;
  /** Without angle brackets; they are added as the real ones have them. */
  messageId: string | null;
  receiptType: string | null;
  delivery: string | null;
  takenInCharge: readonly string[];
  extendedError: string | null;
};

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const element = (name: string, text: string | null, indent = 8): string[] =>
  text === null ? [] : [`${' '.repeat(indent)}<${name}>${escapeText(text)}</${name}>`];

const heading = (fields: DaticertFields): string[] => [
  '    <intestazione>',
  ...element('mittente', fields.sender),
  ...fields.recipients.map(({ address, type }) => `        <destinatari tipo="${type}">${escapeText(address)}</destinatari>`),
  ...element('risposte', fields.replyTo),
  ...element('oggetto', fields.subject),
  '    </intestazione>',
];

const data = (fields: DaticertFields, layout: LayoutName): string[] => [
  '    <dati>',
  ...element('gestore-emittente', fields.issuerName),
  `        <data zona="${fields.zone}">`,
  ...element('giorno', fields.day, 12),
  ...element('ora', fields.clock, 12),
  '        </data>',
  ...element('identificativo', fields.identifier),
  ...element('msgid', fields.messageId === null ? null : `<${fields.messageId}>`),
  ...(fields.receiptType === null ? [] : [`        <ricevuta tipo="${fields.receiptType}" />`]),
  ...element('consegna', fields.delivery),
  ...fields.takenInCharge.flatMap((address) => element('ricezione', address)),
  // The 2026 platform indents this element twice as deep.
  ...element('errore-esteso', fields.extendedError, layout === 'javamail' ? 16 : 8),
  '    </dati>',
];

export const createDaticert = (fields: DaticertFields, layout: LayoutName = 'openpec'): string => {
  const error = fields.error === null ? '' : ` errore="${fields.error}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<postacert tipo="${fields.kind}"${error}>`,
    ...heading(fields),
    ...data(fields, layout),
    '</postacert>',
  ];
  return `${lines.join('\n')}\n${layout === 'javamail' ? '\r\n' : ''}`;
};
