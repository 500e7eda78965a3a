// @vitest-environment jsdom
// The board: filters, sorting by its headers, tags and notes, and who is told of what.
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import type { LedgerPageProps, PopupProps } from '../../lib/view';
import { click, draw, findButton, recordActions, textOf } from './draw';
import { LEDGER, SUMMARIES } from './sample-ledger';
import { Ledger, Popup } from './views';

const start = (change: Parameters<typeof Ledger>[0] = {}) => {
  const { actions, calls } = recordActions<LedgerPageProps['actions']>();
  return { root: draw(<Ledger actions={actions} {...change} />), calls };
};

const change = (field: Element | null, value: string, type = 'change'): void => {
  act(() => {
    (field as HTMLInputElement).value = value;
    field?.dispatchEvent(new Event(type, { bubbles: true }));
  });
};

const FILTERED: LedgerPageProps['filter'] = {
  recipient: 'anna',
  mailbox: 'ufficio@pec.example',
  since: '2026-09-01',
  until: null,
  order: 'subject',
  isReversed: false,
};

describe('filters', () => {
  it('choose a mailbox and a period, and say how much is left', () => {
    const { root, calls } = start();
    change(root.querySelector('select[name="mailbox"]'), 'ufficio@pec.example');
    change(root.querySelector('input[name="since"]'), '2026-09-01');
    expect(calls).toEqual(['filter({"mailbox":"ufficio@pec.example"})', 'filter({"since":"2026-09-01"})']);
    expect(textOf(root.querySelector('.filters [role="status"]'))).toBe(`${SUMMARIES.length} messaggi`);
  });

  it('take a part of a recipient as it is typed', () => {
    const { root, calls } = start();
    const field = [...root.querySelectorAll('.filter')].find((label) => textOf(label) === 'Destinatario')?.querySelector('input');
    change(field ?? null, 'anna', 'input');
    expect(calls).toEqual(['filter({"recipient":"anna"})']);
    expect(start({ filter: FILTERED }).root.querySelector<HTMLInputElement>('input[name="recipient"]')?.value).toBe('anna');
  });

  it('are cleared together', () => {
    const { root, calls } = start({ filter: FILTERED });
    click(findButton(root, 'Azzera filtri'));
    expect(calls).toEqual(['filter({"mailbox":null,"recipient":"","since":null,"until":null})']);
  });

  it('offer no mailbox where there is only one', () => {
    expect(start({ mailboxes: ['studio@pec.example'] }).root.querySelector('select')).toBeNull();
  });
});

describe('headers', () => {
  it('sort, and turn the order round at the second click', () => {
    const { root, calls } = start({ filter: FILTERED });
    const headers = [...root.querySelectorAll<HTMLElement>('th')];
    expect(headers.map((header) => header.getAttribute('aria-sort'))).toEqual(['none', 'none', 'ascending', 'none', 'none']);
    click(findButton(root, 'Oggetto ▲'));
    click(findButton(root, 'Stato'));
    expect(calls).toEqual(['filter({"order":"subject","isReversed":true})', 'filter({"order":"state","isReversed":false})']);
  });
});

describe('tags and notes', () => {
  const selected = LEDGER[0] ?? null;
  const annotation = { tags: ['gara'], note: 'Chiamare', changedAt: '' };
  const id = JSON.stringify(selected?.identifier);

  it('are written as a whole, whichever of them changes', () => {
    const { root, calls } = start({ selected, annotation });
    const form = root.querySelector('.tag-form') as HTMLFormElement;
    change(form.querySelector('input'), ' urgente ', 'input');
    act(() => void form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
    click(findButton(root, "Togli l'etichetta gara"));
    const note = root.querySelector('textarea.note');
    change(note, 'Richiamare', 'input');
    expect(textOf(root.querySelector('.annotation [role="status"]'))).toContain('si salva quando esci');
    act(() => void note?.dispatchEvent(new FocusEvent('blur')));
    expect(calls).toEqual([
      `annotate(${id},{"tags":["gara","urgente"],"note":"Chiamare"})`,
      `annotate(${id},{"tags":[],"note":"Chiamare"})`,
      `annotate(${id},{"tags":["gara"],"note":"Richiamare"})`,
    ]);
  });

  it('say that they are no proof, and are closed where nothing is written', () => {
    const { root } = start({ selected });
    expect(root.querySelector('details.annotation')?.hasAttribute('open')).toBe(false);
    expect(textOf(root.querySelector('.annotation'))).toContain('non fanno parte della prova');
  });
});

describe('what needs a look, in the popup', () => {
  it('is shown in part, with a way to the rest', () => {
    const { actions, calls } = recordActions<PopupProps['actions']>();
    const root = draw(<Popup attention={{ total: 41, first: SUMMARIES.slice(1, 2) }} actions={actions} />);
    expect(textOf(root.querySelector('#attention-title'))).toContain('41');
    click(findButton(root, 'e altri 40: apri il registro'));
    expect(calls).toEqual(['openLedgerPage()']);
  });
});

describe('the whole ledger', () => {
  it('is gone through when asked, and says so item by item', () => {
    const { root, calls } = start({ check: { done: 3, total: 12 } });
    expect(findButton(root, 'Controlla il registro').disabled).toBe(true);
    expect(textOf(root.querySelector('.ledger-line [role="status"]'))).toContain('3 prove su 12');
    const other = start();
    click(findButton(other.root, 'Controlla il registro'));
    expect([calls, other.calls]).toEqual([[], ['checkLedger()']]);
  });

  it('names what it found, and what to do', () => {
    const findings = [{ what: 'bytes-altered' as const, subject: 'ab12' }];
    const text = textOf(start({ check: { checked: 12, findings } }).root.querySelector('.ledger-line'));
    expect(text).toContain("È stato cambiato l'originale della prova ab12");
    expect(text).toContain('Riapri nella webmail');
    expect(textOf(start({ check: { checked: 12, findings: [] } }).root.querySelector('.ledger-line'))).toContain(
      'Il registro è intero: 12 prove',
    );
  });

  it.each(['ledger-lost', 'ledger-altered'] as const)('can be gone on with after %s, and only then', (problem) => {
    const { root, calls } = start({ problem });
    click(findButton(root, "Continua con quello che c'è"));
    expect(calls).toEqual(['acceptLoss()']);
    expect(textOf(start().root)).not.toContain("Continua con quello che c'è");
  });
});
