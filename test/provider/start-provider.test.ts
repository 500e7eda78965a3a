// Drives the test provider over real SMTP and asks openssl about every message that it signs.
import { createTransport } from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import { createAuthority } from '../pki/authority';
import { toOctets } from '../pki/mime-text';
import { verifyWithOpenssl } from '../pki/openssl';
import { type ProviderEvent, type RunningProvider, startProvider } from './start-provider';

const NOW = new Date('2026-09-19T13:41:19Z');
const SENDER = 'studio@pec.alfa.example';
const ALFA = 'posta.alfa-gestore.example';
const BETA = 'posta.beta-gestore.example';

type Mail = {
  from?: string;
  to: string[];
  cc?: string[];
  subject?: string;
  headers?: Record<string, string>;
  envelope?: { from: string; to: string[] };
};

let running: RunningProvider | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

/** Sends one mail and gives back all that was delivered for it, in order. */
const send = async (mail: Mail, hourMs = 1): Promise<ProviderEvent[]> => {
  const inboxes: string[] = [];
  running = await startProvider({
    smtpPort: 21_000,
    authority: await createAuthority(),
    clock: () => NOW,
    hourMs,
    deliver: async (mailbox, _bytes, folder) => void inboxes.push(`${mailbox} ${folder}`),
  });
  const transport = createTransport({ host: '127.0.0.1', port: running.smtpPort, secure: false });
  const attachments = [{ filename: 'atto.pdf', content: Buffer.from('%PDF-1.4 di prova') }];
  await transport.sendMail({
    from: SENDER,
    subject: 'Diffida è qui',
    text: 'Buongiorno',
    attachments,
    messageId: '<m0@client.example>',
    ...mail,
  });
  await running.settled();
  expect(inboxes).toEqual(running.events.map(({ mailbox }) => `${mailbox} INBOX`));
  return [...running.events];
};

const summary = (events: readonly ProviderEvent[]): string[] =>
  events.map(({ kind, mailbox, signer, delivery }) => [kind, mailbox, signer, delivery ?? '-'].join(' '));

const expectAllSigned = async (events: readonly ProviderEvent[]): Promise<void> => {
  for (const { kind, bytes } of events) {
    const { valid } = await verifyWithOpenssl(bytes, running?.rootPem ?? '', NOW);
    expect({ kind, valid }).toEqual({ kind, valid: kind !== 'ordinary' });
  }
};

