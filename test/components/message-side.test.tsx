// @vitest-environment jsdom
// Beside a message: its deadlines, what proves it, the letter for the log, causes and rules in words.
import { describe, expect, it } from 'vitest';
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import type { CheckResult } from '../../lib/verify/report';
import type { LedgerPageProps } from '../../lib/view';
import { toKey } from '../../lib/wording';
import { click, draw, findButton, MESSAGES, recordActions, textOf, WORDING } from './draw';
import { createMessage, createRecipient } from './sample-data';
import { LEDGER } from './sample-ledger';
import { CAUSES, READINESS } from './told-texts';
import { Ledger } from './views';

const NOW = '2026-09-21T14:00:00Z';

const open = (message: LedgerMessage, change: Partial<LedgerPageProps> = {}): HTMLElement =>
  draw(<Ledger selected={message} now={NOW} {...change} />).querySelector('.side') as HTMLElement;

const sectionOf = (side: HTMLElement, title: string): Element | null =>
  [...side.querySelectorAll('.beside')].find((section) => textOf(section).startsWith(title)) ?? null;

const waiting = createMessage({
  recipients: [createRecipient(), createRecipient({ address: 'muto@pec.example', state: 'waiting', at: null, evidence: [] })],
  attention: ['waiting-too-long'],
});

describe('deadlines', () => {
  it('stand with date, zone and time left or gone, each with its rule', () => {
    const section = sectionOf(open(waiting), 'Scadenze');
    const items = [...(section?.querySelectorAll('li') ?? [])].map(textOf);
    expect(items[0]).toContain('entro 20/09/2026 03:41:19 +02:00passata da 36 h, e manca ancora');
    expect(items[1]).toContain('20/09/2026 15:41:19 +02:00passata da 24 h, e manca ancora');
    expect(items[2]).toContain('30/10/2028tra 25 mesi');
    expect(items[3]).toContain('19/03/2029tra 29 mesi');
    expect(items.every((item) => item.includes('Fonte'))).toBe(true);
    expect(items[3]).toContain('DPR 68/2005, art. 11');
  });

  it('say what came, and that an expired certificate is normal', () => {
    const done = createMessage({ recipients: [createRecipient()] });
    expect(textOf(sectionOf(open(done), 'Scadenze'))).toContain('15:41:19 +02:00arrivato');
    const late = textOf(sectionOf(open(done, { now: '2029-06-30T00:00:00Z' }), 'Scadenze'));
    expect(late).toContain('scaduti da 7 mesi: è normale, le ricevute restano autentiche');
    expect(late).toContain('non serve: le ricevute ci sono');
  });

  it('are none for what certifies nothing', () => {
    expect(sectionOf(open(LEDGER[6] as LedgerMessage), 'Scadenze')).toBeNull();
  });
});

describe('what proves it', () => {
  it('lists what is there and what is missing, with its next step', () => {
    const text = textOf(sectionOf(open(waiting), 'Come lo dimostro'));
    expect(text).toContain('Alcune prove mancano o non sono confrontate');
    expect(text).toContain('A posto Ricevuta di accettazione, autentica');
    expect(text).toMatch(/Manca Ricevuta di avvenuta consegna.*muto@pec\.example.*Cercala nella webmail/);
    expect(text).toMatch(/Da chiarire Contenuto consegnato uguale.*Confronta con il messaggio inviato/);
  });

  it('waits until the evidence was read, and is silent for what came to us', () => {
    expect(sectionOf(open(waiting, { evidence: [] }), 'Come lo dimostro')).toBeNull();
    expect(sectionOf(open(LEDGER[5] as LedgerMessage), 'Come lo dimostro')).toBeNull();
  });

  it('says what the receipts say of each other, and names what differs and whose they are', () => {
    const result: CheckResult = {
      ...{ check: 'original-message', status: 'failed', reason: 'original-message.hash-differs' },
      facts: { attachmentsDifferent: ['atto.pdf'], attachmentsAdded: ['b\u202efdp.exe'], headersDiffering: ['subject'] },
    };
    const contents = [
      { addresses: ['anna.verdi@pec.example'], receipts: 1, result: null },
      { addresses: ['muto@pec.example'], receipts: 1, result },
    ];
    const text = (receipts: LedgerPageProps['receipts']) => textOf(sectionOf(open(waiting, { receipts }), 'Come lo dimostro'));
    const differing = text({ contents, unclear: [], inCopy: [] });
    expect(differing).toMatch(/Manca Ricevute complete con lo stesso messaggio.*anna\.verdi@pec\.example.*muto@pec\.example/);
    expect(differing).toMatch(/Allegati diversi: atto\.pdf.*Solo in queste: b\S*U\+202E\S*fdp\.exe.*Campi diversi: oggetto/);
    const agreeing = text({ contents: contents.slice(0, 1), unclear: ['muto@pec.example'], inCopy: [] });
    expect(agreeing).toContain('A posto Le ricevute complete contengono lo stesso messaggio, allegato per allegato');
    expect(agreeing).toMatch(/Da chiarire Ricevute complete confrontate tra loro.*muto@pec\.example/);
  });

  it('gives a next step after everything that is missing or not clear, in both languages', () => {
    const told = Object.entries(READINESS).flatMap(([id, statuses]) => statuses.map((status) => `ready_${toKey(id)}_${status}`));
    for (const { text } of Object.values(WORDING))
      for (const key of told) {
        expect(text(key)).not.toBe(key);
        // A seal that came too late says what it still proves: nothing can be done about it.
        if (!key.endsWith('_ok') && key !== 'ready_sealed_unknown') expect(text(`${key}_next`)).not.toBe(`${key}_next`);
      }
    // Nothing that may stand on the list is left out above.
    for (const messages of Object.values(MESSAGES))
      expect(Object.keys(messages).filter((key) => /^ready_(?!status).*_(?:ok|missing|unknown)$/.test(key))).toEqual(told.sort());
  });
});

