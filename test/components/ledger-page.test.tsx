// @vitest-environment jsdom
// The ledger page: what rows and timeline say, and that everything can be done with the keyboard alone.
import { describe, expect, it } from 'vitest';
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import type { LedgerSummary } from '../../lib/ledger/summary';
import type { LedgerPageProps } from '../../lib/view';
import { click, draw, findButton, press, recordActions, redraw, textOf } from './draw';
import { createMessage, createRecipient } from './sample-data';
import { ALTERED, FAKE, LEDGER, SUMMARIES } from './sample-ledger';
import { Ledger } from './views';

const SUMMARY = SUMMARIES[0] as LedgerSummary;

const rows = (root: Element): string[] => [...root.querySelectorAll('tbody tr')].map(textOf);
const at = (index: number): LedgerMessage => LEDGER[index] ?? createMessage();

const start = (selected: LedgerMessage | null = null) => {
  const { actions, calls } = recordActions<LedgerPageProps['actions']>();
  return { root: draw(<Ledger selected={selected} actions={actions} />), actions, calls };
};

describe('table', () => {
  it('has real headers and a row for each message', () => {
    const { root } = start();
    expect([...root.querySelectorAll('th[scope="col"]')].map(textOf)).toEqual([
      'Stato',
      'Inviato ▼',
      'Oggetto',
      'Destinatari',
      'Prova fino al',
    ]);
    expect(rows(root)).toHaveLength(LEDGER.length);
  });
  it('counts recipients in words and names the state of the row', () => {
    const text = rows(start().root);
    expect(text[0]).toMatch(/^completo19\/09\/2026 15:41.*3: 2 consegnati, 1 ordinario30\/10\/2028$/);
    expect(text[1]).toContain('non consegnato');
    expect(text[1]).toContain('Casella piena (5.2.2)');
    expect(text[2]).toMatch(/in attesa da 37 h.*2: 1 atteso, 1 consegnato—/);
    expect(text[3]).toMatch(/solo accettazione.*1 ordinario/);
    expect(text[5]).toMatch(/ricevuto.*1 destinatario/);
  });
  it('tells a fake from an altered message, and certifies nothing of either', () => {
    const text = rows(start().root);
    expect(text[6]).toMatch(/^falsa PEC—POSTA CERTIFICATA: fattura scadutanulla di certificato—$/);
    expect(text[7]).toMatch(/^alterata—/);
  });
  it('shows tabs with counts and switches them by click and arrow', () => {
    const { root, calls } = start();
    const tabs = [...root.querySelectorAll<HTMLElement>('[role="tab"]')];
    expect(tabs.map(textOf)).toEqual(['Tutti 1.248', 'Da guardare 4', 'In attesa 5', 'Non arrivati 1', 'Completi 1.232']);
    click(tabs[1] as HTMLElement);
    press('ArrowLeft', tabs[0]);
    expect(calls).toEqual(['showTab("attention")', 'showTab("complete")']);
  });
});

