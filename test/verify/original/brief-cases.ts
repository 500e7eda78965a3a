// One sent message and its receipts in every form, for the tests that compare the two.
import type { CheckResult } from '../../../lib/verify/report';
import { verifyMessage } from '../../../lib/verify/verify-message';
import { type BriefOptions, toBriefOriginal } from '../../pki/brief-receipt';
import { CRLF, toBytes, toOctets, withCrlf } from '../../pki/mime-text';
import { toStampedOriginal } from '../../pki/original-message';
import { createTransmission, type Transmission, type TransmissionOptions } from '../../pki/transmission';
import { NOW, provider, resultOf, sign, trust } from '../bench';

const bytesOf = (length: number, seed: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * seed + 7) % 256);

export const ATTACHMENTS = [
  { name: 'atto.pdf', type: 'application/pdf', bytes: bytesOf(500, 3) },
  { name: 'procura.pdf', type: 'application/pdf', bytes: bytesOf(300, 5) },
];

export const transmit = (options: TransmissionOptions = {}): Transmission =>
  createTransmission({ host: provider.host, attachments: ATTACHMENTS, ...options });

/** A message of these lines below the ordinary header fields. */
export const transmitLines = (...lines: readonly string[]): Transmission => {
  const { sender, recipients, subject, messageId } = createTransmission();
  const to = recipients.map(({ address }) => address).join(', ');
  const headers = [`From: ${sender}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <${messageId}>`];
  return transmit({ original: toBytes([...headers, ...lines].join(CRLF)) });
};

/** Lines of a multipart of parts, each an array of lines. */
export const multipart = (...parts: readonly (readonly string[])[]): string[] => [
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=limite',
  '',
  ...parts.flatMap((part) => ['--limite', ...part]),
  '--limite--',
  '',
];

export const attach = (name: string, body = 'AAAA'): string[] => [
  `Content-Type: application/octet-stream; name="${name}"`,
  'Content-Transfer-Encoding: base64',
  '',
  body,
];

export type ReceiptOptions = {
  receiptType?: 'completa' | 'breve' | 'sintetica';
  kind?: 'avvenuta-consegna' | 'posta-certificata';
  brief?: BriefOptions;
  /** Bends what is enclosed, octets in and out. */
  bend?: (octets: string) => string;
  lineEnding?: 'crlf' | 'lf';
};

export const signReceipt = (transmission: Transmission, options: ReceiptOptions = {}): Promise<Uint8Array> => {
  const { receiptType = 'breve', kind = 'avvenuta-consegna', brief = {}, bend = (octets) => octets, lineEnding = 'crlf' } = options;
  const stamped = toStampedOriginal(transmission.original, { ...transmission, instant: transmission.acceptedAt });
  const enclosed = receiptType === 'breve' ? toBriefOriginal(stamped, brief) : stamped;
  const tamper = receiptType === 'sintetica' ? {} : { postacert: () => toBytes(withCrlf(bend(toOctets(enclosed)))) };
  return sign({ kind, receiptType, transmission, lineEnding, tamper });
};

/** The result for the original when `receipt` is judged beside these files. */
export const judgeBeside = async (receipt: Uint8Array, ...originals: readonly Uint8Array[]): Promise<CheckResult> => {
  const report = await verifyMessage(receipt, { trust, now: NOW, originals });
  // Whatever is compared, the receipt is what its provider signed.
  if (report.verdict !== 'verified') throw new Error(`not verified: ${JSON.stringify(report.checks)}`);
  return resultOf(report, 'original-message');
};

export const outcome = (result: CheckResult): string =>
  (result.status === 'passed' ? result.notes : [result.reason]).map((code) => code.replace('original-message.', '')).join(' ');

/** Octets of a message replaced; fails when there is nothing to replace. */
export const replaced = (bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array => {
  const octets = toOctets(bytes);
  const changed = octets.replace(from, to);
  if (changed === octets) throw new Error(`nothing to replace: ${from}`);
  return toBytes(changed);
};
