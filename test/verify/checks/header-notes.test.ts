// What the outer headers may say without holding a message back, what is noted, and where the line runs.
import { describe, expect, it } from 'vitest';
import type { PecOptions } from '../../pki/sign-pec';
import { createTransmission } from '../../pki/transmission';
import { judge, resultOf } from '../bench';

const SERVICE = 'posta-certificata@pec.provider.example';

/** `value` null removes the header. */
const withHeaders = (changed: Record<string, string | null>, options: Partial<PecOptions> = {}): Partial<PecOptions> => ({
  ...options,
  tamper: {
    headers: (headers) => [
      ...headers.filter(([name]) => !Object.hasOwn(changed, name)),
      ...Object.entries(changed).flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]])),
    ],
  },
});

/** Notes without the name of the check, or the one reason. */
const answer = async (options: Partial<PecOptions>): Promise<string> => {
  const result = resultOf(await judge(options), 'header-agreement');
  const codes = result.status === 'passed' ? result.notes : [result.reason];
  return codes.map((code) => code.slice('header-agreement.'.length)).join(' ');
};

const subject = (text: string): Partial<PecOptions> => ({ transmission: createTransmission({ subject: text }) });
const octets = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const LONG = 'Richiesta di accesso agli atti del procedimento numero 12345/2026, sollecito';

describe('whom it goes to', () => {
  it.each<[string, Partial<PecOptions>, string]>([
    ['the sender, in capitals', withHeaders({ To: 'STUDIO@pec.alfa.example' }), ''],
    ['somebody else', withHeaders({ To: 'altro@pec.example' }), 'recipient-differs'],
    ['nobody', withHeaders({ To: null }), ''],
    ['another provider, which is due', withHeaders({ To: 'altro@pec.example' }, { kind: 'presa-in-carico' }), ''],
    ['another provider, about a virus', withHeaders({ To: 'altro@pec.example' }, { kind: 'rilevazione-virus' }), ''],
    ['a recipient of the envelope', withHeaders({ To: 'protocollo@pec.beta.example' }, { kind: 'posta-certificata' }), ''],
    ['no recipient of the envelope', withHeaders({ To: 'studio@pec.alfa.example' }, { kind: 'posta-certificata' }), 'recipient-differs'],
    [
      'one of two recipients',
      withHeaders(
        { To: 'due@pec.beta.example' },
        {
          kind: 'posta-certificata',
          transmission: createTransmission({
            recipients: ['uno', 'due'].map((name) => ({ address: `${name}@pec.beta.example`, type: 'certificato', field: 'to' })),
          }),
        },
      ),
      '',
    ],
  ])('%s', async (_, options, notes) => {
    expect(await answer(options)).toBe(notes);
  });
});

describe('what it calls itself', () => {
  it.each<[string, Partial<PecOptions>, string]>([
    ['its type, in capitals', withHeaders({ 'X-Ricevuta': 'AVVENUTA-CONSEGNA' }), ''],
    ['no type', withHeaders({ 'X-Ricevuta': null }), 'type-header-missing'],
    ['no reference', withHeaders({ 'X-Riferimento-Message-ID': null }), 'reference-missing'],
    ['a reference without brackets', withHeaders({ 'X-Riferimento-Message-ID': 'm_818363831@client.example' }), ''],
    ['its form of receipt, in capitals', withHeaders({ 'X-Tiporicevuta': 'COMPLETA' }), ''],
    ['another form of receipt', withHeaders({ 'X-Tiporicevuta': 'sintetica' }), 'receipt-type-differs'],
    ['a form of receipt where none was certified', withHeaders({ 'X-Tiporicevuta': 'sintetica' }, { kind: 'accettazione' }), ''],
    ['a check for viruses where there is one', withHeaders({ 'X-VerificaSicurezza': 'errore' }, { kind: 'rilevazione-virus' }), ''],
    ['the identifier of an envelope on a receipt', withHeaders({ 'Message-ID': '<altro@pec.example>' }), ''],
    [
      'another identifier on an envelope',
      withHeaders({ 'Message-ID': '<altro@pec.example>' }, { kind: 'posta-certificata' }),
      'identifier-mismatch',
    ],
  ])('%s', async (_, options, notes) => {
    expect(await answer(options)).toBe(notes);
  });
});

