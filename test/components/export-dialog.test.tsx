// @vitest-environment jsdom
// The dialog about proof bundles: what it says before anything is written, what it says afterwards, and what its buttons do.
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import type { ExportDesk } from '../../lib/export-view';
import type { LedgerPageProps } from '../../lib/view';
import { click, draw, recordActions, textOf } from './draw';
import { EXPORT, LACKING, MADE } from './sample-export';
import { Ledger } from './views';

const open = (change: Partial<ExportDesk> = {}) => {
  const { actions, calls } = recordActions<LedgerPageProps['actions']>();
  const root = draw(<Ledger exporting={{ ...EXPORT, ...change }} actions={actions} />);
  const button = (text: string): HTMLButtonElement | undefined =>
    [...root.querySelectorAll<HTMLButtonElement>('dialog button')].find((item) => textOf(item).startsWith(text));
  return { root, calls, button, told: () => textOf(root.querySelector('dialog')) };
};

describe('before a bundle is made', () => {
  it('says that everything is there, and makes it', () => {
    const { calls, button, told } = open();
    expect(told()).toContain('Completo: ci sono tutte le prove.');
    expect(told()).not.toContain('Che cosa manca');
    act(() => button('Crea il fascicolo')?.click());
    expect(calls).toEqual(['exporting.make()']);
  });

  it('says what one message lacks, and never calls it complete', () => {
    const { root, button, told } = open({ outlook: { complete: 0, lacking: [LACKING] } });
    expect(told()).toContain('Incompleto: 1 messaggio su 1 non ha tutte le prove.');
    expect(told()).toContain('Contenuto consegnato uguale a quello inviato: non ancora confrontato');
    expect(root.querySelector('dialog details')?.hasAttribute('open')).toBe(true);
    expect(button('Crea il fascicolo incompleto')?.disabled).toBe(false);
  });

  it('names each of several that lacks something, also one that nothing proves', () => {
    const nothing = { identifier: 'x@y', subject: null, items: [] };
    const { told } = open({ count: 3, outlook: { complete: 1, lacking: [LACKING, nothing] } });
    expect(told()).toContain('Incompleto: 2 messaggi su 3 non hanno tutte le prove.');
    expect(told()).toMatch(/Diffida.*x@y.*Nessuna prova con firma autentica di un gestore\./);
  });

  it('waits until everything was judged', () => {
    const { calls, button, told } = open({ outlook: null, running: { what: 'judge', done: 3, total: 12 } });
    expect(told()).toContain('Verifica delle prove. 3 di 12');
    expect(told()).not.toContain('Completo');
    expect(button('Crea')?.disabled).toBe(true);
    act(() => button('Annulla')?.click());
    expect(calls).toEqual(['exporting.close()']);
  });

  it('takes use and language', () => {
    const { root, calls } = open();
    const [, filing] = root.querySelectorAll<HTMLInputElement>('dialog input[name="pack"]');
    if (filing) click(filing);
    const language = root.querySelector<HTMLSelectElement>('dialog select');
    if (language) language.value = 'en';
    act(() => void language?.dispatchEvent(new Event('change', { bubbles: true })));
    expect(calls).toEqual(['exporting.choosePack("filing")', 'exporting.chooseLanguage("en")']);
  });

  it('shows the names of the copies as what they are: words of others', () => {
    const { root } = open({ copies: ['<b>inviato</b>.eml'] });
    expect(textOf(root.querySelector('dialog ul.plain'))).toContain('<b>inviato</b>.eml');
    expect(root.querySelector('dialog ul.plain b')).toBeNull();
  });
});

describe('after a bundle was made', () => {
  it('gives its name, its size and its hash, and hands it out again', () => {
    const { calls, button, told } = open({ made: MADE });
    expect(told()).toMatch(/Fascicolo scritto: .*fascicolo\.asice.* \(12,3 kB\)/);
    expect(told()).toContain(MADE.sha256);
    expect(button('Crea il fascicolo')?.disabled).toBe(true);
    act(() => button('Salva di nuovo')?.click());
    expect(calls).toEqual(['exporting.save()']);
  });

  it('calls one that lacks something incomplete', () => {
    expect(open({ made: { ...MADE, isComplete: false } }).told()).toContain('Fascicolo INCOMPLETO scritto:');
  });
});

it('says why nothing was made', () => {
  const { told } = open({ problem: 'storage-full' });
  expect(told()).toContain('spazio');
  expect(told()).not.toContain('Fascicolo scritto');
});
