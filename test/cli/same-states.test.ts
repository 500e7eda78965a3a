// Every scenario of the test set, read by the command line, by the pure rules and by the stored ledger: the same states of everybody.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../lib/cli/run-command';
import { openLedger } from '../../lib/ledger/store';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';
import { buildSource } from '../bundle/build-source';
import { type Authority, createAuthority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';
import { startProvider } from '../provider/start-provider';

const NOW = '2026-09-21T08:00:00Z';
const SENDER = 'studio@pec.alfa.example';

type Scenario = { name: string; to: string[]; cc?: string[]; subject?: string; receiptType?: string; states: string[] };

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
  { name: 'silent', to: ['muto@pec.beta.example'], states: ['waiting'] },
  { name: 'refused', to: ['uno@pec.beta.example'], subject: '[formale] x', states: ['not-delivered'] },
  { name: 'refused for a virus', to: ['uno@pec.beta.example'], subject: '[virus] x', states: ['not-delivered 5.5.1'] },
];

/** What reaches the mailboxes of sender and recipients, without what providers tell each other. */
const send = async ({ to, cc = [], subject = 'Diffida', receiptType, name }: Scenario, authority: Authority): Promise<Uint8Array[]> => {
  const provider = await startProvider({
    smtpPort: 0,
    authority,
    clock: () => new Date('2026-09-19T13:41:19Z'),
    hourMs: 1,
    deliver: async () => undefined,
  });
  try {
    await createTransport({ host: '127.0.0.1', port: provider.smtpPort, secure: false }).sendMail({
      from: SENDER,
      to,
      cc,
      subject,
      text: 'Buongiorno',
      messageId: `<${name.replaceAll(/[^a-z]/g, '-')}@client.example>`,
      attachments: [{ filename: 'atto.pdf', content: Buffer.from('%PDF-1.4 di prova') }],
      headers: receiptType === undefined ? {} : { 'X-TipoRicevuta': receiptType },
    });
    await provider.settled();
    return provider.events.filter(({ mailbox }) => !mailbox.startsWith('posta-certificata@')).map(({ bytes }) => bytes);
  } finally {
    await provider.stop();
  }
};

type State = { identifier: string; state: string; recipients: [address: string, state: string, at: string | null, code: string | null][] };

type Row = {
  identifier: string;
  state: string;
  recipients: { address: string; state: string; at: string | null; errorCode: string | null }[];
};

const toState = ({ identifier, state, recipients }: Row): State => ({
  identifier,
  state,
  recipients: recipients.map((recipient) => [recipient.address, recipient.state, recipient.at, recipient.errorCode]),
});

const byIdentifier = (a: State, b: State): number => (a.identifier < b.identifier ? -1 : 1);

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

const readByCommand = async (messages: readonly Uint8Array[]): Promise<State[]> => {
  const box = await mkdtemp(join(folder, 'box-'));
  for (const [index, bytes] of messages.entries()) await writeFile(join(box, `${index}.eml`), bytes);
  const lines: string[] = [];
  const words = ['ledger', '--json', '--trust', join(folder, 'root.pem'), box];
  await runCommand(words, { out: (text) => void lines.push(text), err: () => undefined, lang: 'it', now: NOW });
  return lines.map((line) => toState(JSON.parse(line)));
};

/** Recorded last to first, as a mailbox that shows the newest on top would. */
const readByLedger = async (messages: readonly Uint8Array[], identifiers: readonly string[]): Promise<State[]> => {
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
  const told = rows[0]?.message.recipients.map(({ state, receipt, errorCode }) =>
    [state, receipt ?? errorCode].filter((word) => word !== null).join(' '),
  );
  expect(told).toEqual(scenario.states);
});

it('the sample story', async () => {
  const rows = await expectSame((await createSampleSet({ authority, now: new Date(NOW) })).map(({ bytes }) => bytes));
  expect(rows).toHaveLength(5);
});
