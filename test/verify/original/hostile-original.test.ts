// Attacks on the comparison: nothing hostile in a receipt or in the file beside it is called equal, stops the rest or takes long.
import { describe, expect, it } from 'vitest';
import { compareOriginal } from '../../../lib/verify/original/compare-original';
import { parseOriginal } from '../../../lib/verify/original/original-content';
import { toBytes, toOctets } from '../../pki/mime-text';
import { attach, judgeBeside, multipart, outcome, replaced, signReceipt, transmit, transmitLines } from './brief-cases';

const sent = transmit();
const HASH = /(name="atto\.pdf\.hash"[\s\S]*?\r\n\r\n)([0-9a-f]{40})/;

describe('a receipt whose hash part', () => {
  it.each([
    ['has words behind the hash', '$1$2  atto.pdf'],
    ['has a second hash', '$1$2\r\n$2'],
    ['is too short', '$10123456789abcdef'],
    ['is no hex', '$1zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'],
    ['is empty', '$1'],
    ['is long', `$1${'a'.repeat(5000)}`],
  ])('%s proves transport only', async (_, to) => {
    const receipt = await signReceipt(sent, { bend: (octets) => octets.replace(HASH, to) });
    for (const originals of [[], [sent.original]]) {
      expect(await judgeBeside(receipt, ...originals)).toMatchObject({
        status: 'undetermined',
        reason: 'original-message.unreadable-hash',
        facts: { proves: 'transport' },
      });
    }
  });

  it('is of another type, or encoded as nothing that exists, proves transport only', async () => {
    const typed = await signReceipt(sent, {
      bend: (octets) => octets.replace(/text\/plain; charset=us-ascii; name="atto/, 'image/png; name="atto'),
    });
    expect(outcome(await judgeBeside(typed, sent.original))).toBe('unreadable-hash');
    const encoded = await signReceipt(sent, {
      bend: (octets) => octets.replace(/Encoding: 7bit\r\n\r\n([0-9a-f]{40})/, 'Encoding: x-none\r\n\r\n$1'),
    });
    expect(outcome(await judgeBeside(encoded, sent.original))).toBe('unreadable-hash');
  });

  it('bears a name that hides what it is proves transport only', async () => {
    for (const name of ['atto.pdf', 'atto.hash.pdf', `${'x'.repeat(3000)}.hash`]) {
      const receipt = await signReceipt(sent, { bend: (octets) => octets.replaceAll('atto.pdf.hash', name) });
      expect(await judgeBeside(receipt, sent.original)).toMatchObject({ status: 'undetermined', facts: { proves: 'transport' } });
    }
    const nameless = await signReceipt(sent, { bend: (octets) => octets.replace(/; name="atto\.pdf\.hash"\r\n.*atto\.pdf\.hash"/, '') });
    expect(outcome(await judgeBeside(nameless, sent.original))).toBe('unreadable-hash');
  });

  it('speaks of an attachment that never was is missing in the copy', async () => {
    const extra = '--$1\r\nContent-Type: text/plain; name="segreto.pdf.hash"\r\n\r\nda39a3ee5e6b4b0d3255bfef95601890afd80709\r\n--$1--';
    const receipt = await signReceipt(sent, { bend: (octets) => octets.replace(/--(=_[^\r]*?originale)--/, extra) });
    const result = await judgeBeside(receipt, sent.original);
    expect([outcome(result), result.facts.attachmentsMissing]).toEqual(['attachment-missing', ['segreto.pdf']]);
  });

  it('comes twice for one attachment matches once', async () => {
    const twice = (octets: string): string => octets.replace(/(--=_[^\r]*originale\r\n(?:[^\r]*\r\n)*?)(?=--=_)(?=[\s\S]*procura)/, '$1');
    const [part = ''] =
      /--=_[^\r]*originale\r\n[^\r]*name="atto\.pdf\.hash"[\s\S]*?(?=\r\n--=_)/.exec(toOctets(await signReceipt(sent))) ?? [];
    const receipt = await signReceipt(sent, { bend: (octets) => twice(octets).replace(part, `${part}\r\n${part}`) });
    const result = await judgeBeside(receipt, sent.original);
    expect([outcome(result), result.facts.attachmentsMissing, result.facts.matched]).toEqual(['attachment-missing', ['atto.pdf'], 2]);
  });
});

describe('a copy', () => {
  it('that hides a change behind a broken structure is not called equal', async () => {
    for (const broken of [
      replaced(sent.original, /--(=_[^\r]*originale)--/, '--$1'),
      replaced(sent.original, /--(=_[^\r]*originale)--\r\n/, '--$1--\r\n--$1\r\n\r\naltro\r\n'),
      replaced(sent.original, 'Content-Type: multipart/mixed;', 'Content-Type: multipart/mixed; boundary=a;'),
    ]) {
      for (const receiptType of ['breve', 'completa'] as const) {
        expect(outcome(await judgeBeside(await signReceipt(sent, { receiptType }), broken))).toBe('unreadable-original');
      }
    }
  });

  it('whose encoding is a lie is not called equal', async () => {
    const own = transmitLines(...multipart(['', 'parole'], attach('a.txt', 'QUJD')));
    const receipt = await signReceipt(own, { receiptType: 'completa' });
    expect(outcome(await judgeBeside(receipt, replaced(own.original, 'base64', '7bit')))).toBe('hash-differs');
    const unknown = transmitLines(
      ...multipart(
        ['', 'parole'],
        attach('a.txt', 'ABC').map((line) => line.replace('base64', 'x-one')),
      ),
    );
    const plain = replaced(unknown.original, 'x-one', '7bit');
    expect(outcome(await judgeBeside(await signReceipt(unknown, { receiptType: 'completa' }), plain))).toBe('hash-differs');
    expect(outcome(await judgeBeside(await signReceipt(unknown, { receiptType: 'completa' }), unknown.original))).toBe('content-equal');
  });

  it('with names that mean something to programs keeps them as names', async () => {
    const names = ['__proto__', 'constructor', '../../etc/passwd', '\u00e2\u0080\u00aefdp.exe', 'a\tb', 'x'.repeat(900)];
    const own = transmitLines(...multipart(['', 'parole'], ...names.map((name) => attach(name))));
    const result = await judgeBeside(await signReceipt(own), own.original);
    expect(outcome(result)).toMatch(/^hashes-match/);
    expect(result.facts.matched).toBe(names.length);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    for (const line of result.facts.attachmentsEqual as string[]) expect(line.length).toBeLessThan(500);
  });

  it('larger than any message, or of too many parts, is not read', async () => {
    const brief = await signReceipt(sent);
    expect(outcome(await judgeBeside(brief, new Uint8Array(100 * 1024 * 1024 + 1)))).toBe('limit-reached');
    const many = transmitLines(...multipart(...Array.from({ length: 1001 }, () => ['', 'x'])));
    expect(outcome(await judgeBeside(brief, many.original))).toBe('limit-reached');
    expect(outcome(await judgeBeside(brief, many.original, sent.original))).toBe('hashes-match');
  });
});

it('compares nothing with nothing', async () => {
  const content = parseOriginal(toBytes('Subject: x\r\n\r\nciao'));
  expect(await compareOriginal({ content, hashes: null }, {} as never, [])).toEqual({ status: 'not-compared' });
});
