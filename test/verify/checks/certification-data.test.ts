// Certification data that are missing, doubled, moved, hostile or at odds with themselves.
import { describe, expect, it } from 'vitest';
import { CRLF } from '../../pki/mime-text';
import type { PecOptions } from '../../pki/sign-pec';
import { createTransmission } from '../../pki/transmission';
import { judge, outcomeOf, replaceIn, resultOf } from '../bench';

const ID = 'certification-data';

const xml = (edit: (text: string) => string): Partial<PecOptions> => ({ tamper: { daticertXml: edit } });
const isDaticert = (part: string): boolean => part.includes('daticert.xml');

/** The two marks of an original: its type and its name. Either is enough for a reader to show it as one. */
const untyped = (part: string): string => part.replace('message/rfc822', 'application/octet-stream');
const unnamed = (part: string): string => part.replaceAll('postacert.eml', 'messaggio.txt');
const originalFirst = (mark: (part: string) => string): Partial<PecOptions> => ({
  tamper: { parts: ([words = '', daticert = '', original = '']) => [words, mark(original), daticert] },
});

const undecodable = (part: string): string => (isDaticert(part) ? part.replace(': base64', ': x-none') : part);

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
  ['after-original', originalFirst(untyped)],
  ['after-original', originalFirst(unnamed)],
  ['malformed', { tamper: { parts: (parts) => parts.map(undecodable) } }],
  // A reader that goes by the type would show the data as the message.
  ['malformed', { tamper: { parts: (parts) => parts.map((part) => part.replace('application/xml', 'message/rfc822')) } }],
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

  it.each([
    ['octets', 'daticertBytes', (text: string) => text.replace('<intestazione>', `<intestazione>${' '.repeat(260 * 1024)}`)],
    [
      'recipients',
      'recipients',
      (text: string) => text.replace('</mittente>', `</mittente>${'<destinatari>a@b.it</destinatari>'.repeat(5000)}`),
    ],
  ])('says that there were too many %s', async (_, limit, edit) => {
    expect(resultOf(await judge(xml(edit)), ID)).toMatchObject({ status: 'undetermined', reason: `${ID}.limit-reached`, facts: { limit } });
  });

  it('notes a delivery to nobody who is listed, and none to one of two', async () => {
    const recipients = ['uno', 'due'].map((name) => ({ address: `${name}@pec.beta.example`, type: 'certificato', field: 'to' }) as const);
    const notes = async (delivery: string) => resultOf(await judge({ transmission: createTransmission({ recipients }), delivery }), ID);
    expect(await notes('DUE@pec.beta.example')).toMatchObject({ status: 'passed', notes: [] });
    expect(await notes('tre@pec.beta.example')).toMatchObject({ status: 'passed', notes: [`${ID}.delivery-unlisted`] });
  });

  it('copies that nobody can read are not taken for the same', async () => {
    const parts = (all: string[]): string[] => all.flatMap((part) => (isDaticert(part) ? [undecodable(part), undecodable(part)] : [part]));
    const report = await judge({ tamper: { parts } });
    expect(outcomeOf(report, ID)).toBe(`${ID}.contradictory-copies`);
    expect(report.verdict).toBe('failed');
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

describe('an anomaly envelope', () => {
  const TEXT = `Content-Type: text/plain${CRLF}${CRLF}Messaggio non certificato.${CRLF}`;
  const FILE = `Content-Type: application/pdf; name="nota.pdf"${CRLF}${CRLF}%PDF${CRLF}`;
  const build = (parts: (words: string, original: string) => string[]): Partial<PecOptions> => ({
    kind: 'anomalia',
    tamper: { parts: ([words = '', original = '']) => parts(words, original) },
  });

  it.each<[string, Partial<PecOptions>]>([
    ['plain words and the message', build((_, original) => [TEXT, original])],
    ['words in two forms and the message', build((words, original) => [words, original])],
    ['a message by its name alone', build((words, original) => [words, untyped(original)])],
    ['a message by its type alone', build((words, original) => [words, unnamed(original)])],
  ])('is %s', async (_, options) => {
    expect(await judge(options)).toMatchObject({ verdict: 'verified', kind: 'anomalia', certified: null });
  });

  it.each<[string, Partial<PecOptions>]>([
    ['a file in place of the words', build((_, original) => [FILE, original])],
    ['a file in place of the message', build((words) => [words, FILE])],
    ['a third part', build((words, original) => [words, original, FILE])],
    ['no message', build((words) => [words])],
    ['the message alone', build((_, original) => [original])],
  ])('is not %s', async (_, options) => {
    const report = await judge(options);
    expect(outcomeOf(report, ID)).toBe(`${ID}.missing`);
    expect(report.verdict).toBe('inconclusive');
  });
});
