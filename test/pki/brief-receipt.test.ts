// The brief form of an original: named parts give way to their hashes, everything else stays.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toBriefOriginal } from './brief-receipt';
import { toBytes, toOctets } from './mime-text';
import { createOriginal } from './original-message';

const sha1 = (octets: string): string => createHash('sha1').update(octets, 'latin1').digest('hex');
const brief = (...lines: string[]): string => toOctets(toBriefOriginal(toBytes(lines.join('\r\n'))));

test('attachments are replaced by the SHA-1 of their encoded body, words stay', () => {
  const bytes = Uint8Array.from({ length: 200 }, (_, index) => index);
  const encoded = (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
  const original = createOriginal({
    sender: 'a@pec.alfa.example',
    to: ['b@pec.beta.example'],
    cc: [],
    subject: 'x',
    messageId: null,
    date: new Date(0),
    text: 'Resta qui.\n',
    attachments: [{ name: 'atto.pdf', type: 'application/pdf', bytes }],
  });
  const text = toOctets(toBriefOriginal(original));
  expect(text).toContain('Resta qui.');
  expect(text).toContain(`filename="atto.pdf.hash"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n${sha1(encoded)}\r\n`);
  expect(text).not.toContain(encoded.slice(0, 40));
});

const NESTED = [
  'Content-Type: multipart/mixed; boundary=out',
  '',
  '--out',
  'Content-Type: multipart/related; boundary="out-in"',
  '',
  '--out-in',
  'Content-Type: text/html',
  '',
  '<p>parole</p>',
  '--out-in',
  'Content-Type: image/png; name=logo.png',
  '',
  'AAAA',
  '--out-in--',
  '--out',
  "Content-Type: message/rfc822; name*=UTF-8''lettera%20d%27uso.eml",
  '',
  'Subject: dentro',
  '',
  'corpo',
  '--out--',
  '',
];

test('nested parts are reached, whole messages hashed as one, encoded names kept', () => {
  const text = brief(...NESTED);
  expect(text).toContain(`name="logo.png.hash"`);
  expect(text).toContain(sha1('AAAA'));
  expect(text).toContain("filename*=UTF-8''lettera%20d%27uso.eml.hash");
  expect(text).toContain(sha1('Subject: dentro\r\n\r\ncorpo'));
  expect(text).toContain('<p>parole</p>');
  expect(text.match(/^--out(-in)?(--)?\r$/gm)).toHaveLength(6);
});

test("the user's own signature part is kept", () => {
  const signed = brief(
    'Content-Type: multipart/signed; boundary=s',
    '',
    '--s',
    'Content-Type: application/pdf; name=a.pdf',
    '',
    'AAAA',
    '--s',
    'Content-Type: application/pkcs7-signature; name=smime.p7s',
    '',
    'BBBB',
    '--s--',
    '',
  );
  expect(signed).toContain('a.pdf.hash');
  expect(signed).toContain('name=smime.p7s\r\n\r\nBBBB');
});

test('an opaque S/MIME message cannot be shortened', () => {
  const lines = ['Content-Type: application/x-pkcs7-mime; name=smime.p7m', '', 'AAAA', ''];
  expect(brief(...lines)).toBe(lines.join('\r\n'));
});