describe('what it is about', () => {
  it.each<[string, Partial<PecOptions>, string]>([
    ['the same', withHeaders({ Subject: 'CONSEGNA:   Diffida  ad adempiere ' }), ''],
    ['something else', withHeaders({ Subject: 'CONSEGNA: Diffida' }), 'subject-mismatch'],
    ['more', withHeaders({ Subject: 'CONSEGNA: Diffida ad adempiere subito' }), 'subject-mismatch'],
    ['the same with its prefix twice', withHeaders({ Subject: 'CONSEGNA: CONSEGNA: Diffida ad adempiere' }), ''],
    ['the same under another prefix', withHeaders({ Subject: 'ACCETTAZIONE: Diffida ad adempiere' }), 'subject-mismatch'],
    ['the same behind the word of a list', withHeaders({ Subject: '[lista] CONSEGNA: Diffida ad adempiere' }), ''],
    ['other words without a prefix', withHeaders({ Subject: 'Buone notizie' }), 'subject-differs'],
    ['nothing', withHeaders({ Subject: null }), ''],
    ['words without a prefix where none were certified', withHeaders({ Subject: 'Buone notizie' }, { daticert: { subject: null } }), ''],
    // The last octet of such an à is one that JavaScript takes for white space.
    [
      'a word in bare UTF-8',
      withHeaders({ Subject: octets('CONSEGNA: Diffida per la proprietà') }, subject('Diffida per la proprietà')),
      '',
    ],
    ['twenty letters of a long one', withHeaders({ Subject: `CONSEGNA: ${LONG.slice(0, 20)}` }, subject(LONG)), ''],
    ['nineteen letters of a long one', withHeaders({ Subject: `CONSEGNA: ${LONG.slice(0, 18)}x` }, subject(LONG)), 'subject-mismatch'],
    [
      'fewer than twenty letters of a long one',
      withHeaders({ Subject: `CONSEGNA: ${LONG.slice(0, 16)}` }, subject(LONG)),
      'subject-mismatch',
    ],
    ['more than sixty certified letters', withHeaders({ Subject: `CONSEGNA: ${LONG} e altro` }, subject(LONG)), ''],
    ['exactly sixty certified letters and more', withHeaders({ Subject: `CONSEGNA: ${LONG}` }, subject(LONG.slice(0, 60))), ''],
    [
      'fifty-nine certified letters and more',
      withHeaders({ Subject: `CONSEGNA: ${LONG}` }, subject(LONG.slice(0, 59))),
      'subject-mismatch',
    ],
  ])('%s', async (_, options, notes) => {
    expect(await answer(options)).toBe(notes);
  });
});

describe('from whom it seems to come', () => {
  const from = (name: string, kind: PecOptions['kind'] = 'avvenuta-consegna') => withHeaders({ From: `${name} <${SERVICE}>` }, { kind });

  it.each<[string, Partial<PecOptions>, string]>([
    ['no name', from(''), ''],
    ['no name, on an envelope', from('', 'posta-certificata'), ''],
    ['no From at all, which the frame answers for', withHeaders({ From: null }, { kind: 'posta-certificata' }), ''],
    ['a name without an address, on a receipt', from('Posta Certificata'), ''],
    ['a name without an address, on an envelope', from('Posta Certificata', 'posta-certificata'), 'sender-mismatch'],
    ['the service itself', from(`"${SERVICE}"`), ''],
    ['the certified sender, on a receipt', from('"studio@pec.alfa.example"'), ''],
    ['another sender, on a receipt', from('"ladro@posta.example"'), 'sender-mismatch'],
    ['the service and another sender', from(`"${SERVICE} ladro@posta.example"`), 'sender-mismatch'],
    ['on behalf of the certified sender', from('"Per conto di: STUDIO@pec.alfa.example"', 'posta-certificata'), ''],
    ['on behalf of nobody', from('"Per conto di"'), 'sender-mismatch'],
    ['on behalf of both', from('"Per conto di: studio@pec.alfa.example, ladro@posta.example"'), 'sender-mismatch'],
  ])('%s', async (_, options, notes) => {
    expect(await answer(options)).toBe(notes);
  });

  it('an answer would go to somebody else', async () => {
    const reply = (value: string, kind: PecOptions['kind']) => answer(withHeaders({ 'Reply-To': value }, { kind }));
    expect(await reply('STUDIO@pec.alfa.example', 'posta-certificata')).toBe('');
    expect(await reply('ladro@posta.example', 'posta-certificata')).toBe('reply-differs');
    expect(await reply('studio@pec.alfa.example, ladro@posta.example', 'posta-certificata')).toBe('reply-differs');
    expect(await reply('ladro@posta.example', 'avvenuta-consegna')).toBe('');
    const certified = { kind: 'posta-certificata', daticert: { replyTo: 'segreteria@pec.alfa.example' } } as const;
    expect(await answer(withHeaders({ 'Reply-To': 'Segreteria <segreteria@PEC.alfa.example>' }, certified))).toBe('');
  });

  it('tells at most three hundred characters of what it found', async () => {
    const report = await judge(withHeaders({ Subject: `CONSEGNA: ${'y'.repeat(400)}` }));
    expect(resultOf(report, 'header-agreement').facts).toMatchObject({ header: 'subject', found: `CONSEGNA: ${'y'.repeat(290)}` });
  });

  it('a header that stands there twice', async () => {
    const report = await judge({ tamper: { headers: (headers) => [...headers, ['Subject', 'x']] } });
    expect(resultOf(report, 'header-agreement')).toMatchObject({
      reason: 'header-agreement.repeated-header',
      facts: { header: 'subject' },
    });
  });
});
