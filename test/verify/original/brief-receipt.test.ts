// Brief receipts against the sent message: each way to hash, each kind of difference, and forms of attachments.
import { describe, expect, it } from 'vitest';
import { ATTACHMENTS, attach, judgeBeside, multipart, outcome, replaced, signReceipt, transmit, transmitLines } from './brief-cases';

describe('each way to hash', () => {
  const sent = transmit();

  it.each(
    (['a', 'b', 'c', 'd', 'e'] as const).flatMap((range) =>
      (['sha1', 'sha256'] as const).flatMap((algorithm) => [true, false].map((upperCase) => ({ range, algorithm, upperCase }))),
    ),
  )('$range with $algorithm, upper case $upperCase, is found and named', async (brief) => {
    const result = await judgeBeside(await signReceipt(sent, { brief }), sent.original);
    expect(outcome(result)).toBe('hashes-match');
    const algorithm = brief.algorithm === 'sha1' ? 'SHA-1' : 'SHA-256';
    expect(result.facts).toEqual({
      proves: 'content-by-hash',
      attachments: 2,
      matched: 2,
      hashedRange: brief.range,
      attachmentsEqual: [`atto.pdf (${algorithm}, ${brief.range})`, `procura.pdf (${algorithm}, ${brief.range})`],
    });
  });

  it.each(['crlf', 'lf'] as const)('a receipt and a copy saved with %s', async (lineEnding) => {
    const receipt = await signReceipt(sent, { lineEnding });
    expect(outcome(await judgeBeside(receipt, replaced(sent.original, /\r\n/g, '\n')))).toBe('hashes-match');
  });

  it('tells two ways in one receipt apart', async () => {
    const other = await signReceipt(sent, { brief: { range: 'd' } });
    const [, digest = ''] = /name="procura.pdf.hash"[\s\S]*?\r\n\r\n([0-9a-f]{40})/.exec(Buffer.from(other).toString('latin1')) ?? [];
    const bend = (octets: string): string => octets.replace(/(name="procura.pdf.hash"[\s\S]*?\r\n\r\n)[0-9a-f]{40}/, `$1${digest}`);
    const { facts } = await judgeBeside(await signReceipt(sent, { bend }), sent.original);
    expect(facts.attachmentsEqual).toEqual(['atto.pdf (SHA-1, a)', 'procura.pdf (SHA-1, d)']);
    expect(facts.hashedRange).toBeUndefined();
  });
});

describe('differences', () => {
  const sent = transmit();
  const without = (index: number) => transmit({ attachments: ATTACHMENTS.filter((_, at) => at !== index) }).original;
  const third = { name: 'terzo.txt', type: 'text/plain', bytes: Uint8Array.of(1, 2, 3) };

  it.each([
    ['another content', replaced(sent.original, /AAoNEBM|Bwo/, 'AAAA'), 'hash-differs', { attachmentsDifferent: ['atto.pdf'], matched: 1 }],
    ['an attachment less', without(1), 'attachment-missing', { attachmentsMissing: ['procura.pdf'], attachments: 2, matched: 1 }],
    [
      'an attachment more',
      transmit({ attachments: [...ATTACHMENTS, third] }).original,
      'attachment-added',
      { attachmentsAdded: ['terzo.txt'], attachments: 2, matched: 2 },
    ],
    ['other words', transmit({ text: 'Altro testo\n' }).original, 'text-differs', { matched: 2 }],
    [
      'another subject',
      replaced(sent.original, 'Subject: Diffida', 'Subject: Offerta'),
      'headers-differ',
      { headersDiffering: ['subject'] },
    ],
  ] as const)('%s', async (_, original, reason, facts) => {
    const result = await judgeBeside(await signReceipt(sent), original);
    expect(outcome(result)).toBe(reason);
    expect(result).toMatchObject({ status: 'failed', facts: { proves: 'content-by-hash', ...facts } });
  });

  it('an attachment under another name is the same content, and said', async () => {
    const renamed = replaced(sent.original, /atto\.pdf/g, 'bozza.pdf');
    const result = await judgeBeside(await signReceipt(sent), renamed);
    expect(outcome(result)).toBe('hashes-match names-differ');
    expect(result.facts.attachmentsEqual).toContain('atto.pdf = bozza.pdf (SHA-1, a)');
  });

  it('of several copies the one that agrees decides, in any order', async () => {
    const copies = [without(0), sent.original, without(1)];
    expect(outcome(await judgeBeside(await signReceipt(sent), ...copies))).toBe('hashes-match');
    expect(outcome(await judgeBeside(await signReceipt(sent), without(1), without(0)))).toBe('attachment-missing');
  });
});

