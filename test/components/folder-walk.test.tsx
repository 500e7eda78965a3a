// @vitest-environment jsdom
// The folder's section in the popup, and the line that says whether a mail must stay.
import { describe, expect, it } from 'vitest';
import { toKeepText } from '../../components/message/keep-text';
import { FolderWalkSection } from '../../components/popup/FolderWalkSection';
import { toRowTitle } from '../../entrypoints/webmail.content/row-title';
import { type FolderWalk, WALK_STATUSES, type WalkOrder } from '../../lib/view';
import { click, draw, findButton, textOf, WORDING } from './draw';
import { createReport, FAKE_REPORT, judge, leaveOpen, withChecks } from './sample-data';
import { Card, Popup } from './views';

const WALK: FolderWalk = { folder: 'Posta in arrivo', status: 'reading', total: 30, done: 7, pec: 5, unread: 0, known: 0, problem: null };
const show = (change: Partial<FolderWalk>) => {
  const orders: WalkOrder[] = [];
  const root = draw(<FolderWalkSection walk={{ ...WALK, ...change }} wording={WORDING.it} order={(order) => void orders.push(order)} />);
  return { root, orders, buttons: [...root.querySelectorAll('button')].map(textOf) };
};

describe('the folder', () => {
  it('is offered with what will happen, and begins on a click', () => {
    const { root, orders, buttons } = show({ status: 'new' });
    expect(textOf(root)).toMatch(/Cartella Posta in arrivo.*Legge solo ciò che si presenta come PEC.*non cambia nulla nella casella/);
    expect(buttons).toEqual(['Verifica questa cartella']);
    click(findButton(root, 'Verifica questa cartella'));
    expect(orders).toEqual(['start']);
  });

  it('shows how far it is, and can be held or ended', () => {
    const { root, buttons } = show({});
    expect(textOf(root)).toContain('7 di 30, di cui 5 PEC.');
    expect(root.querySelector('progress')).toMatchObject({ value: 7, max: 30 });
    expect(buttons).toEqual(['Pausa', 'Annulla']);
  });

  it('that was cut off offers to go on, and never does so by itself', () => {
    const { root, orders, buttons } = show({ status: 'interrupted' });
    expect(textOf(root)).toContain('Interrotta');
    expect([orders, buttons]).toEqual([[], ['Riprendi', 'Verifica tutto di nuovo']]);
    click(findButton(root, 'Riprendi'));
    expect(orders).toEqual(['resume']);
  });

  it('says what stopped it and what could not be read', () => {
    const { root } = show({ status: 'stopped', problem: 'session-expired', unread: 2, known: 1 });
    expect(textOf(root)).toMatch(/La sessione della webmail è scaduta.*torna alla cartella e riprendi/);
    expect(textOf(root)).toContain('2 messaggi non si sono potuti leggere');
    expect(textOf(root)).toContain('Un altro messaggio era già stato verificato prima.');
  });

  it('cannot be verified in a private window, and says why beside the button, where the popup has warned already', () => {
    const { root, orders } = show({ status: 'new', problem: 'private-window' });
    const button = findButton(root, 'Verifica questa cartella') as HTMLButtonElement;
    expect([button.disabled, root.querySelector('.notice')]).toEqual([true, null]);
    expect(textOf(root.querySelector(`#${button.getAttribute('aria-describedby')}`))).toMatch(/la cartella non si può verificare/);
    click(button);
    expect(orders).toEqual([]);
    const shown = judge(createReport(), { problem: 'private-window' });
    const popup = draw(<Popup walk={{ ...WALK, problem: 'private-window' }} shown={shown} ledgerProblem="private-ledger" />);
    expect(popup.querySelectorAll('.notice')).toHaveLength(1);
  });

  it.each(WALK_STATUSES)('has words for every state: %s', (status) => {
    for (const locale of ['it', 'en'] as const) {
      const root = draw(<FolderWalkSection walk={{ ...WALK, status }} wording={WORDING[locale]} order={() => undefined} />);
      expect(textOf(root)).not.toMatch(/walk_/);
      expect(root.querySelectorAll('button').length).toBeGreaterThan(0);
    }
  });

  it('shows a hostile name as text', () => {
    expect(show({ folder: '<img src=x>\u202Eevil' }).root.querySelector('img')).toBeNull();
  });

  it('stands in the popup only where a folder is listed', () => {
    expect(draw(<Popup walk={null} />).querySelector('.walk')).toBeNull();
    expect(draw(<Popup walk={WALK} />).querySelector('.walk')).not.toBeNull();
    expect(draw(<Popup walk={WALK} site={{ status: 'off', host: 'x.example' }} />).querySelector('.walk')).toBeNull();
  });
});

describe('whether a mail must stay', () => {
  const OPEN = createReport({ verdict: 'inconclusive', checks: withChecks(leaveOpen('provider-trust.issuer-missing')) });
  const DATE = '2026-10-12T08:00:00Z';

  it('is one line under the message', () => {
    const keep = (element: HTMLElement): string => textOf(element.querySelector('.keep'));
    const line = (recorded: boolean, backedUpAt: string | null, report = createReport()): string =>
      keep(draw(<Card shown={judge(report, { keep: { recorded, backedUpAt } })} />));
    expect(line(true, null)).toBe('Non cancellare ancora: non è in nessuna copia di riserva.');
    expect(line(false, null)).toBe('Non cancellare ancora: non è nel registro, non è in nessuna copia di riserva.');
    expect(line(true, DATE)).toBe(
      'Verificata, registrata e nella copia di riserva del 12/10/2026: la prova non dipende più da questa casella.',
    );
    expect(line(true, DATE, OPEN)).toBe('Non cancellare ancora: la verifica non è conclusiva.');
    expect(line(true, null, FAKE_REPORT)).toBe('');
  });

  it('never takes a backup for enough when the ledger does not hold it', () => {
    expect(toKeepText({ recorded: false, backedUpAt: DATE }, true, WORDING.it)).toMatch(/^Non cancellare ancora/);
  });

  it('is told by the mark of a row too', () => {
    const title = (mark: 'verified' | 'inconclusive' | 'failed' | 'hint', backedUpAt: string | null): string =>
      toRowTitle(mark, { recorded: true, backedUpAt }, WORDING.it);
    expect(title('verified', DATE)).toMatch(/^PEC autentica\. Verificata, registrata e nella copia di riserva del 12\/10\/2026/);
    expect(title('verified', null)).toMatch(/^PEC autentica\. Non cancellare ancora/);
    expect(title('inconclusive', DATE)).toContain('la verifica non è conclusiva');
    expect(title('failed', DATE)).toBe('Falsa PEC, oppure alterata');
    expect(title('hint', DATE)).toBe('Sembra una PEC: apri il messaggio per verificarla');
    expect(toRowTitle('verified', undefined, WORDING.it)).toBe('PEC autentica');
  });
});
