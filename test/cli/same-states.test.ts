// Every scenario of the test set, read by the command line, by the pure rules and by the stored ledger: the same states of everybody.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../lib/cli/run-command';
import type { LedgerRecipient, MessageState } from '../../lib/ledger/ledger-message';
import { openLedger } from '../../lib/ledger/store';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';
import { buildSource } from '../bundle/build-source';
import { type Authority, createAuthority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';
import { startProvider } from '../provider/start-provider';

const NOW = '2026-09-21T08:00:00Z';
const SENDER = 'studio@pec.alfa.example';

type Scenario = {
  name: string;
  from?: string;
  to: string[];
  cc?: string[];
  subject?: string;
  receiptType?: string;
  /** Whose mailbox alone is read; left out for both sides. */
  readBy?: 'recipients';
  /** Of the message; `accepted` where it is left out. */
  state?: MessageState;
  states: string[];
};

const NONE_DUE = ['no-proof-due', 'no-proof-due'];

const SCENARIOS: Scenario[] = [
  { name: 'everybody', to: ['uno@pec.beta.example', 'x@posta.example'], states: ['delivered completa', 'no-proof-due'] },
  { name: 'brief', to: ['uno@pec.beta.example'], receiptType: 'breve', states: ['delivered breve'] },
  { name: 'summary', to: ['uno@pec.beta.example'], receiptType: 'sintetica', states: ['delivered sintetica'] },
  { name: 'copy', to: ['uno@pec.alfa.example'], cc: ['due@pec.beta.example'], states: ['delivered completa', 'delivered sintetica'] },
  { name: 'unknown', to: ['sconosciuto@pec.beta.example'], states: ['not-delivered 5.1.1'] },
  { name: 'full', to: ['piena@pec.alfa.example', 'uno@pec.alfa.example'], states: ['not-delivered 5.2.2', 'delivered completa'] },
  { name: 'virus', to: ['virus@pec.beta.example'], states: ['not-delivered 5.5.1'] },
  { name: 'late', to: ['lento12@pec.beta.example'], states: ['warned 4.4.1'] },
  { name: 'too late', to: ['lento24@pec.beta.example'], states: ['not-delivered 5.4.1'] },
  { name: 'late, then there', to: ['tardi12@pec.alfa.example'], states: ['delivered completa'] },
  { name: 'later than the last notice', to: ['tardi24@pec.alfa.example'], states: ['delivered completa'] },
  { name: 'contradicted', to: ['contraddetta@pec.beta.example'], states: ['delivered completa contradicted'] },
  { name: 'unknown domain', to: ['uno@pec.beta.example', 'x@dominio.invalid'], states: ['delivered completa', 'not-delivered 5.1.2'] },
  { name: 'received', to: ['uno@pec.beta.example', 'x@posta.example'], readBy: 'recipients', state: 'received', states: NONE_DUE },
  { name: 'from an ordinary address', from: 'mario@posta.example', to: ['uno@pec.beta.example'], state: 'received', states: [] },
  { name: 'silent', to: ['muto@pec.beta.example'], states: ['waiting'] },
  { name: 'refused', to: ['uno@pec.beta.example'], subject: '[formale] x', state: 'not-accepted', states: ['not-delivered'] },
  {
    name: 'refused for a virus',
    to: ['uno@pec.beta.example'],
    subject: '[virus] x',
    state: 'not-accepted',
    states: ['not-delivered 5.5.1'],
  },
];

/** What reaches the mailboxes of sender and recipients, without what providers tell each other. */
const send = async (scenario: Scenario, authority: Authority): Promise<Uint8Array[]> => {
  const { name, from = SENDER, to, cc = [], subject = 'Diffida', receiptType, readBy } = scenario;
  let hours = 0;
  const provider = await startProvider({
    smtpPort: 0,
    authority,
    // Each piece an hour after the one before: what comes at the same instant contradicts what it should supersede.
    clock: () => new Date(Date.parse('2026-09-19T13:41:19Z') + hours++ * 3_600_000),
    hourMs: 1,
    deliver: async () => undefined,
  });
  try {
    await createTransport({ host: '127.0.0.1', port: provider.smtpPort, secure: false }).sendMail({
      from,
      to,
      cc,
      subject,
      text: 'Buongiorno',
      messageId: `<${name.replaceAll(/[^a-z]/g, '-')}@client.example>`,
      attachments: [{ filename: 'atto.pdf', content: Buffer.from('%PDF-1.4 di prova') }],
      headers: receiptType === undefined ? {} : { 'X-TipoRicevuta': receiptType },
    });
    await provider.settled();
    const isRead = (mailbox: string): boolean => (readBy === undefined ? !mailbox.startsWith('posta-certificata@') : to.includes(mailbox));
    return provider.events.filter(({ mailbox }) => isRead(mailbox)).map(({ bytes }) => bytes);
  } finally {
    await provider.stop();
  }
};

type Row = {
  identifier: string;
  state: string;
  recipients: Pick<LedgerRecipient, 'address' | 'type' | 'state' | 'at' | 'errorCode' | 'receipt' | 'contradicted'>[];
};

const toState = ({ identifier, state, recipients }: Row): Row => ({
  identifier,
  state,
  recipients: recipients.map(({ address, type, state: reached, at, errorCode, receipt, contradicted }) => ({
    ...{ address, type, state: reached, at, errorCode, receipt, contradicted },
  })),
});

const byIdentifier = (a: Row, b: Row): number => (a.identifier < b.identifier ? -1 : 1);

let folder: string;
let authority: Authority;
let trust: TrustStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-states-'));
  authority = await createAuthority();
  trust = await createTrustStore([authority.root.certificate.der]);
  await writeFile(join(folder, 'root.pem'), authority.root.certificate.pem);
});

