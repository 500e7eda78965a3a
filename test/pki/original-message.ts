// The ordinary message that a user hands to the provider, and what the provider makes of it before it is wrapped.
import { base64Lines, CRLF, headerText, quotedPrintable, toBytes, toOctets, withCrlf } from './mime-text';
import { toRomeTime } from './rome-time';

export type Attachment = { name: string; type: string; bytes: Uint8Array };

export type OriginalFields = {
  sender: string;
  to: readonly string[];
  cc: readonly string[];
  subject: string | null;
  /** Without angle brackets. */
  messageId: string | null;
  date: Date;
  text: string;
  attachments: readonly Attachment[];
  /** Whole header lines without line end. */
  extraHeaders?: readonly string[];
};

const textPart = (text: string): string =>
  ['Content-Type: text/plain; charset=ISO-8859-1', 'Content-Transfer-Encoding: quoted-printable', '', quotedPrintable(text), ''].join(CRLF);

const attachmentPart = ({ name, type, bytes }: Attachment): string =>
  [
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(bytes, 76),
    '',
  ].join(CRLF);

const multipart = (parts: readonly string[], boundary: string): string =>
  [
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, part]),
    `--${boundary}--`,
    '',
  ].join(CRLF);

export const createOriginal = (fields: OriginalFields): Uint8Array => {
  const headers = [
    `From: ${fields.sender}`,
    `To: ${fields.to.join(', ')}`,
    ...(fields.cc.length > 0 ? [`Cc: ${fields.cc.join(', ')}`] : []),
    ...(fields.subject === null ? [] : [`Subject: ${headerText(fields.subject)}`]),
    `Date: ${toRomeTime(fields.date).header}`,
    ...(fields.messageId === null ? [] : [`Message-ID: <${fields.messageId}>`]),
    ...(fields.extraHeaders ?? []),
    'MIME-Version: 1.0',
  ];
  const parts = [textPart(fields.text), ...fields.attachments.map(attachmentPart)];
  const body = parts.length === 1 ? parts.join('') : multipart(parts, `=_${toRomeTime(fields.date).stamp}originale`);
  return toBytes(`${headers.join(CRLF)}${CRLF}${body}`);
};

/** Splits octets at the first empty line; header fields keep their folding and their line end. */
export const splitHeader = (octets: string): { fields: string[]; body: string } => {
  const end = octets.startsWith(CRLF) ? 0 : octets.indexOf(CRLF + CRLF) + 2;
  if (end === 1) return { fields: octets.match(/[^\r]*\r\n(?:[ \t][^\r]*\r\n)*/g) ?? [], body: '' };
  return { fields: octets.slice(0, end).match(/[^\r]*\r\n(?:[ \t][^\r]*\r\n)*/g) ?? [], body: octets.slice(end + 2) };
};

export const isField = (field: string, ...names: readonly string[]): boolean =>
  names.some((name) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`));

export type Stamp = { host: string; identifier: string; messageId: string | null; instant: Date };

/** What a provider does to the original (RFC 6109 section 2.2.1): its own Message-ID, the client's beside it. */
export const toStampedOriginal = (original: Uint8Array, stamp: Stamp): Uint8Array => {
  const { fields, body } = splitHeader(withCrlf(toOctets(original)));
  const { header, abbreviation, stamp: digits } = toRomeTime(stamp.instant);
  const received = [
    `Received: from [127.0.0.1] (client.example [192.0.2.10])${CRLF}`,
    `\tby smtp.${stamp.host} (Postfix) with ESMTPSA id 4${digits}${CRLF}`,
    `\tfor <posta-certificata@${stamp.host}>; ${header} (${abbreviation})${CRLF}`,
  ].join('');
  const kept = fields.filter((field) => !isField(field, 'Message-ID', 'X-Riferimento-Message-ID', 'Bcc', 'Return-Path'));
  const reference = stamp.messageId === null ? '' : `X-Riferimento-Message-ID: <${stamp.messageId}>${CRLF}`;
  return toBytes(`${received}${kept.join('')}Message-ID: <${stamp.identifier}>${CRLF}${reference}${CRLF}${body}`);
};