describe('timeline', () => {
  it('tells acceptance and each recipient in order, with time and proofs', () => {
    const { root } = start(at(0));
    const lanes = [...root.querySelectorAll('.lane')].map(textOf);
    expect(lanes).toHaveLength(4);
    expect(lanes[0]).toMatch(
      /^Accettato 19\/09\/2026 15:41:19 \+02:00.*Ricevuta di accettazione · Gestore Esempio · firma autentica · l'invio, non ancora la consegna/,
    );
    expect(lanes[1]).toMatch(/^Consegnato 19\/09\/2026 15:41:20 \+02:00.*anna\.verdi@pec\.example.*contenuto completo/);
    expect(lanes[3]).toMatch(/^Nessuna ricevuta dovuta mario@posta\.example/);
  });
  it('says what is missing, late, contradicted or unlisted', () => {
    const message = createMessage({
      state: 'sent',
      evidence: [],
      recipients: [
        createRecipient({ address: 'a@pec.example', contradicted: true }),
        createRecipient({ address: 'b@pec.example', state: 'warned', unlisted: true }),
        createRecipient({ address: 'c@pec.example', state: 'waiting', at: null }),
      ],
    });
    const text = textOf(start(message).root.querySelector('.side'));
    expect(text).toContain('Accettazione mancante');
    expect(text).toContain('Le prove si contraddicono');
    expect(text).toContain('non è tra i destinatari');
    expect(text).toContain('Preavviso ricevuto');
    expect(text).toMatch(/In attesa c@pec\.exampleIn attesa da/);
  });
  it.each([
    ['a fake', 6, FAKE, "Non è una PEC: nessun gestore l'ha firmata"],
    ['an altered message', 7, ALTERED, 'Ricevuta di accettazione: alterata dopo la firma'],
  ] as const)('shows %s with its reason and its checks', (_, index, evidence, words) => {
    const { root, calls } = start(at(index));
    const side = root.querySelector('.side') as HTMLElement;
    expect(textOf(side)).toContain(words);
    expect(side.querySelectorAll('.check')).toHaveLength(evidence.report.checks.length);
    click(findButton(side, "Salva l'originale (.eml)"));
    expect(calls).toEqual([`saveOriginal("${evidence.sha256}")`]);
    expect([...side.querySelectorAll('button')].map(textOf)).not.toContain('Esporta fascicolo');
  });
  it('shows a received message with its envelope', () => {
    const text = textOf(start(at(5)).root.querySelector('.side'));
    expect(text).toContain("Gestore Esempio certifica l'invio dalla casella di anna.verdi@pec.example");
    expect(text).not.toContain('Accettazione mancante');
    expect(text).toContain('Prove di questo messaggio');
  });
});

describe('keyboard', () => {
  const id = (index: number): string => JSON.stringify(at(index).identifier);
  it.each([
    ['j', null, 0],
    ['ArrowDown', 0, 1],
    ['k', 1, 0],
    ['ArrowUp', 0, 0],
    ['k', null, 0],
    ['j', LEDGER.length - 1, LEDGER.length - 1],
  ])('%s from row %s goes to row %s', (key, from, to) => {
    const { root, calls } = start(from === null ? null : at(from));
    press(key);
    expect(calls).toEqual([`select(${id(to)})`]);
    expect(document.activeElement).toBe(root.querySelectorAll('[data-row]')[to]);
  });
  it('walks on through more rows than are drawn, to the last that the filters leave', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ ...SUMMARY, identifier: `row-${index}` }));
    const { actions, calls } = recordActions<LedgerPageProps['actions']>();
    const showAt = (index: number | null) => {
      const selectedRow = index === null ? null : `row-${index}`;
      return <Ledger messages={many} selectedRow={selectedRow} actions={actions} />;
    };
    const root = draw(showAt(null));
    expect(rows(root)).toHaveLength(40);
    for (const from of [null, 39, 40, 79, 98]) {
      redraw(showAt(from));
      const next = `row-${from === null ? 0 : from + 1}`;
      press('j');
      expect(calls.at(-1)).toBe(`select("${next}")`);
      expect((document.activeElement as HTMLElement).dataset.row).toBe(next);
    }
    redraw(showAt(99));
    expect(rows(root)).toHaveLength(100);
    press('j');
    expect(calls.at(-1)).toBe('select("row-99")');
    press('k');
    expect((document.activeElement as HTMLElement).dataset.row).toBe('row-98');
  });
  it('goes on from a row that a link chose below those that are drawn, and from one far below begins at the top', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ ...SUMMARY, identifier: `row-${index}` }));
    const { actions } = recordActions<LedgerPageProps['actions']>();
    const root = draw(<Ledger messages={many} selectedRow="row-90" actions={actions} />);
    press('k');
    expect((document.activeElement as HTMLElement).dataset.row).toBe('row-89');
    expect(rows(root)).toHaveLength(120);
    redraw(<Ledger messages={many} selectedRow="row-4000" actions={actions} />);
    press('j');
    expect((document.activeElement as HTMLElement).dataset.row).toBe('row-0');
    expect(rows(root)).toHaveLength(120);
  });
  it('Enter on a row opens it and moves to its story; Escape goes back to the row', () => {
    const { root, actions, calls } = start();
    click(root.querySelectorAll<HTMLElement>('[data-row]')[1] as HTMLElement);
    redraw(<Ledger selected={at(1)} actions={actions} />);
    expect(document.activeElement?.id).toBe('side-title');
    press('Escape');
    expect(calls).toEqual([`select(${id(1)})`, 'select(null)']);
    expect((document.activeElement as HTMLElement).dataset.row).toBe(at(1).identifier);
  });
  it('e exports what has a proof, and nothing else', () => {
    const proven = start(at(0));
    press('e');
    expect(proven.calls).toEqual([`exportBundle(${id(0)})`]);
    const fake = start(at(6));
    press('e');
    expect(fake.calls).toEqual([]);
  });
  it('/ goes to the search field, where letters are letters and Escape leaves', () => {
    const { root, calls } = start(at(0));
    press('/');
    const field = root.querySelector('input[type="search"]') as HTMLInputElement;
    expect(document.activeElement).toBe(field);
    for (const key of ['j', 'e', '?']) press(key, field);
    press('Escape', field);
    expect([calls, document.activeElement]).toEqual([[], document.body]);
  });
  it('? lists the keys and Escape closes the list first', () => {
    const { root, calls } = start(at(0));
    press('?');
    expect(textOf(root.querySelector('[role="dialog"]'))).toContain('esporta il fascicolo');
    press('j');
    press('Escape');
    expect([root.querySelector('[role="dialog"]'), calls]).toEqual([null, []]);
  });
  it('leaves keys with a modifier to the browser', () => {
    const { calls } = start(at(0));
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', ctrlKey: true, bubbles: true }));
    expect(calls).toEqual([]);
  });
});

