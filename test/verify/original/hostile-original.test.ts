// Attacks on the comparison: nothing hostile in a receipt or in the file beside it is called equal, stops the rest or takes long.
import { describe, expect, it } from 'vitest';
import { compareOriginal } from '../../../lib/verify/original/compare-original';
import { createDigester } from '../../../lib/verify/original/digester';
import { parseOriginal } from '../../../lib/verify/original/original-content';
import { createPool } from '../../../lib/verify/original/pool';
import { toBytes, toOctets } from '../../pki/mime-text';
import { attach, judgeBeside, multipart, outcome, replaced, signReceipt, transmit, transmitLines } from './brief-cases';

const LONG_MS = 4000;
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

describe('cost', () => {
  const thousand = (toName: (index: number) => string) =>
    transmitLines(...multipart(...Array.from({ length: 900 }, (_, index) => attach(toName(index), `A${String(index).padStart(3, '0')}`))));

  it.each([
    ['names of their own', (index: number) => `a${index}.pdf`],
    ['one name for all', () => 'a.pdf'],
  ])('900 attachments with %s, hashed in the last way of all', async (_, toName) => {
    const own = thousand(toName);
    const receipt = await signReceipt(own, { brief: { range: 'e' } });
    const started = performance.now();
    const result = await judgeBeside(receipt, own.original);
    expect(performance.now() - started).toBeLessThan(LONG_MS);
    expect([outcome(result), result.facts.matched]).toEqual(['hashes-match', 900]);
    expect(result.facts.attachmentsEqual).toHaveLength(200);
  });

  it('a hundred copies are not all compared', async () => {
    const other = transmit({ text: 'Altro\n' }).original;
    const receipt = await signReceipt(sent, { receiptType: 'completa' });
    const others = Array.from({ length: 100 }, () => other);
    expect(outcome(await judgeBeside(receipt, ...others, sent.original))).toBe('text-differs');
    expect(outcome(await judgeBeside(receipt, ...others.slice(0, 4), sent.original))).toBe('content-equal');
  });

  it('the budget of digests ends in a limit', async () => {
    const digest = createDigester(10);
    await digest('SHA-1', new Uint8Array(8));
    await expect(digest('SHA-1', new Uint8Array(8))).rejects.toThrow('digestedOctets');
  });

  it('a pool gives each item once, whatever key asks', () => {
    const items = [{ keys: ['a', 'b'] }, { keys: ['a'] }, { keys: ['__proto__'] }];
    const pool = createPool(items, ({ keys }) => keys);
    expect([pool.take('b'), pool.take('a'), pool.take('a'), pool.take('__proto__'), pool.take('toString')]).toEqual([
      items[0],
      items[1],
      undefined,
      items[2],
      undefined,
    ]);
    expect(pool.rest()).toEqual([]);
  });
});

it('compares nothing with nothing', async () => {
  const content = parseOriginal(toBytes('Subject: x\r\n\r\nciao'));
  expect(await compareOriginal({ content, hashes: null }, {} as never, [])).toEqual({ status: 'not-compared' });
});
