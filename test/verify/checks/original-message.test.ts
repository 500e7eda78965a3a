// What a receipt proves about the content depends on whether the original came along.
import { describe, expect, it } from 'vitest';
import { verifyMessage } from '../../../lib/verify/verify-message';
import type { PecOptions } from '../../pki/sign-pec';
import { judge, NOW, resultOf, sign, trust } from '../bench';
import { outcome, transmit } from '../original/brief-cases';

const ID = 'original-message';

describe('original-message', () => {
  it.each([
    [{ kind: 'avvenuta-consegna', receiptType: 'completa' }, 'full-content'],
    [{ kind: 'avvenuta-consegna', receiptType: 'breve' }, 'content-by-hash'],
    [{ kind: 'avvenuta-consegna', receiptType: 'sintetica' }, 'transport'],
    [{ kind: 'accettazione' }, 'transport'],
    [{ kind: 'posta-certificata' }, 'full-content'],
    // What receipt was asked for says nothing of the envelope itself, which encloses all.
    [{ kind: 'posta-certificata', receiptType: 'breve', daticert: { receiptType: 'breve' } }, 'full-content'],
  ] as const)('%j proves %s', async (options, proves) => {
    expect(resultOf(await judge(options), ID).facts.proves).toBe(proves);
  });

  it("takes a file of the sender's own that is called like a hash for a file, in an envelope", async () => {
    const own = transmit({ attachments: [{ name: 'atto.pdf.hash', type: 'text/plain', bytes: Buffer.from('0'.repeat(40)) }] });
    const asked = { kind: 'posta-certificata', transmission: own, daticert: { receiptType: 'breve' } } as const;
    expect(resultOf(await judge(asked), ID)).toMatchObject({ facts: { proves: 'full-content' }, notes: [`${ID}.whole-content`] });
  });

  it.each<[string, Partial<PecOptions>]>([
    ['a complete receipt', {}],
    ['a brief receipt', { receiptType: 'breve' }],
    ['an envelope', { kind: 'posta-certificata' }],
  ])('says when %s came without the original, and stays verified', async (_, options) => {
    const report = await judge({ ...options, tamper: { postacert: () => null } });
    expect(resultOf(report, ID)).toMatchObject({ status: 'undetermined', reason: `${ID}.missing`, facts: { proves: 'transport' } });
    expect(report.verdict).toBe('verified');
  });

  it.each<[string, Partial<PecOptions>]>([
    ['an acceptance, whatever receipt was asked for', { kind: 'accettazione', daticert: { receiptType: 'completa' } }],
    ['a failed delivery, whatever receipt was asked for', { kind: 'errore-consegna', daticert: { receiptType: 'breve' } }],
    ['a summary receipt', { receiptType: 'sintetica' }],
  ])('does not miss the original in %s', async (_, options) => {
    expect(resultOf(await judge(options), ID)).toMatchObject({ status: 'passed', notes: [`${ID}.not-due`] });
  });
});

describe('beside a copy of what was sent', () => {
  const judgeBeside = async (options: Partial<PecOptions>, copy: Uint8Array) =>
    resultOf(await verifyMessage(await sign(options), { trust, now: NOW, originals: [copy] }), ID);

  it('says that another message was handed in, of an envelope too', async () => {
    const other = transmit({ messageId: 'un-altro@client.example', text: 'Altro\n' }).original;
    expect(outcome(await judgeBeside({ kind: 'posta-certificata' }, other))).toBe('other-message');
    expect(outcome(await judgeBeside({}, other))).toBe('other-message');
  });

  it.each([
    ['breve', 'transport'],
    ['completa', 'full-content'],
  ] as const)('what cannot be decoded in a receipt of the form %s is compared with nothing, and proves %s', async (receiptType, proves) => {
    const { original } = transmit();
    const parts = (all: string[]): string[] =>
      all.map((part) => part.replace(/(message\/rfc822[\s\S]*?Content-Transfer-Encoding:) \w+/, '$1 x-none'));
    expect(await judgeBeside({ receiptType, tamper: { parts } }, original)).toEqual({
      check: ID,
      status: 'undetermined',
      reason: `${ID}.unreadable-original`,
      facts: { proves },
    });
  });

  it.each([
    ['breve', 'transport'],
    ['completa', 'full-content'],
  ] as const)('too many parts in a receipt of the form %s are a limit, by its name', async (receiptType, proves) => {
    const many = Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(1001)}--b--\r\n`, 'latin1');
    expect(await judgeBeside({ receiptType, tamper: { postacert: () => many } }, transmit().original)).toEqual({
      check: ID,
      status: 'undetermined',
      reason: `${ID}.limit-reached`,
      facts: { proves, limit: 'parts' },
    });
  });
});
