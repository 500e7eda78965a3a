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
    expect(calls).toEqual(['exporting.make(null)']);
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

describe('the time-stamp', () => {
  const SERVICE = { ...EXPORT.stamp, way: 'service', url: 'http://tsa.example/', isInClear: true } as const;
  const ELSEWHERE = { ...EXPORT.stamp, way: 'elsewhere' } as const;

  it('is asked for by nobody who did not choose it', () => {
    const { root, calls } = open();
    expect(root.querySelector('dialog input[type="url"]')).toBeNull();
    const [, service] = root.querySelectorAll<HTMLInputElement>('dialog input[name="stamp"]');
    if (service) click(service);
    expect(calls).toEqual(['exporting.describeStamp({"way":"service"})']);
  });

  it('of a service takes name and password for that click only, and says what goes in the clear', () => {
    const { root, calls, button, told } = open({ stamp: SERVICE });
    expect(told()).toContain("L'indirizzo è http");
    expect(told()).toContain('Non vengono conservati.');
    for (const [selector, text] of [
      ['details input[type="text"]', 'anna'],
      ['input[type="password"]', 'segreta'],
    ] as const) {
      const input = root.querySelector<HTMLInputElement>(`dialog .stamp ${selector}`);
      if (input) input.value = text;
      act(() => void input?.dispatchEvent(new Event('input', { bubbles: true })));
    }
    act(() => button('Crea il fascicolo')?.click());
    expect(calls).toEqual(['exporting.make({"user":"anna","password":"segreta"})']);
  });

  it('that failed leaves a bundle without it, says why, and can be asked for again', () => {
    const stamp = { ...SERVICE, outcome: { status: 'failed', reason: 'Il servizio non risponde.' } } as const;
    const { calls, button, told } = open({ made: MADE, stamp });
    expect(told()).toContain('Il fascicolo è senza marca temporale. Il servizio non risponde.');
    act(() => button('Chiedi di nuovo la marca')?.click());
    expect(calls).toEqual(['exporting.askStamp(null)']);
  });

  it('made elsewhere begins with the file to be stamped', () => {
    const { calls, button } = open({ made: MADE, stamp: ELSEWHERE });
    act(() => button('Salva il file da marcare')?.click());
    act(() => button('Salva la richiesta')?.click());
    expect(calls).toEqual(['exporting.saveForStamp("manifest")', 'exporting.saveForStamp("request")']);
    expect(button('Aggiungi la marca…')).toBeDefined();
  });

  it('can be added to a bundle made earlier', () => {
    const { button, told } = open({ stamp: { ...ELSEWHERE, earlier: 'vecchio.asice' } });
    expect(told()).toMatch(/Fascicolo scelto: .*vecchio\.asice/);
    expect(button('Aggiungi la marca…')).toBeDefined();
  });

  it('says before when the bundle existed, and offers nothing more', () => {
    const outcome = { status: 'proven', existedBefore: '2026-10-01T08:00:01Z', authority: 'TSA' } as const;
    const { button, told } = open({ made: { ...MADE, isStamped: true }, stamp: { ...ELSEWHERE, outcome } });
    expect(told()).toContain('esisteva già prima del 01/10/2026 08:00:01 UTC (TSA)');
    expect(button('Salva il file da marcare')).toBeUndefined();
    expect(button('Aggiungi la marca…')).toBeUndefined();
  });

  it('of an authority that is not known here proves nothing, and says so', () => {
    const outcome = { status: 'unknown-authority', issuer: 'Altra TSA' } as const;
    const { told } = open({ made: { ...MADE, isStamped: true, isComplete: null }, stamp: { ...ELSEWHERE, outcome } });
    expect(told()).toContain('qui non se ne conclude nulla (Altra TSA)');
    expect(told()).not.toContain('esisteva già prima');
    expect(told()).toContain('Fascicolo scritto, con la marca:');
  });
});
