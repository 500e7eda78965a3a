// A small believable story in signed messages: for screenshots and for the example messages of the ledger page.
import { type Authority, createAuthority } from './authority';
import { issueProvider, type Provider } from './issue-provider';
import { toBytes } from './mime-text';
import type { PecKind, Reason } from './pec-kinds';
import { signPec } from './sign-pec';
import { createTransmission, type Recipient, type Transmission } from './transmission';

export type Sample = { name: string; bytes: Uint8Array; group: 'notifica' | 'casella-piena' | 'in-attesa' | 'falsa' | 'ricevuta' };

export type SampleOptions = {
  authority?: Authority;
  /** The story ends shortly before this instant. */
  now?: Date;
};

const HOUR_MS = 3_600_000;

const recipient = (address: string, field: 'to' | 'cc' = 'to'): Recipient => ({
  address,
  field,
  type: address.includes('@pec.') ? 'certificato' : 'esterno',
});

type Story = { alfa: Provider; beta: Provider; at: (hoursAgo: number, seconds?: number) => Date };

type Entry = { name: string; group: Sample['group']; signer: Provider; kind: PecKind; transmission: Transmission; clock: Date } & {
  delivery?: string;
  reason?: Reason;
};

const sent = ({ alfa, at }: Story, hoursAgo: number, subject: string, recipients: readonly Recipient[], text: string): Transmission =>
  createTransmission({
    sender: 'avv.ferri@pec.alfa.example',
    host: alfa.host,
    layout: 'javamail',
    subject,
    recipients,
    text,
    acceptedAt: at(hoursAgo),
    messageId: `${subject.toLowerCase().replace(/[^a-z]+/g, '-')}@studio-ferri.example`,
  });

const sentEntries = (story: Story): Entry[] => {
  const { alfa, beta, at } = story;
  const notice = sent(
    story,
    52,
    'Notificazione ai sensi della legge n. 53 del 1994',
    [recipient('cancelleria@pec.beta.example'), recipient('studio.marini@pec.alfa.example'), recipient('cliente@posta.example', 'cc')],
    "Si notifica l'atto allegato con la relativa relazione.\n\nAvv. Ferri\n",
  );
  const full = sent(
    story,
    27,
    'Sollecito di pagamento, fattura 118',
    [recipient('piena@pec.beta.example')],
    'Si sollecita il saldo della fattura 118.\n',
  );
  const waiting = sent(
    story,
    2,
    'Richiesta di accesso agli atti',
    [recipient('protocollo@pec.beta.example')],
    'Si chiede copia degli atti in oggetto.\n',
  );
  return [
    { name: 'notifica-accettazione', group: 'notifica', signer: alfa, kind: 'accettazione', transmission: notice, clock: at(52) },
    ...(['cancelleria@pec.beta.example', 'studio.marini@pec.alfa.example'] as const).map(
      (delivery, index): Entry => ({
        name: `notifica-consegna-${index + 1}`,
        group: 'notifica',
        signer: index === 0 ? beta : alfa,
        kind: 'avvenuta-consegna',
        transmission: notice,
        delivery,
        clock: at(52, 3 + index),
      }),
    ),
    { name: 'sollecito-accettazione', group: 'casella-piena', signer: alfa, kind: 'accettazione', transmission: full, clock: at(27) },
    {
      name: 'sollecito-mancata-consegna',
      group: 'casella-piena',
      signer: beta,
      kind: 'errore-consegna',
      reason: 'mailbox-full',
      transmission: full,
      delivery: 'piena@pec.beta.example',
      clock: at(27, 6),
    },
    { name: 'accesso-accettazione', group: 'in-attesa', signer: alfa, kind: 'accettazione', transmission: waiting, clock: at(2) },
  ];
};

const receivedEntry = ({ beta, at }: Story): Entry => {
  const transmission = createTransmission({
    sender: 'protocollo@pec.beta.example',
    host: beta.host,
    subject: 'Convocazione del 12 ottobre',
    recipients: [recipient('avv.ferri@pec.alfa.example')],
    text: "Si convoca la S.V. per il giorno e l'ora indicati nell'allegato.\n",
    acceptedAt: at(5),
    messageId: 'convocazione@comune.example',
  });
  return { name: 'convocazione-busta', group: 'ricevuta', signer: beta, kind: 'posta-certificata', transmission, clock: at(5) };
};

const signEntry = async ({ name, group, signer, kind, transmission, clock, delivery, reason }: Entry): Promise<Sample> => {
  const layout = signer.host.includes('alfa') ? 'javamail' : 'openpec';
  const about = { ...(delivery === undefined ? {} : { delivery }), ...(reason === undefined ? {} : { reason }) };
  return { name, group, bytes: await signPec({ provider: signer, kind, transmission, clock, layout, ...about }) };
};

/** All the dress of a PEC envelope, and no signature of anybody. */
const createFake = ({ at }: Story): Sample => {
  const lines = [
    'From: "Per conto di: agenzia.riscossione@pec.beta.example" <posta-certificata@pec-beta-gestore.example>',
    'To: avv.ferri@pec.alfa.example',
    'Subject: POSTA CERTIFICATA: Cartella non pagata, ultimo avviso',
    `Date: ${at(4).toUTCString().replace('GMT', '+0000')}`,
    'Message-ID: <opec2941.20260919.00001.1.1.1@pec-beta-gestore.example>',
    'X-Trasporto: posta-certificata',
    'X-TipoRicevuta: completa',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 7bit',
    '',
    'Risulta un importo non pagato. Aprire il documento entro oggi: https://avviso.invalid/documento',
    '',
  ];
  return { name: 'falsa-cartella', group: 'falsa', bytes: toBytes(lines.join('\r\n')) };
};

export const createSampleSet = async (options: SampleOptions = {}): Promise<Sample[]> => {
  const authority = options.authority ?? (await createAuthority());
  const now = options.now ?? new Date('2026-09-21T08:00:00Z');
  const notBefore = new Date(now.getTime() - 400 * 24 * HOUR_MS);
  const [alfa, beta] = await Promise.all(
    (['posta.alfa-gestore.example', 'posta.beta-gestore.example'] as const).map((host) => issueProvider(authority, { host, notBefore })),
  );
  if (alfa === undefined || beta === undefined) throw new Error('two providers were asked for');
  const story: Story = { alfa, beta, at: (hoursAgo, seconds = 0) => new Date(now.getTime() - hoursAgo * HOUR_MS + seconds * 1000) };
  const signed = await Promise.all([...sentEntries(story), receivedEntry(story)].map(signEntry));
  return [...signed, createFake(story)];
};