afterAll(() => rm(folder, { recursive: true }));

const readByCommand = async (messages: readonly Uint8Array[]): Promise<Row[]> => {
  const box = await mkdtemp(join(folder, 'box-'));
  for (const [index, bytes] of messages.entries()) await writeFile(join(box, `${index}.eml`), bytes);
  const lines: string[] = [];
  const words = ['ledger', '--json', '--trust', join(folder, 'root.pem'), box];
  await runCommand(words, { out: (text) => void lines.push(text), err: () => undefined, lang: 'it', now: NOW });
  return lines.map((line) => toState(JSON.parse(line)));
};

/** Recorded last to first, as a mailbox that shows the newest on top would. */
const readByLedger = async (messages: readonly Uint8Array[], identifiers: readonly string[]): Promise<Row[]> => {
  const ledger = openLedger({ name: 'states', indexedDB: new IDBFactory(), IDBKeyRange });
  for (const bytes of messages.toReversed()) {
    const report = await verifyMessage(bytes, { trust, now: NOW });
    await ledger.record({ bytes, report, origin: 'webmail', recordedAt: NOW, shownSubject: null });
  }
  const rows = await Promise.all(identifiers.map((identifier) => ledger.message(identifier, NOW)));
  ledger.close();
  return rows.flatMap((row) => (row === undefined ? [] : [toState(row)]));
};

const expectSame = async (messages: readonly Uint8Array[]): Promise<Awaited<ReturnType<typeof buildSource>>['rows']> => {
  const { rows } = await buildSource(messages, authority.root.certificate.der);
  const pure = rows.map(({ message }) => toState(message)).sort(byIdentifier);
  expect((await readByCommand(messages)).sort(byIdentifier)).toEqual(pure);
  expect(
    await readByLedger(
      messages,
      pure.map(({ identifier }) => identifier),
    ),
  ).toEqual(pure);
  return rows;
};

it.each(SCENARIOS)('$name', async (scenario) => {
  const rows = await expectSame(await send(scenario, authority));
  // An ordinary recipient's envelope is of the same message.
  expect(rows).toHaveLength(1);
  expect(rows[0]?.message.state).toBe(scenario.state ?? 'accepted');
  const told = rows[0]?.message.recipients.map(({ state, receipt, errorCode, contradicted }) =>
    [state, receipt ?? errorCode, contradicted ? 'contradicted' : null].filter((word) => word !== null).join(' '),
  );
  expect(told).toEqual(scenario.states);
});

it('the sample story', async () => {
  const rows = await expectSame((await createSampleSet({ authority, now: new Date(NOW) })).map(({ bytes }) => bytes));
  expect(rows).toHaveLength(5);
});
