// The OpenPEC family (Aruba until 2024, Sogei, Namirial): preamble text, dashed boundaries, x-pkcs7 types (domain 1.3).
import { createHash } from 'node:crypto';
import type { Layout } from './layout';
import { base64Lines, CRLF, quotedPrintable, toOctets } from './mime-text';

const hashOf = (seed: string): string => createHash('sha256').update(seed).digest('hex').toUpperCase();

const lines = (...rows: readonly string[]): string => rows.join(CRLF);

const wordsPart = (type: string, text: string): string =>
  lines(
    `Content-Type: ${type}; charset="iso-8859-1"`,
    'Content-Disposition: inline',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(text),
  );

const encodingOf = (octets: string): string => (/[\x80-\xff]/.test(octets) ? '8bit' : '7bit');

export const LAYOUT_OPENPEC: Layout = {
  boundaries: (seed, instant) => {
    const hash = hashOf(seed);
    const stem = `----------=_${Math.floor(instant.getTime() / 1000)}-${Number.parseInt(hash.slice(0, 4), 16)}`;
    const count = Number.parseInt(hash.slice(4, 7), 16);
    return { outer: `----${hash.slice(32)}`, mixed: `${stem}-${count}`, alternative: `${stem}-${count + 1}` };
  },
  humanPart: ({ plain, html }, { alternative }) =>
    lines(
      'Content-Type: multipart/alternative;',
      ` boundary="${alternative}"`,
      'Content-Transfer-Encoding: binary',
      '',
      `--${alternative}`,
      wordsPart('text/plain', plain),
      `--${alternative}`,
      wordsPart('text/html', html),
      `--${alternative}--`,
      '',
    ),
  daticertPart: (xml) =>
    lines(
      'Content-Type: application/xml; name="daticert.xml"',
      'Content-Disposition: inline; filename="daticert.xml"',
      'Content-Transfer-Encoding: base64',
      '',
      base64Lines(xml, 60),
      '',
    ),
  originalPart: (message) =>
    lines(
      'Content-Type: message/rfc822; name="postacert.eml"',
      'Content-Disposition: inline; filename="postacert.eml"',
      `Content-Transfer-Encoding: ${encodingOf(toOctets(message))}`,
      '',
      toOctets(message),
    ),
  signedEntity: (parts, { mixed }) =>
    lines(
      `Content-Type: multipart/mixed; boundary="${mixed}"`,
      'Content-Transfer-Encoding: binary',
      'MIME-Version: 1.0',
      '',
      ...parts.flatMap((part) => [`--${mixed}`, part]),
      `--${mixed}--`,
      '',
    ),
  signaturePart: (cms) =>
    lines(
      'Content-Type: application/x-pkcs7-signature; name="smime.p7s"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="smime.p7s"',
      '',
      base64Lines(cms, 64),
      '',
    ),
  contentType: ({ outer }, digest) => `multipart/signed; protocol="application/x-pkcs7-signature"; micalg="${digest}"; boundary="${outer}"`,
  preamble: lines('This is an S/MIME signed message', '', ''),
  epilogue: CRLF,
  dateHeader: ({ header }) => header,
  receiptTypeHeader: 'X-Tiporicevuta',
  headerOrder: [
    'Return-Path',
    'Subject',
    'X-Riferimento-Message-ID',
    'Date',
    'Reply-To',
    'Message-ID',
    'To',
    'Cc',
    'X-Ricevuta',
    'X-Trasporto',
    'X-VerificaSicurezza',
    'X-Mittente',
    'From',
    'X-Tiporicevuta',
    'MIME-Version',
    'Content-Type',
  ],
};
