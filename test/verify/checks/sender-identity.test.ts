// The outer From must be the one address that the provider's certificate names.
import { describe, expect, it } from 'vitest';
import { judge, outcomeOf } from '../bench';

const ID = 'sender-identity';

const from = (value: string) =>
  judge({ tamper: { headers: (headers) => headers.map(([name, old]) => [name, name === 'From' ? value : old]) } });

describe('sender-identity', () => {
  it.each([
    ['another address', 'posta-certificata@pec.provider-it.example', 'address-mismatch'],
    ['the service address only as a name', '"posta-certificata@pec.provider.example" <ladro@posta.example>', 'address-mismatch'],
    ['two addresses', 'posta-certificata@pec.provider.example, ladro@posta.example', 'address-unreadable'],
    ['a nested address', '<posta-certificata@pec.provider.example><ladro@posta.example>', 'address-unreadable'],
    ['no address', 'Gestore', 'address-unreadable'],
  ])('%s', async (_, value, code) => {
    const report = await from(value);
    expect(outcomeOf(report, ID)).toBe(`${ID}.${code}`);
    expect(report.verdict).toBe('inconclusive');
  });

  it.each([
    '=?utf-8?Q?Per_conto_di:_studio=40pec.alfa.example?= <posta-certificata@pec.provider.example>',
    'posta-certificata@pec.provider.example',
    '"Per conto di: studio@pec.alfa.example" <posta-certificata@PEC.provider.example>',
  ])('accepts %s', async (value) => {
    expect(outcomeOf(await from(value), ID)).toBe('passed');
  });
});
