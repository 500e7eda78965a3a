// @vitest-environment jsdom
// The dialog about copies of the ledger: what it asks for, what it says of a copy, and what its buttons do.
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import type { BackupDesk } from '../../lib/backup-view';
import type { LedgerPageProps } from '../../lib/view';
import { draw, recordActions, textOf } from './draw';
import { BACKUP, DESK } from './sample-backup';
import { Ledger } from './views';

const open = (change: Partial<BackupDesk> = {}) => {
  const { actions, calls } = recordActions<LedgerPageProps['actions']>();
  const root = draw(<Ledger desk={{ ...DESK, ...change }} actions={actions} />);
  const button = (text: string): HTMLButtonElement | undefined =>
    [...root.querySelectorAll<HTMLButtonElement>('dialog button')].find((item) => textOf(item).startsWith(text));
  const type = (index: number, text: string): void => {
    const input = root.querySelectorAll<HTMLInputElement>('dialog input[type="password"]')[index];
    if (!input) throw new Error('no such field');
    input.value = text;
    act(() => void input.dispatchEvent(new Event('input', { bubbles: true })));
  };
  return { root, calls, button, type, told: () => textOf(root.querySelector('dialog')) };
};

const withReport = (change: Partial<NonNullable<typeof BACKUP>> = {}) =>
  open({ chosen: { name: 'copia.tar', refusal: null, report: BACKUP && { ...BACKUP, ...change } } });

describe('making a copy', () => {
  it('takes no passphrase, or the same one twice', () => {
    const { calls, button, type, told } = open();
    act(() => button('Scrivi')?.click());
    type(0, 'quattro parole');
    expect(button('Scrivi')?.disabled).toBe(true);
    type(1, 'quattro parol');
    expect(told()).toContain('Le due frasi sono diverse');
    type(1, 'quattro parole');
    act(() => button('Scrivi')?.click());
    expect(calls).toEqual(['backup.write(null)', 'backup.write("quattro parole")']);
  });

  it('says that it does not count before it was read back, and what is lacking', () => {
    const { told } = open({ written: { name: 'copia.tar', count: 12, lacking: ['ab'.repeat(32)] } });
    expect(told()).toContain('Copia scritta, con 12 prove: copia.tar');
    expect(told()).toContain('contano come copiate solo dopo che Ceralacca lo ha riletto');
    expect(told()).toContain('1 prova del registro non è più leggibile');
  });
});

describe('a copy that was chosen', () => {
  it('asks for its passphrase', () => {
    const { root, calls, button, type } = open({ chosen: { name: 'copia.tar', refusal: 'passphrase', report: null } });
    type(2, 'segreta');
    act(() => void root.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true })));
    expect(button('Apri')?.disabled).toBe(false);
    expect(calls).toEqual(['backup.unlock("segreta")']);
  });

  it.each([
    ['newer', 'aggiorna'],
    ['not-a-backup', 'non è una copia di riserva'],
  ] as const)('says why it cannot be read: %s', (refusal, words) => {
    expect(open({ chosen: { name: 'copia.tar', refusal, report: null } }).told()).toContain(words);
  });

  it('says what would be added and names what is damaged, before anything is written', () => {
    const { calls, button, told } = withReport();
    expect(told()).toContain('Verrebbero aggiunte: 2 autentiche, 1 non autentica.');
    expect(told()).toMatch(/Nella copia c'è 1 danno; il resto si può ripristinare\..*evidence\/[0-9a-f]{64}\.eml non è quello che era/);
    act(() => button('Ripristina 3 prove')?.click());
    expect(calls).toEqual(['backup.restore()']);
  });

  it('that holds everything says so, and offers nothing', () => {
    const { button, told } = withReport({ fresh: { verified: 0, inconclusive: 0, failed: 0 }, damaged: 0, damages: [], coveredSeq: 12 });
    expect(told()).toContain('da adesso quelle prove risultano copiate');
    expect(button('Ripristina')).toBeUndefined();
  });

  it('that brings only time-stamps offers those', () => {
    const { calls, button, told } = withReport({ fresh: { verified: 0, inconclusive: 0, failed: 0 }, freshStamps: 2, coveredSeq: null });
    expect(told()).toContain('Il registro non ha 2 di queste marche: verrebbero aggiunte.');
    act(() => button('Ripristina le marche temporali')?.click());
    expect(calls).toEqual(['backup.restore()']);
  });

  it('of another ledger does not count', () => {
    const { told } = withReport({ fresh: { verified: 0, inconclusive: 0, failed: 0 }, damaged: 0, damages: [] });
    expect(told()).toContain('non conta come sua copia di riserva');
  });

  it('says what was done', () => {
    const { button, told } = withReport({ isTrial: false });
    expect(told()).toContain('Aggiunte al registro: 2 autentiche, 1 non autentica.');
    expect(button('Ripristina')).toBeUndefined();
  });
});

it('a running job can be cancelled, and no other begun', () => {
  const { calls, button, told } = open({ running: { what: 'write', done: 3, total: 12 } });
  expect(told()).toContain('Scrittura della copia. 3 di 12');
  expect(button('Scrivi')?.disabled).toBe(true);
  act(() => button('Annulla')?.click());
  expect(calls).toEqual(['backup.close()']);
});

describe('the line above the board', () => {
  const line = (backup: LedgerPageProps['backup'], problem: LedgerPageProps['problem'] = null): string =>
    textOf(draw(<Ledger backup={backup} problem={problem} />).querySelector('.ledger-line'));

  it('says how old the last copy is', () => {
    expect(line({ lastAt: null, isBehind: true, isDue: true })).toContain('Il registro non ha ancora una copia di riserva.');
    expect(line({ lastAt: '2026-10-01T08:00:00.000Z', isBehind: false, isDue: false })).toContain(
      'Ultima copia di riserva: 01/10/2026 08:00:00 UTC. Contiene tutto.',
    );
    expect(line({ lastAt: '2026-10-01T08:00:00.000Z', isBehind: true, isDue: false })).toContain('Da allora il registro è cambiato.');
  });

  it('offers to restore where something was lost', () => {
    expect(line({ lastAt: null, isBehind: false, isDue: false }, 'ledger-lost')).toContain('Ripristina da una copia…');
  });
});
