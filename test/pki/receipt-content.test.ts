// Each kind has the headers, the certification data and the original that the rules give it.
import { beforeAll, expect, test } from 'vitest';
import { createAuthority } from './authority';
import { issueProvider, type Provider } from './issue-provider';
import { toOctets } from './mime-text';
import { PEC_VARIANTS } from './pec-kinds';
import { type PecOptions, signPec } from './sign-pec';
import { createTransmission } from './transmission';

const CLOCK = new Date('2026-09-19T13:41:19Z');
const SERVICE = 'posta-certificata@posta.beta-gestore.example';
const SENDER = 'studio@pec.alfa.example';
const ON_BEHALF = `"Per conto di: ${SENDER}" <${SERVICE}>`;

let provider: Provider;

beforeAll(async () => {
  provider = await issueProvider(await createAuthority(), { host: 'posta.beta-gestore.example' });
});

const transmission = createTransmission({
  host: 'posta.alfa-gestore.example',
  subject: 'Però',
  recipients: [
    { address: 'protocollo@pec.beta.example', type: 'certificato', field: 'to' },
    { address: 'cliente@posta.example', type: 'esterno', field: 'cc' },
  ],
});

/** Octets of the message, its daticert.xml decoded; '' when it has none. */
const build = async (options: Partial<PecOptions>): Promise<{ text: string; xml: string }> => {
  const text = toOctets(await signPec({ provider, kind: 'accettazione', clock: CLOCK, transmission, ...options }));
  const encoded = /name="daticert.xml"[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--/.exec(text)?.[1] ?? '';
  return { text, xml: Buffer.from(encoded, 'base64').toString('utf8') };
};

const headersOf = (text: string): Record<string, string> =>
  Object.fromEntries((text.split('\r\n\r\n')[0] ?? '').split('\r\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));

const SUBJECT = '=?UTF-8?B?UGVyw7I=?=';

/** Per variant: subject prefix, From, To, and the X- headers of its kind. */
const EXPECTED: Record<string, [prefix: string, from: string, to: string, own: Record<string, string>]> = {
  accettazione: ['ACCETTAZIONE: ', SERVICE, SENDER, { 'X-Ricevuta': 'accettazione' }],
  'non-accettazione': ['AVVISO DI NON ACCETTAZIONE: ', SERVICE, SENDER, { 'X-Ricevuta': 'non-accettazione' }],
  'non-accettazione-virus': [
    'AVVISO DI NON ACCETTAZIONE PER VIRUS: ',
    SERVICE,
    SENDER,
    { 'X-Ricevuta': 'non-accettazione', 'X-VerificaSicurezza': 'errore' },
  ],
  'presa-in-carico': ['PRESA IN CARICO: ', SERVICE, 'posta-certificata@posta.alfa-gestore.example', { 'X-Ricevuta': 'presa-in-carico' }],
  'avvenuta-consegna-completa': ['CONSEGNA: ', SERVICE, SENDER, { 'X-Ricevuta': 'avvenuta-consegna' }],
  'avvenuta-consegna-breve': ['CONSEGNA: ', SERVICE, SENDER, { 'X-Ricevuta': 'avvenuta-consegna' }],
  'avvenuta-consegna-sintetica': ['CONSEGNA: ', SERVICE, SENDER, { 'X-Ricevuta': 'avvenuta-consegna' }],
  'posta-certificata': [
    'POSTA CERTIFICATA: ',
    ON_BEHALF,
    'protocollo@pec.beta.example',
    { 'X-Trasporto': 'posta-certificata', 'X-Tiporicevuta': 'completa', 'Reply-To': SENDER, Cc: 'cliente@posta.example' },
  ],
  'errore-consegna-inesistente': ['AVVISO DI MANCATA CONSEGNA: ', SERVICE, SENDER, { 'X-Ricevuta': 'errore-consegna' }],
  'errore-consegna-piena': ['AVVISO DI MANCATA CONSEGNA: ', SERVICE, SENDER, { 'X-Ricevuta': 'errore-consegna' }],
  'errore-consegna-dominio': ['AVVISO DI MANCATA CONSEGNA: ', SERVICE, SENDER, { 'X-Ricevuta': 'errore-consegna' }],
  'errore-consegna-virus': [
    'AVVISO DI MANCATA CONSEGNA PER VIRUS: ',
    SERVICE,
    SENDER,
    { 'X-Ricevuta': 'errore-consegna', 'X-VerificaSicurezza': 'errore' },
  ],
  'preavviso-12-ore': [
    'AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO: ',
    SERVICE,
    SENDER,
    { 'X-Ricevuta': 'preavviso-errore-consegna' },
  ],
  'preavviso-24-ore': [
    'AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO: ',
    SERVICE,
    SENDER,
    { 'X-Ricevuta': 'preavviso-errore-consegna' },
  ],
  'rilevazione-virus': [
    'PROBLEMA DI SICUREZZA: ',
    SERVICE,
    'posta-certificata@posta.alfa-gestore.example',
    { 'X-Ricevuta': 'rilevazione-virus', 'X-Mittente': SENDER },
  ],
  anomalia: ['ANOMALIA MESSAGGIO: ', ON_BEHALF, 'protocollo@pec.beta.example', { 'X-Trasporto': 'errore', Cc: 'cliente@posta.example' }],
};

const OWN_NAMES = ['X-Ricevuta', 'X-Trasporto', 'X-VerificaSicurezza', 'X-Mittente', 'X-Tiporicevuta', 'Reply-To', 'Cc'];

test.each(PEC_VARIANTS)('$name has its own headers and no others', async ({ name, ...variant }) => {
  const headers = headersOf((await build(variant)).text);
  const [prefix, from, to, own] = EXPECTED[name] ?? ['', '', '', {}];
  expect(headers).toMatchObject({ Subject: prefix + SUBJECT, From: from, To: to });
  expect(Object.fromEntries(OWN_NAMES.flatMap((key) => (headers[key] === undefined ? [] : [[key, headers[key]]])))).toEqual(own);
  expect(headers['X-Riferimento-Message-ID']).toBe(variant.kind === 'anomalia' ? undefined : `<${transmission.messageId}>`);
});

test.each(PEC_VARIANTS)('$name carries data and original when they are due', async ({ name: _name, ...variant }) => {
  const { text, xml } = await build(variant);
  const carries = ['posta-certificata', 'anomalia'].includes(variant.kind) || ['completa', 'breve'].includes(variant.receiptType ?? '');
  expect(text.includes('name="postacert.eml"')).toBe(carries);
  if (variant.kind === 'anomalia') {
    expect(xml).toBe('');
    return;
  }
  expect(xml).toContain(`<postacert tipo="${variant.kind}" errore="`);
  expect(xml).toContain('<destinatari tipo="esterno">cliente@posta.example</destinatari>');
  expect(xml).toContain('<oggetto>Però</oggetto>');
  expect(xml).toContain(`<identificativo>${transmission.identifier}</identificativo>`);
  expect(xml.includes('<consegna>')).toBe(/consegna|virus/.test(variant.kind));
  expect(xml.includes('<ricevuta ')).toBe(['posta-certificata', 'avvenuta-consegna'].includes(variant.kind));
});

test.each([
  ['unknown-mailbox', 'openpec', 'no-dest', '5.1.1 - Beta Gestore S.r.l. - indirizzo non valido'],
  ['unknown-mailbox', 'javamail', 'altro', '5.1.1 - Beta Gestore S.r.l. - indirizzo non valido'],
  ['mailbox-full', 'openpec', 'altro', '5.2.2 - Beta Gestore S.r.l. - casella piena'],
  ['virus', 'openpec', 'virus', '5.5.1 - Beta Gestore S.r.l. - presenza di un virus nel messaggio'],
] as const)('errore-consegna for %s in %s says %s and %s', async (reason, layout, error, extended) => {
  const { xml } = await build({ kind: 'errore-consegna', reason, layout });
  expect(xml).toContain(`errore="${error}"`);
  expect(xml).toContain(`<errore-esteso>${extended}</errore-esteso>`);
});

test("the original of an envelope bears the provider's identifier and keeps the client's", async () => {
  const { text } = await build({ kind: 'posta-certificata' });
  const inner = text.slice(text.indexOf('name="postacert.eml"'));
  expect(text.match(new RegExp(`^Message-ID: <${transmission.identifier}>\r$`, 'gm'))).toHaveLength(2);
  expect(inner).toContain(`X-Riferimento-Message-ID: <${transmission.messageId}>\r\n`);
  expect(inner).not.toContain(`\r\nMessage-ID: <${transmission.messageId}>`);
});

test('the anomaly envelope carries the message as it came', async () => {
  const { text } = await build({ kind: 'anomalia' });
  expect(text).toContain(toOctets(transmission.original));
});