describe('forms of attachments', () => {
  const compare = async (...parts: readonly (readonly string[])[]) => {
    const sent = transmitLines(...multipart(['', 'parole'], ...parts));
    return judgeBeside(await signReceipt(sent), sent.original);
  };

  it('whole messages, nested parts and empty content', async () => {
    const result = await compare(
      ['Content-Type: message/rfc822; name=lettera.eml', '', 'Subject: dentro', '', 'corpo'],
      ['Content-Type: multipart/related; boundary=in', '', '--in', '', 'html', '--in', ...attach('logo.png'), '--in--'],
      attach('vuoto.bin', ''),
    );
    expect([outcome(result), result.facts.matched]).toEqual(['hashes-match', 3]);
  });

  it.each([
    ['RFC 2047', ['Content-Type: text/plain; name="=?UTF-8?B?cGVyY2jDqS50eHQ=?="', '', 'a'], 'perché.txt (SHA-1, a)'],
    ['RFC 2231', ["Content-Type: text/plain; name*=UTF-8''perch%C3%A9.txt", '', 'a'], 'perché.txt (SHA-1, a)'],
    ['RFC 2231 in Latin-1', ["Content-Type: text/plain; name*=iso-8859-1'it'perch%E9.txt", '', 'a'], 'perché.txt (SHA-1, a)'],
    ['raw UTF-8', ['Content-Type: text/plain; name="perch\u00c3\u00a9.txt"', '', 'a'], 'perché.txt (SHA-1, a)'],
  ])('a name in %s', async (_, part, line) => {
    const result = await compare(part);
    expect(outcome(result)).toBe('hashes-match');
    expect(result.facts.attachmentsEqual).toEqual([line]);
  });

  it('several of one name, equal ones among them, each once', async () => {
    const result = await compare(attach('a.pdf', 'AAAA'), attach('a.pdf', 'BBBB'), attach('a.pdf', 'AAAA'));
    expect([outcome(result), result.facts.matched]).toEqual(['hashes-match', 3]);
  });

  it("the user's own signature stays, and its attachments are hashed", async () => {
    const signed = ['Content-Type: multipart/signed; boundary=s', '', '--s', ...multipart(['', 'parole'], attach('a.pdf')), '--s'];
    const sent = transmitLines(...signed, 'Content-Type: application/pkcs7-signature; name=smime.p7s', '', 'BBBB', '--s--', '');
    const result = await judgeBeside(await signReceipt(sent), sent.original);
    expect([outcome(result), result.facts.attachmentsEqual]).toEqual(['hashes-match', ['smime.p7s', 'a.pdf (SHA-1, a)']]);
    const resigned = await judgeBeside(await signReceipt(sent), replaced(sent.original, 'BBBB', 'CCCC'));
    expect([outcome(resigned), resigned.facts.attachmentsDifferent]).toEqual(['hash-differs', ['smime.p7s']]);
  });

  it('an opaque S/MIME message is not shortened: the receipt proves all of it', async () => {
    const sent = transmitLines('Content-Type: application/pkcs7-mime; name=smime.p7m', 'Content-Transfer-Encoding: base64', '', 'AAAA', '');
    const result = await judgeBeside(await signReceipt(sent), sent.original);
    expect([outcome(result), result.facts.proves]).toEqual(['content-equal', 'full-content']);
  });

  it('a message without attachments is there in full', async () => {
    const sent = transmit({ attachments: [] });
    const receipt = await signReceipt(sent);
    expect((await judgeBeside(receipt)).facts.proves).toBe('full-content');
    expect(outcome(await judgeBeside(receipt, sent.original))).toBe('content-equal');
  });

  it('a message that is nothing but an attachment', async () => {
    const sent = transmitLines('Content-Type: application/pdf; name=solo.pdf', 'Content-Transfer-Encoding: base64', '', 'AAAA', '');
    const result = await judgeBeside(await signReceipt(sent), sent.original);
    expect([outcome(result), result.facts.attachmentsEqual]).toEqual(['hashes-match', ['solo.pdf (SHA-1, a)']]);
  });
});