const daticertOf = ({ bytes }: ProviderEvent): string => {
  const encoded = /name="daticert.xml"[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--/.exec(toOctets(bytes))?.[1] ?? '';
  return Buffer.from(encoded, 'base64').toString('utf8');
};

test('two certified recipients and an ordinary one get what is due', async () => {
  const events = await send({ to: ['uno@pec.alfa.example', 'Due@pec.beta.example'], cc: ['cliente@posta.example'] });
  expect(summary(events)).toEqual([
    `accettazione ${SENDER} ${ALFA} -`,
    `posta-certificata uno@pec.alfa.example ${ALFA} -`,
    `avvenuta-consegna ${SENDER} ${ALFA} uno@pec.alfa.example`,
    `presa-in-carico posta-certificata@${ALFA} ${BETA} Due@pec.beta.example`,
    `posta-certificata Due@pec.beta.example ${ALFA} -`,
    `avvenuta-consegna ${SENDER} ${BETA} Due@pec.beta.example`,
    `posta-certificata cliente@posta.example ${ALFA} -`,
  ]);
  await expectAllSigned(events);
  expect(new Set(events.map(({ identifier }) => identifier)).size).toBe(1);
  expect(events[0]?.identifier).toMatch(/^jpec\d+\.20260919154119\..*@posta\.alfa-gestore\.example$/);
  for (const event of events) {
    const xml = daticertOf(event);
    expect(xml).toContain('<destinatari tipo="certificato">uno@pec.alfa.example</destinatari>');
    expect(xml).toContain('<destinatari tipo="esterno">cliente@posta.example</destinatari>');
    expect(xml).toContain('<oggetto>Diffida è qui</oggetto>');
    expect(xml).toContain('<msgid>&lt;m0@client.example&gt;</msgid>');
  }
});

test.each([
  ['completa', Buffer.from('%PDF-1.4 di prova').toString('base64'), true],
  ['breve', 'atto.pdf.hash"', true],
  ['sintetica', 'atto.pdf', false],
])('X-TipoRicevuta %s is honoured for To, and Cc gets sintetica', async (type, marker, carries) => {
  const events = await send({
    to: ['uno@pec.beta.example'],
    cc: ['due@pec.beta.example'],
    headers: { 'X-TipoRicevuta': type },
  });
  const receipts = events.filter(({ kind }) => kind === 'avvenuta-consegna');
  expect(receipts.map((event) => /<ricevuta tipo="(\w+)"/.exec(daticertOf(event))?.[1])).toEqual([type, 'sintetica']);
  expect(receipts.map(({ bytes }) => toOctets(bytes).includes('postacert.eml"'))).toEqual([carries, false]);
  expect(toOctets(receipts[0]?.bytes ?? new Uint8Array()).includes(marker)).toBe(carries);
  await expectAllSigned(events);
});

test.each([
  ['sconosciuto@pec.beta.example', BETA, 'no-dest', '5.1.1'],
  ['sconosciuto@pec.alfa.example', ALFA, 'altro', '5.1.1'],
  ['piena@pec.beta.example', BETA, 'altro', '5.2.2'],
  ['chiunque@dominio.invalid', ALFA, 'no-dominio', '5.1.2'],
])('%s is refused by %s with %s, %s', async (address, signer, error, code) => {
  const events = await send({ to: [address] });
  const failure = events.at(-1);
  expect(failure).toMatchObject({ kind: 'errore-consegna', mailbox: SENDER, signer, delivery: address });
  const xml = failure ? daticertOf(failure) : '';
  expect(xml).toContain(`errore="${error}"`);
  expect(xml).toContain(`<errore-esteso>${code} - `);
  expect(events.some(({ kind }) => kind === 'avvenuta-consegna' || kind === 'posta-certificata')).toBe(false);
  await expectAllSigned(events);
});

test("a virus found by the recipient's provider comes back through the sender's", async () => {
  const events = await send({ to: ['virus@pec.beta.example'] });
  expect(summary(events)).toEqual([
    `accettazione ${SENDER} ${ALFA} -`,
    `rilevazione-virus posta-certificata@${ALFA} ${BETA} virus@pec.beta.example`,
    `errore-consegna ${SENDER} ${ALFA} virus@pec.beta.example`,
  ]);
  expect(toOctets(events[2]?.bytes ?? new Uint8Array())).toContain('\r\nX-VerificaSicurezza: errore\r\n');
  await expectAllSigned(events);
});

const NOTICE = `preavviso-errore-consegna ${SENDER} ${ALFA}`;

test.each([
  ['lento12@pec.beta.example', [`${NOTICE} lento12@pec.beta.example`], ['4.4.1']],
  ['lento24@pec.beta.example', [`${NOTICE} lento24@pec.beta.example`, `${NOTICE} lento24@pec.beta.example`], ['4.4.1', '5.4.1']],
  ['muto@pec.beta.example', [], []],
])('%s is late', async (address, notices, codes) => {
  const events = await send({ to: [address] });
  expect(summary(events)).toEqual([`accettazione ${SENDER} ${ALFA} -`, ...notices]);
  expect(events.slice(1).map((event) => /<errore-esteso>([\d.]+)/.exec(daticertOf(event))?.[1])).toEqual(codes);
  await expectAllSigned(events);
});

test('tardi12 is late and then delivered', async () => {
  const events = await send({ to: ['tardi12@pec.alfa.example'] });
  expect(events.map(({ kind }) => kind)).toEqual(['accettazione', 'preavviso-errore-consegna', 'posta-certificata', 'avvenuta-consegna']);
  await expectAllSigned(events);
});

const REFUSED: [why: string, mail: Mail, error: string][] = [
  [
    'a hidden recipient',
    { to: ['uno@pec.beta.example'], envelope: { from: SENDER, to: ['uno@pec.beta.example', 'ombra@pec.beta.example'] } },
    'altro',
  ],
  [
    'a sender other than the one who logged in',
    { from: 'altro@pec.alfa.example', to: ['uno@pec.beta.example'], envelope: { from: SENDER, to: ['uno@pec.beta.example'] } },
    'altro',
  ],
  ['a subject that asks for it', { to: ['uno@pec.beta.example'], subject: '[formale] x' }, 'altro'],
  ['a virus', { to: ['uno@pec.beta.example'], subject: '[virus] x' }, 'virus'],
];

test.each(REFUSED)('%s is not accepted', async (_why, mail, error) => {
  const events = await send(mail);
  expect(summary(events)).toEqual([`non-accettazione ${SENDER} ${ALFA} -`]);
  expect(events.map(daticertOf)[0]).toContain(`errore="${error}"`);
  await expectAllSigned(events);
});

test('ordinary mail reaches a PEC box in an anomaly envelope, and an ordinary box as it is', async () => {
  const events = await send({ from: 'cliente@posta.example', to: ['uno@pec.beta.example', 'amico@posta.example'] });
  expect(summary(events)).toEqual([`anomalia uno@pec.beta.example ${BETA} -`, 'ordinary amico@posta.example  -']);
  expect(events.map(daticertOf)).toEqual(['', '']);
  await expectAllSigned(events);
});

test('a mailbox that refuses is reported, and the rest is still delivered', async () => {
  const delivered: string[] = [];
  running = await startProvider({
    smtpPort: 21_000,
    clock: () => NOW,
    deliver: async (mailbox) => {
      if (mailbox === SENDER) throw new Error('box closed');
      delivered.push(mailbox);
    },
  });
  const transport = createTransport({ host: '127.0.0.1', port: 21_000, secure: false });
  await transport.sendMail({ from: SENDER, to: 'uno@pec.alfa.example', subject: 'x', text: 'x' });
  await expect(running.settled()).rejects.toMatchObject({ errors: [{ message: 'box closed' }, { message: 'box closed' }] });
  expect(delivered).toEqual(['uno@pec.alfa.example']);
});

test('stopping drops the notices to come', async () => {
  const service = await startProvider({ smtpPort: 21_000, clock: () => NOW, hourMs: 60_000, deliver: async () => undefined });
  const transport = createTransport({ host: '127.0.0.1', port: 21_000, secure: false });
  await transport.sendMail({ from: SENDER, to: 'lento12@pec.beta.example', subject: 'x', text: 'x' });
  await service.stop();
  await service.settled();
  expect(service.events.map(({ kind }) => kind)).toEqual(['accettazione']);
});
