// The Java platform of 2026 (Aruba): `_Part_` boundaries, pkcs7 types, folded parameters with a trailing space (domain 1.3).
import { createHash } from 'node:crypto';
import type { Digest } from './algorithms';
import type { Layout } from './layout';
import { base64Lines, CRLF, quotedPrintable, toOctets } from './mime-text';

const MICALG: Record<Digest, string> = { md5: 'md5', sha1: 'sha-1', sha256: 'sha-256', sha384: 'sha-384', sha512: 'sha-512' };

const lines = (...rows: readonly string[]): string => rows.join(CRLF);

// The trailing space before the fold is the platform's, and signed: removing it breaks the signature.
const multipartType = (subtype: string, boundary: string): string => `multipart/${subtype}; ${CRLF}\tboundary="${boundary}"`;

const wordsPart = (type: string, text: string): string =>
  lines(
    `Content-Type: ${type}; charset="iso-8859-1"`,
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Disposition: inline',
    '',
    quotedPrintable(text.trimEnd()),
  );

const encodingOf = (octets: string): string => (/[\x80-\xff]/.test(octets) ? '8bit' : '7bit');

export const LAYOUT_JAVAMAIL: Layout = {
  boundaries: (seed, instant) => {
    const number = Number.parseInt(createHash('sha256').update(seed).digest('hex').slice(0, 8), 16);
    const count = 1_000_000 + (number % 2_000_000);
    const name = (step: number) => `----=_Part_${count + step}_${(number * (step + 7)) % 2_000_000_000}.${instant.getTime() + step * 10}`;
    return { outer: name(3), mixed: name(1), alternative: name(0) };
  },
  humanPart: ({ plain, html }, { alternative }) =>
    lines(
      `Content-Type: ${multipartType('alternative', alternative)}`,
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
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: inline; filename="daticert.xml"',
      '',
      base64Lines(xml, 76),
    ),
  originalPart: (message) =>
    lines(
      'Content-Type: message/rfc822; name=postacert.eml',
      `Content-Transfer-Encoding: ${encodingOf(toOctets(message))}`,
      'Content-Disposition: inline; filename=postacert.eml',
      '',
      toOctets(message),
    ),
  signedEntity: (parts, { mixed }) =>
    lines(`Content-Type: ${multipartType('mixed', mixed)}`, '', ...parts.flatMap((part) => [`--${mixed}`, part]), `--${mixed}--`, ''),
  signaturePart: (cms) =>
    lines(
      'Content-Type: application/pkcs7-signature; name=smime.p7s',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename=smime.p7s',
      'Content-Description: S/MIME Cryptographic Signature',
      '',
      base64Lines(cms, 76),
    ),
  contentType: ({ outer }, digest) =>
    `multipart/signed; protocol="application/pkcs7-signature"; micalg=${MICALG[digest]}; ${CRLF}\tboundary="${outer}"`,
  preamble: lines('This is a S/MIME signed message', ''),
  epilogue: '',
  dateHeader: ({ header, abbreviation }) => `${header} (${abbreviation})`,
  receiptTypeHeader: 'X-TipoRicevuta',
  headerOrder: [
    'Return-Path',
    'Date',
    'From',
    'Reply-To',
    'To',
    'Cc',
    'Message-ID',
    'Subject',
    'MIME-Version',
    'Content-Type',
    'X-Ricevuta',
    'X-Trasporto',
    'X-VerificaSicurezza',
    'X-Mittente',
    'X-TipoRicevuta',
    'X-Riferimento-Message-ID',
  ],
};
