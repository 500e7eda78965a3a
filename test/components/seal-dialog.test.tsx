// @vitest-environment jsdom
// Sealing the archive: what the line and the dialog say of it, what their buttons do, and what the panel of a message shows afterwards.
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import type { SealDesk } from '../../lib/seal-view';
import type { LedgerPageProps } from '../../lib/view';
import { click, draw, findButton, recordActions, textOf } from './draw';
import { LEDGER } from './sample-ledger';
import { SEAL_DESK } from './sample-seals';
import { evidenceOf, Ledger } from './views';

const open = (change: Partial<SealDesk> = {}) => {
  const { actions, calls } = recordActions<LedgerPageProps['actions']>();
  const root = draw(<Ledger sealDesk={{ ...SEAL_DESK, ...change }} actions={actions} />);
  return { dialog: root.querySelector('dialog') as HTMLElement, calls };
};

describe('the line above the board', () => {
  const line = (seal: LedgerPageProps['seal']): Element | null => draw(<Ledger seal={seal} />).querySelector('.seal-line');

  it('says what is due, what waits and what is there', () => {
    const quiet = { lastAt: null, isPending: false, due: null };
    expect(textOf(line(quiet))).toBe("Sigillo dell'archivio…");
    expect(textOf(line({ ...quiet, isPending: true }))).toContain('aspetta la marca temporale');
    expect(textOf(line({ ...quiet, lastAt: '2026-10-01T12:00:01.000Z' }))).toContain('esisteva prima del 01/10/2026 12:00:01 UTC');
    const due = line({ ...quiet, due: { reason: 'certificate-ends', by: '2026-12-24' } });
    expect(textOf(due)).toContain('I certificati di prove senza sigillo scadono dal 24/12/2026');
    expect(due?.querySelector('svg')).not.toBeNull();
    expect(textOf(line({ ...quiet, due: { reason: 'timestamp-ends', by: '2030-01-01T00:00:00.000Z' } }))).toContain('scade il 01/01/2030');
    expect(line(null)).toBeNull();
  });

  it('opens the dialog', () => {
    const { actions, calls } = recordActions<LedgerPageProps['actions']>();
    click(findButton(draw(<Ledger actions={actions} />), "Sigillo dell'archivio…"));
    expect(calls).toEqual(['seal.open()']);
  });
});