describe('the letter for the log', () => {
  it('is copied and saved as it is read', async () => {
    const { actions, calls } = recordActions<LedgerPageProps['actions']>();
    const side = open(waiting, { actions });
    const text = side.querySelector<HTMLTextAreaElement>('textarea:not(.note)')?.value ?? '';
    expect(text).toContain('- muto@pec.example\n');
    click(findButton(side, 'Copia'));
    click(findButton(side, 'Salva come testo'));
    expect(calls).toEqual([
      `copyText(${JSON.stringify(text)})`,
      `saveText(${JSON.stringify(`richiesta-log-${waiting.identifier}.txt`)},${JSON.stringify(text)})`,
    ]);
  });

  it.each([
    [true, 'Testo copiato negli appunti.'],
    [false, 'Copia non riuscita'],
  ])('says whether it was copied: %s', async (copied, words) => {
    const { actions } = recordActions<LedgerPageProps['actions']>();
    const side = open(waiting, { actions: { ...actions, copyText: async () => copied } });
    click(findButton(side, 'Copia'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([...side.querySelectorAll('[role="status"]')].map(textOf).join()).toContain(words);
  });

  it('is offered only where a proof is missing', () => {
    expect(sectionOf(open(LEDGER[0] as LedgerMessage), 'Chiedi il log')).toBeNull();
    expect(sectionOf(open(waiting, { now: '2029-03-20T00:00:00Z' }), 'Chiedi il log')).toBeNull();
  });
});

describe('a lane', () => {
  const laneOf = (change: Parameters<typeof createRecipient>[0], index = 1): string =>
    textOf(open(createMessage({ recipients: [createRecipient(change)] })).querySelectorAll('.lane')[index] ?? null);

  const notesOf = (change: Parameters<typeof createRecipient>[0]): string[] => {
    const side = open(createMessage({ recipients: [createRecipient({ state: 'not-delivered', ...change })] }));
    return [...(side.querySelectorAll('.lane')[1]?.querySelectorAll('.small.dim > p') ?? [])].map(textOf);
  };

  it.each(CAUSES)('says in words what %j means, what to do next, and where that is written', (cause, meaning, next, source) => {
    expect(notesOf(cause)).toEqual([`${meaning} ${next}`, `Fonte: ${source}`]);
  });

  it('says what the receipt holds, and that the hour falls into the night', () => {
    const text = laneOf({ receipt: 'breve', at: '2026-09-19T21:14:00+02:00' });
    expect(text).toContain('19/09/2026 21:14:00 +02:00');
    expect(text).toContain('Ricevuta breve');
    expect(text).toContain("L'ora di consegna è 21:14");
    expect(text).toContain('art. 147 c.p.c.');
    expect(laneOf({ receipt: 'completa' })).not.toContain('147');
  });

  it('gives a warning without meaning its bare code', () => {
    expect(laneOf({ state: 'warned', errorCode: '4.4.1' })).toMatch(/Preavviso ricevuto.*codice 4\.4\.1.*Fonte: RFC 6109/);
  });

  it('says after 24 hours that of one who was warned the outcome is missing, and counts them', () => {
    const recipients = [createRecipient(), createRecipient({ address: 'muto@pec.example', state: 'warned', errorCode: '4.4.1' })];
    const side = open(createMessage({ recipients, attention: ['waiting-too-long'] }));
    expect(textOf(side)).toContain("per 1 destinatario su 2 manca l'esito");
    expect(textOf(side)).toContain("dopo più di 24 ore non ci sono né la consegna né l'avviso definitivo");
    expect(textOf(side)).not.toContain('Entro 24 ore arriva');
    const soon = textOf(open(createMessage({ recipients, attention: ['warned'] })));
    expect(soon).toContain("Entro 24 ore arriva la consegna o l'avviso definitivo.");
  });

  it('waits for the acceptance of a noticed sending', () => {
    const sending = createMessage({
      identifier: 'sending:1',
      state: 'sent',
      acceptedAt: null,
      sentAt: '2026-09-21T13:30:00.000Z',
      evidence: [],
      provenUntil: null,
      recipients: [createRecipient({ state: 'waiting', at: null, evidence: [] })],
      attention: ['acceptance-late'],
    });
    const side = open(sending);
    expect(textOf(side.querySelector('.lane'))).toMatch(
      /^In attesa dell'accettazione Invio notato nella webmail 21\/09\/2026 13:30:00 UTC/,
    );
    expect(textOf(side)).toContain('dopo 15 minuti la ricevuta di accettazione non è ancora stata vista');
    expect(textOf(sectionOf(side, 'Scadenze'))).toContain('passata da 15 min');
  });

  it('gives the cause of a refusal once', () => {
    const refused = createMessage({
      state: 'not-accepted',
      acceptedAt: null,
      recipients: [createRecipient({ state: 'not-delivered', errorCode: '5.5.1' })],
      attention: ['not-accepted'],
    });
    expect(textOf(open(refused)).match(/Virus trovato/g)).toHaveLength(1);
  });
});
