// @vitest-environment jsdom
// Dropped files on the ledger page: what is taken, how far it is, what is summed up, and how much of it is drawn.
import { describe, expect, it } from 'vitest';
import type { LedgerPageProps } from '../../lib/view';
import { click, draw, findButton, recordActions, redraw, textOf } from './draw';
import { createMessage, createReport } from './sample-data';
import { FAKE, toRow } from './sample-ledger';
import { Ledger } from './views';

describe('files', () => {
  const report = createReport();
  it('shows progress in items with a way to stop', () => {
    const { actions, calls } = recordActions<LedgerPageProps['actions']>();
    const root = draw(<Ledger progress={{ done: 3, total: 12, name: 'box.mbox#3' }} actions={actions} />);
    expect(textOf(root.querySelector('.progress'))).toContain('3 di 12 elementi');
    expect(textOf(root.querySelector('.progress-name'))).toBe('box.mbox#3');
    click(findButton(root, 'Annulla'));
    expect(calls).toEqual(['cancelFiles()']);
  });
  it('sums up what was done and says what to do with each bad file', () => {
    const root = draw(
      <Ledger
        outcomes={[
          { name: 'a.eml', report, problem: null },
          { name: 'b.eml', report: FAKE.report, problem: null },
          { name: 'c.pdf', report: null, problem: 'not-a-message' },
        ]}
      />,
    );
    expect(textOf(root.querySelector('[role="status"]'))).toBe('3 elementi esaminati: 1 autentico, 1 falso o alterato, 1 non leggibile.');
    expect(textOf(root.querySelector('.outcome-list'))).toContain('c.pdf Questo file non è un messaggio di posta.');
    click(findButton(root, 'Nascondi'));
    expect(root.querySelector('.outcomes')).toBeNull();
  });
  it('puts first what needs a look, draws 200 at once and says how many are left', () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ name: `${at}.eml`, report, problem: null }));
    const root = draw(
      <Ledger
        outcomes={[
          ...many,
          { name: 'last.eml', report: FAKE.report, problem: null },
          { name: 'poison.eml', report: null, problem: 'item-crashed' },
          { name: 'unsaved.eml', report, problem: 'storage-full' },
        ]}
        passedOver={7}
      />,
    );
    const names = (): string[] => [...root.querySelectorAll('.outcome .quoted')].map((element) => textOf(element));
    expect(names()).toHaveLength(200);
    expect(names().slice(0, 4)).toEqual(['poison.eml', 'unsaved.eml', 'last.eml', '0.eml']);
    expect(textOf(root.querySelector('[role="status"]'))).toMatch(/1 non leggibile, 1 non registrato\. Altri 7 file non sono posta/);
    expect(textOf(root.querySelector('.outcomes .more'))).toContain('Altri 303 non sono mostrati.');
    click(findButton(root.querySelector('.outcomes') as HTMLElement, 'Mostra altri'));
    expect(names()).toHaveLength(400);
  });
  it('tells a screen reader of the progress in tenths, not of each item', () => {
    const said = (done: number): string => {
      const root = draw(
        <Ledger progress={{ done, total: 1000, name: `${done}.eml` }} outcomes={[{ name: 'a.eml', report, problem: null }]} />,
      );
      return textOf(root.querySelector('[role="status"]'));
    };
    expect(new Set([100, 101, 150, 199].map(said))).toEqual(new Set(['Verifica in corso: fatto il 10 per cento']));
    expect(said(200)).toContain('20 per cento');
  });
  it('takes dropped files and folders, and nothing else', () => {
    const taken: unknown[][] = [];
    const actions = { addFiles: (items: unknown[]) => void taken.push(items) } as unknown as LedgerPageProps['actions'];
    const zone = draw(<Ledger actions={actions} />).querySelector('.drop-zone') as HTMLElement;
    const file = new File(['x'], 'a.eml');
    const folder = { isDirectory: true, name: 'ricevute' };
    const toItem = (entry: object | null, kind = 'file') => ({ kind, webkitGetAsEntry: () => entry, getAsFile: () => file });
    const drop = (types: string[], items: object[]): void => {
      zone.dispatchEvent(Object.assign(new Event('drop', { bubbles: true }), { dataTransfer: { types, items } }));
    };
    drop(['text/plain'], []);
    drop(['Files'], [toItem({ isDirectory: false }), toItem(folder), toItem(null), toItem(null, 'string')]);
    expect(taken).toEqual([[file, folder, file]]);
  });
  it('offers files and a folder by buttons', () => {
    const root = draw(<Ledger />);
    for (const name of ['Verifica file…', 'Verifica cartella…']) expect(findButton(root, name).disabled).toBe(false);
    expect([...root.querySelectorAll('input[type="file"]')].map((input) => input.hasAttribute('webkitdirectory'))).toEqual([false, true]);
  });
  it('draws a window full of a large ledger, more when asked, and begins anew with another search', () => {
    const messages = Array.from({ length: 450 }, (_, index) => toRow(createMessage({ identifier: `id${index}` })));
    const root = draw(<Ledger messages={messages} />);
    const countRows = (): number => root.querySelectorAll('tbody tr').length;
    expect(countRows()).toBe(40);
    for (const count of [80, 120]) {
      click(findButton(root.querySelector('.list') as HTMLElement, 'Mostra altri'));
      expect(countRows()).toBe(count);
    }
    redraw(<Ledger messages={messages.slice(0, 100)} />);
    expect(root.querySelector('.list .more')).toBeNull();
    redraw(<Ledger messages={messages} query="istanza" />);
    expect(countRows()).toBe(40);
  });
});