describe('nothing to show', () => {
  const none = { all: 0, attention: 0, waiting: 0, failed: 0, complete: 0 };
  it('offers three steps and examples when the ledger is new', () => {
    const { actions, calls } = recordActions<LedgerPageProps['actions']>();
    const root = draw(<Ledger messages={[]} counts={none} actions={actions} />);
    expect(root.querySelectorAll('.empty li')).toHaveLength(3);
    click(findButton(root, 'Prova con messaggi di esempio'));
    expect(calls).toEqual(['tryExamples()']);
  });
  it.each(['ledger-lost', 'ledger-altered'] as const)('says of %s that a copy is to be restored, and opens it', (problem) => {
    const { actions, calls } = recordActions<LedgerPageProps['actions']>();
    const backup = { lastAt: null, isBehind: false, isDue: false };
    const root = draw(<Ledger messages={[]} counts={none} problem={problem} backup={backup} actions={actions} />);
    expect(textOf(root.querySelector('.notice'))).toContain('Se hai una copia di riserva, ripristinala');
    expect(root.querySelector('.empty')).toBeNull();
    click(findButton(root, 'Ripristina da una copia…'));
    expect(calls).toEqual(['backup.open()']);
  });
  it('says of a ledger of a later version what can be done, and offers nothing that would be done to an empty one', () => {
    const root = draw(<Ledger messages={[]} counts={none} problem="ledger-too-new" backup={null} />);
    const told = textOf(root.querySelector('.notice'));
    expect(told).toContain('scritto da una versione più recente');
    expect(told).toContain('Aggiorna Ceralacca alla versione più recente e ricarica la pagina');
    expect(told).toContain('Qui non si può ripristinare nulla finché non è aggiornata');
    expect(told).toMatch(/copia di riserva .* altro profilo del browser/);
    expect(told).toContain('Non rimuovere Ceralacca da questo browser');
    expect(root.querySelector('.empty, .ledger-line, table')).toBeNull();
    expect(textOf(root)).not.toContain('Elenco per foglio di calcolo');
  });
  it.each(['ledger-lost', 'ledger-unavailable'] as const)('never shows %s as an empty ledger', (problem) => {
    const root = draw(<Ledger messages={[]} counts={none} problem={problem} />);
    expect(root.querySelector('.empty')).toBeNull();
    expect(textOf(root.querySelector('.notice'))).toContain('registro');
  });
  it('says so when a search finds nothing', () => {
    expect(textOf(draw(<Ledger messages={[]} query="zeta" />))).toContain('Nessun messaggio trovato per «zeta».');
  });
});
