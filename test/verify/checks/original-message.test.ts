// What a receipt proves about the content depends on whether the original came along.
import { describe, expect, it } from 'vitest';
import { judge, resultOf } from '../bench';

const ID = 'original-message';

describe('original-message', () => {
  it.each([
    [{ kind: 'avvenuta-consegna', receiptType: 'completa' }, 'full-content'],
    [{ kind: 'avvenuta-consegna', receiptType: 'breve' }, 'content-by-hash'],
    [{ kind: 'avvenuta-consegna', receiptType: 'sintetica' }, 'transport'],
    [{ kind: 'accettazione' }, 'transport'],
    [{ kind: 'posta-certificata' }, 'full-content'],
  ] as const)('%j proves %s', async (options, proves) => {
    expect(resultOf(await judge(options), ID).facts.proves).toBe(proves);
  });

  it('says when a complete receipt came without the original, and stays verified', async () => {
    const report = await judge({ tamper: { postacert: () => null } });
    expect(resultOf(report, ID)).toMatchObject({ status: 'undetermined', reason: `${ID}.missing`, facts: { proves: 'transport' } });
    expect(report.verdict).toBe('verified');
  });
});
