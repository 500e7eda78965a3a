// Certification data that are missing, doubled, moved, hostile or at odds with themselves.
import { describe, expect, it } from 'vitest';
import { CRLF } from '../../pki/mime-text';
import type { PecOptions } from '../../pki/sign-pec';
import { judge, outcomeOf, replaceIn } from '../bench';

const ID = 'certification-data';

const xml = (edit: (text: string) => string): Partial<PecOptions> => ({ tamper: { daticertXml: edit } });
const isDaticert = (part: string): boolean => part.includes('daticert.xml');

const undetermined: [code: string, options: Partial<PecOptions>][] = [
  ['missing', { tamper: { daticertXml: () => null } }],
  [
    'missing',
    {
      tamper: {
        parts: (parts, { alternative }) =>
          parts.map((part) =>
            isDaticert(part)
              ? `Content-Type: multipart/mixed; boundary="n${alternative}"${CRLF}${CRLF}--n${alternative}${CRLF}${part}${CRLF}--n${alternative}--`
              : part,
          ),
      },
    },
  ],
  ['more-than-one', { tamper: { parts: (parts) => parts.flatMap((part) => (isDaticert(part) ? [part, part] : [part])) } }],
  ['after-original', { tamper: { parts: ([words = '', daticert = '', original = '']) => [words, original, daticert] } }],
  ['malformed', xml((text) => text.replace('</postacert>', ''))],
  ['malformed', xml((text) => text.replace(/<identificativo>.*<\/identificativo>/, ''))],
  ['malformed', xml((text) => text.replace('tipo="certificato"', 'tipo="forse"'))],
  ['malformed', xml((text) => text.replace('</mittente>', '</mittente><mittente>altro@pec.example</mittente>'))],
  ['malformed', xml((text) => text.replace('errore="nessuno"', 'errore="boh"'))],
  ['malformed', xml((text) => text.replace('<mittente>', '<mittente>&unknown;'))],
  ['forbidden-entity', xml((text) => text.replace('<postacert', '<!DOCTYPE postacert [<!ENTITY a "x">]><postacert'))],
  ['impossible-date', { daticert: { day: '31/02/2026' } }],
  ['unknown-type', xml((text) => text.replace('tipo="avvenuta-consegna"', 'tipo="consegna"'))],
  ['delivery-missing', { daticert: { delivery: null } }],
  ['limit-reached', xml((text) => text.replace('<intestazione>', `<intestazione>${' '.repeat(260 * 1024)}`))],
];

describe('certification-data', () => {
  it.each(undetermined)('%s', async (code, options) => {
    const report = await judge(options);
    expect(outcomeOf(report, ID)).toBe(`${ID}.${code}`);
    expect(report.verdict).toBe('inconclusive');
  });

  it.each([
    ['a delivery with an error', { daticert: { error: 'no-dest' } }],
    ['a failure without one', { kind: 'errore-consegna', daticert: { error: 'nessuno' } }],
    ['an acceptance with an error', { kind: 'accettazione', daticert: { error: 'altro' } }],
  ] as [string, Partial<PecOptions>][])('contradictory-error: %s', async (_, options) => {
    const report = await judge(options);
    expect(outcomeOf(report, ID)).toBe(`${ID}.contradictory-error`);
    expect(report.verdict).toBe('failed');
    expect(report.certified).toBeNull();
  });

  it('contradictory-copies', async () => {
    const other = (part: string): string => part.replace(/\r\n\r\n[\s\S]*/, `\r\n\r\n${Buffer.from('<postacert/>').toString('base64')}`);
    const report = await judge({
      tamper: { parts: (parts) => parts.flatMap((part) => (isDaticert(part) ? [part, other(part)] : [part])) },
    });
    expect(outcomeOf(report, ID)).toBe(`${ID}.contradictory-copies`);
    expect(report.verdict).toBe('failed');
  });

  it('never reads the daticert.xml that a sender puts into the original', async () => {
    const forged = 'Content-Type: application/xml; name="daticert.xml"\r\n\r\n<postacert tipo="accettazione"/>';
    const report = await judge({ tamper: { postacert: replaceIn(/^[\s\S]*$/, `From: a@pec.example\r\n${forged}`) } });
    expect(report.verdict).toBe('verified');
    expect(report.certified?.kind).toBe('avvenuta-consegna');
  });

  it('accepts an external document type that it never loads', async () => {
    const report = await judge(
      xml((text) =>
        text.replace(
          '<postacert',
          '<!DOCTYPE postacert PUBLIC "posta certificata" "https://dtd.example/postacert.dtd"><?xml-stylesheet href="x.xsl"?><postacert',
        ),
      ),
    );
    expect(report.verdict).toBe('verified');
  });

  it('an anomaly envelope certifies nothing, and one with a daticert.xml is no anomaly', async () => {
    const anomaly = await judge({ kind: 'anomalia' });
    expect(anomaly).toMatchObject({ verdict: 'verified', kind: 'anomalia', certified: null });
    const mixed = await judge({
      kind: 'posta-certificata',
      tamper: { headers: (headers) => headers.map(([name, value]) => [name, name === 'X-Trasporto' ? 'errore' : value]) },
    });
    expect(mixed.verdict).not.toBe('verified');
  });
});
