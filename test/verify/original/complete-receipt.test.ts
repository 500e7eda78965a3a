// Complete receipts and envelopes against the sent message, and which of the files handed in is that message at all.
import { describe, expect, it } from 'vitest';
import { toBytes, toOctets } from '../../pki/mime-text';
import { toStampedOriginal } from '../../pki/original-message';
import { ATTACHMENTS, attach, judgeBeside, multipart, outcome, replaced, signReceipt, transmit, transmitLines } from './brief-cases';

const sent = transmit();
const complete = await signReceipt(sent, { receiptType: 'completa' });
const brief = await signReceipt(sent);
const envelope = await signReceipt(sent, { kind: 'posta-certificata', receiptType: 'completa' });
const summary = await signReceipt(sent, { receiptType: 'sintetica' });
const stamped = toStampedOriginal(sent.original, { ...sent, instant: sent.acceptedAt });

describe('what is the same', () => {
  it.each([
    ['a complete receipt', complete],
    ['an envelope', envelope],
  ])('%s holds what was sent, whatever the provider added to its header', async (_, receipt) => {
    const result = await judgeBeside(receipt, sent.original);
    expect(outcome(result)).toBe('content-equal');
    expect(result.facts).toEqual({
      proves: 'full-content',
      attachments: 2,
      matched: 2,
      attachmentsEqual: ['atto.pdf', 'procura.pdf'],
    });
  });

  it('a copy encoded anew is the same message', async () => {
    const octets = toOctets(sent.original);
    const rewrapped = octets.replace(/(filename="atto.pdf"[\s\S]*?\r\n\r\n)([A-Za-z0-9+/=\r\n]+?)(\r\n--)/, (_, head, body, tail) => {
      const lines: string[] = body.replace(/\r\n/g, '').match(/.{1,60}/g) ?? [];
      return head + lines.join('\r\n') + tail;
    });
    expect(rewrapped).not.toBe(octets);
    expect(outcome(await judgeBeside(complete, toBytes(rewrapped)))).toBe('content-equal');
    // The hash of a brief receipt is of the encoded octets: the provider signed no other.
    expect(outcome(await judgeBeside(brief, toBytes(rewrapped)))).toBe('hash-differs');
  });

  it('an attachment that is really called x.hash is an attachment', async () => {
    const own = transmitLines(...multipart(['', 'parole'], attach('x.hash'), attach('x')));
    const result = await judgeBeside(await signReceipt(own, { receiptType: 'completa' }), own.original);
    expect([outcome(result), result.facts.attachmentsEqual]).toEqual(['content-equal', ['x.hash', 'x']]);
    const hashed = await judgeBeside(await signReceipt(own), own.original);
    expect([outcome(hashed), hashed.facts.attachmentsEqual]).toEqual(['hashes-match', ['x.hash (SHA-1, a)', 'x (SHA-1, a)']]);
  });

  it.each([
    ['the message as the provider stamped it', stamped],
    ['a complete receipt of the same message', complete],
    ['its envelope', envelope],
    ['a copy from a mailbox file', Buffer.concat([Buffer.from('From studio@client.example Sat Sep 19 15:41:20 2026\n'), sent.original])],
  ])('%s serves as the original of a brief receipt', async (_, original) => {
    expect(outcome(await judgeBeside(brief, original))).toBe('hashes-match');
  });
});

describe('what is not', () => {
  it.each([
    ['another content', replaced(sent.original, /AAoNEBM|Bwo/, 'AAAA'), 'hash-differs'],
    ['an attachment less', transmit({ attachments: ATTACHMENTS.slice(1) }).original, 'attachment-missing'],
    [
      'an attachment more',
      transmit({ attachments: [...ATTACHMENTS, { name: 'z', type: 'a/b', bytes: new Uint8Array(3) }] }).original,
      'attachment-added',
    ],
    ['other words', transmit({ text: 'Altro\n' }).original, 'text-differs'],
    ['words in another charset', replaced(sent.original, 'charset=ISO-8859-1', 'charset=utf-7'), 'text-differs'],
    ['words as HTML', replaced(sent.original, 'text/plain; charset', 'text/html; charset'), 'text-differs'],
    ['another recipient', replaced(sent.original, /To: [^\r]+/, 'To: altri@pec.beta.example'), 'headers-differ'],
    ['another day', replaced(sent.original, /Date: [^\r]+/, 'Date: Fri, 18 Sep 2026 10:00:00 +0200'), 'headers-differ'],
  ])('%s', async (_, original, reason) => {
    expect(outcome(await judgeBeside(complete, original))).toBe(reason);
  });
});

describe('which file is meant', () => {
  const anonymous = replaced(sent.original, /Message-ID: [^\r]+\r\n/, '');
  const nameless = transmit({ messageId: null });

  it.each([
    ['none', [], 'not-compared'],
    ['another message', [transmit({ messageId: 'altro@client.example' }).original], 'other-message'],
    ['no message', [toBytes('nulla')], 'other-message'],
    ['an empty file', [new Uint8Array()], 'other-message'],
    ['a copy without identifier', [anonymous], 'content-equal'],
    ['a copy without identifier to somebody else', [replaced(anonymous, /To: [^\r]+/, 'To: altri@pec.beta.example')], 'other-message'],
    ['a copy without identifier of another subject', [replaced(anonymous, 'Subject: D', 'Subject: d')], 'other-message'],
    [
      'a copy without identifier of another month',
      [replaced(anonymous, /Date: [^\r]+/, 'Date: Wed, 19 Aug 2026 15:41:17 +0200')],
      'other-message',
    ],
    ['another one first', [transmit({ messageId: 'altro@client.example' }).original, sent.original], 'content-equal'],
    ['a summary receipt', [summary], 'other-message'],
    ['a brief receipt, whose hashes are no attachments', [brief], 'other-message'],
  ])('%s', async (_, originals, expected) => {
    expect(outcome(await judgeBeside(complete, ...originals))).toBe(expected);
    const ofBrief = expected.replace('content-equal', 'hashes-match').replace(/^(not-compared|other-message)/, 'hashes-only $1');
    expect(outcome(await judgeBeside(brief, ...originals))).toBe(ofBrief);
  });

  it('a message that was sent without identifier is found by what it says, whatever the copy calls itself', async () => {
    const receipt = await signReceipt(nameless, { receiptType: 'completa' });
    expect(outcome(await judgeBeside(receipt, nameless.original))).toBe('content-equal');
    const named = Buffer.concat([Buffer.from('Message-ID: <x@client.example>\r\n'), nameless.original]);
    expect(outcome(await judgeBeside(receipt, named))).toBe('content-equal');
  });

  it('a receipt without content is compared with nothing', async () => {
    expect(await judgeBeside(summary, sent.original)).toMatchObject({ status: 'passed', facts: { proves: 'transport' } });
  });
});
