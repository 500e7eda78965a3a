// The splitter slices octets: what it gives back is what was there, and repairs nothing but bare line feeds.
import { describe, expect, it } from 'vitest';
import { canonicalise } from '../../../lib/verify/mime/canonicalise';
import { decodeBody } from '../../../lib/verify/mime/decode-body';
import { findSingleAddress, toHeaderText } from '../../../lib/verify/mime/header-text';
import { findHeader } from '../../../lib/verify/mime/parse-headers';
import { parseParameters } from '../../../lib/verify/mime/parse-parameters';
import { parsePart } from '../../../lib/verify/mime/parse-part';
import { toBytes, toOctets } from '../../pki/mime-text';

const slice = (bytes: Uint8Array, part: { start: number; end: number }): string => toOctets(bytes.subarray(part.start, part.end));

describe('parsePart', () => {
  it.each(['\r\n', '\n'])('slices parts without the line break of the delimiter (%j)', (eol) => {
    const text = [
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      'preamble',
      '--b',
      '',
      'one',
      '',
      '--b  ',
      'A: 1',
      '',
      'two',
      '--b--',
      '',
    ].join(eol);
    const bytes = toBytes(text);
    const root = parsePart(bytes);
    expect(root.children.map((part) => slice(bytes, part))).toEqual([`${eol}one${eol}`, `A: 1${eol}${eol}two`]);
    expect(root.defects).toEqual([]);
  });

  it('keeps a nested boundary that begins with the outer one apart', () => {
    const bytes = toBytes(
      'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/mixed; boundary=-x\r\n\r\n---x\r\n\r\nin\r\n---x--\r\n--x--',
    );
    const root = parsePart(bytes);
    expect(root.children[0]?.children.map((part) => slice(bytes, part))).toEqual(['\r\nin']);
    expect(root.defects).toEqual([]);
  });

  it('does not look into message/rfc822', () => {
    const bytes = toBytes('Content-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n--b--');
    expect(parsePart(bytes).children).toEqual([]);
  });

  it('names every way a file can be called', () => {
    const bytes = toBytes(
      "Content-Type: text/xml; name=a.xml\r\nContent-Disposition: attachment; filename*0*=utf-8''dati; filename*1=cert.xml\r\n\r\n",
    );
    expect(parsePart(bytes).fileNames).toEqual(['daticert.xml', 'a.xml']);
  });
});

describe('canonicalise', () => {
  it.each([
    ['a\nb', 'a\r\nb'],
    ['a\r\nb', 'a\r\nb'],
    ['a\rb\r\r\nc\n', 'a\rb\r\r\nc\r\n'],
    ['\n\n', '\r\n\r\n'],
    ['a \t\n', 'a \t\r\n'],
  ])('%j becomes %j', (from, to) => {
    expect(toOctets(canonicalise(toBytes(from)))).toBe(to);
  });
});

describe('decodeBody', () => {
  const decode = (encoding: string, body: string): string => {
    const bytes = toBytes(`Content-Transfer-Encoding: ${encoding}\r\n\r\n${body}`);
    return toOctets(decodeBody(bytes, parsePart(bytes)));
  };
  it('decodes and refuses', () => {
    expect(decode('base64', 'Y2lh\r\nbw==')).toBe('ciao');
    expect(decode('quoted-printable', 'ci=\r\nao =E8 \r\n')).toBe('ciao \xe8\r\n');
    expect(decode('8BIT', '\xff')).toBe('\xff');
    expect(() => decode('base64', 'Y2lh!')).toThrow('base64');
    expect(() => decode('uuencode', '')).toThrow('content-transfer-encoding');
  });
  it('takes long runs of blanks in its stride', () => {
    const started = performance.now();
    decode('quoted-printable', `${' '.repeat(200_000)}x`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('headers', () => {
  it('unfolds, and reads parameters with comments and quotes', () => {
    const root = parsePart(toBytes('Content-Type: multipart/signed; \r\n\tboundary="a\\"b;c"; micalg=sha-256\r\nX-A : 1\r\n\r\n'));
    expect(root.contentType.parameters.get('boundary')).toBe('a"b;c');
    expect(findHeader(root.headers, 'x-a')).toBe('1');
    expect(parseParameters('text/plain (a comment); charset=utf-8').value).toBe('text/plain');
    expect(parseParameters('a/b; x=1; X=2').hasDuplicates).toBe(true);
  });
  it('finds one address or none', () => {
    expect(findSingleAddress('"Per conto di: a@b.example" <C@d.example>')).toBe('c@d.example');
    // A name may be an encoded word; what is too long for one could hide another address.
    expect(findSingleAddress('=?utf-8?q?a@b.example?= <c@d.example>')).toBe('c@d.example');
    expect(findSingleAddress(`=?utf-8?q?a@b.example${'x'.repeat(200)}?= <c@d.example>`)).toBeUndefined();
    expect(findSingleAddress('c@d.example (nota)')).toBe('c@d.example');
    for (const value of ['', 'a@b, c@d', 'a@b c@d', '<a@b><c@d>', 'a@@b', 'x'.repeat(100_000)])
      expect(findSingleAddress(value)).toBeUndefined();
  });
  it('decodes words', () => {
    expect(toHeaderText('=?iso-8859-1?Q?Citt=E0?=')).toBe('Città');
    expect(toHeaderText('Citt\xc3\xa0')).toBe('Città');
  });
});