describe('the dialog', () => {
  it('makes a seal, and tells what to do with its file', () => {
    const { dialog, calls } = open();
    click(findButton(dialog, 'Fai il sigillo'));
    expect(calls).toEqual(['seal.make()']);
    expect(textOf(dialog)).toContain('Salvato: sigillo-2026-10-01.txt. Fallo marcare temporalmente');
  });

  it('lists the seals: what each proves and until when, what waits, and what is only kept', () => {
    const rows = [...open().dialog.querySelectorAll('.seals > li')].map(textOf);
    expect(rows[0]).toContain('Sigillo del 01/10/2026, su 12 file');
    expect(rows[0]).toContain('senza, non prova nulla');
    expect(rows[0]).toContain(
      'sigillo-2026-10-01.txt.asc file di un altro programma (per esempio una firma .asc): conservato qui e nelle copie di riserva, ma non verificato da Ceralacca',
    );
    expect(rows[0]).toContain("Non si conosce l'autorità");
    expect(rows[0]).not.toContain('esisteva prima');
    expect(rows[1]).toContain('esisteva prima del 01/09/2026 12:00:01 UTC');
    expect(rows[1]).toContain('autorità aggiunta da te');
    expect(rows[1]).toContain('vale fino al 01/01/2036');
    expect(rows[2]).toContain('non prova nulla: ripristinalo da una copia');
  });

  it('tells who signed by the words of the certificate, never a date, and why a signature was not taken', () => {
    const signers = [{ subject: 'CN=Maria Bianchi', issuer: 'CN=Ente di Firma' }];
    const [row] = SEAL_DESK.rows ?? [];
    const answers = [{ name: 'sigillo.txt.p7m', status: 'signed' as const, signers, problem: null }];
    const { dialog } = open({ rows: row ? [{ ...row, answers }] : [], refused: { name: 'x.p7s', problem: 'signature-other-file' } });
    const told = textOf(dialog.querySelector('.seals > li'));
    expect(told).toContain('Firmato con un certificato intestato a CN=Maria Bianchi, rilasciato da CN=Ente di Firma.');
    expect(told).toContain("Ceralacca non controlla chi l'ha rilasciato");
    expect(told).toContain('È firmato. Per provare che esisteva prima di un istante serve una marca temporale');
    expect(told).not.toContain('esisteva prima del');
    expect(textOf(dialog)).toContain('Non aggiunto: x.p7s. La firma è di un altro file');
  });

  it('takes what came back for the seal that it stands beside, and saves the file again', () => {
    const { dialog, calls } = open();
    const input = dialog.querySelectorAll<HTMLInputElement>('.seals input')[1] as HTMLInputElement;
    Object.defineProperty(input, 'files', { value: [new File(['x'], 'x.tsr')] });
    act(() => void input.dispatchEvent(new Event('change', { bubbles: true })));
    click(dialog.querySelectorAll<HTMLElement>('.seals .link')[0] as HTMLElement);
    expect(calls).toEqual([expect.stringMatching(`seal.answer\\("${SEAL_DESK.rows?.[1]?.id}"`), `seal.save("${SEAL_DESK.rows?.[0]?.id}")`]);
  });

  it('says why a file was not taken, and does one thing at a time', () => {
    const { dialog, calls } = open({ running: { what: 'make', done: 0, total: 0 } });
    expect(textOf(dialog)).toContain('Non aggiunto: altro.tsr. È fatta su un altro file');
    click(findButton(dialog, 'Fai il sigillo'));
    expect(calls).toEqual([]);
  });
});

describe('the panel of a message', () => {
  const message = LEDGER[0] as LedgerMessage;
  const proof = { existedBefore: '2026-10-01T12:00:01.000Z', authority: 'CN=Marca di Prova', isAddedAnchor: false };
  const show = (hashes: readonly string[], change: Partial<typeof proof> = {}): string => {
    const sealed = Object.fromEntries(hashes.map((sha256) => [sha256, { ...proof, ...change }]));
    return textOf(draw(<Ledger selected={message} sealed={sealed} />).querySelector('.side'));
  };
  const hashes = evidenceOf(message).map(({ sha256 }) => sha256);

  it('says before when the proofs existed, how many of them, and by whose time-stamp', () => {
    const told = show(hashes);
    expect(hashes.length).toBeGreaterThan(1);
    expect(told).toContain(`${hashes.length} prove su ${hashes.length} esistevano prima del 01/10/2026 12:00:01 UTC`);
    expect(told).toContain('CN=Marca di Prova');
    expect(told).toContain("Tutte le prove sono in un sigillo dell'archivio");
    expect(told).toContain("il sigillo dell'archivio mostra che le prove esistevano già prima");
    expect(told).not.toContain('Certificati delle ricevute validi fino al 19/03/2029: ');
  });

  it('says nothing of it without a seal, and no more than it shows', () => {
    expect(show([])).not.toContain('sigillo');
    const part = show(hashes.filter((hash) => hashes.indexOf(hash) === hashes.lastIndexOf(hash)).slice(0, 1));
    expect(part).toContain(`1 prova su ${hashes.length} esisteva prima`);
    expect(part).not.toContain('Tutte le prove');
    const late = show(hashes, { existedBefore: '2039-01-01T00:00:00.000Z' });
    expect(late).toContain('che però viene dopo la scadenza dei certificati');
    expect(late).not.toContain('mostra che le prove esistevano già prima');
  });
});
