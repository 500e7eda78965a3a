// @vitest-environment jsdom
// Popup and options: what stands first, and that each button calls what it says.
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import type { LedgerPageProps, OptionsProps, PopupProps } from '../../lib/view';
import { WEBMAILS } from '../../lib/webmail/all';
import { click, draw, findButton, recordActions, textOf } from './draw';
import { SUMMARIES } from './sample-ledger';
import { MANAGED, NOT_MANAGED } from './sample-managed';
import { Ledger, Options, Popup } from './views';

const precedes = (root: Element, first: string, second: string): boolean => {
  const text = textOf(root);
  return text.includes(first) && text.indexOf(first) < text.indexOf(second);
};

describe('popup', () => {
  it("puts this tab's message first, then what needs attention", () => {
    const root = draw(<Popup />);
    expect(precedes(root, 'Ricevuta di avvenuta consegna: autentica', 'Da guardare · 4')).toBe(true);
    expect(precedes(root, 'rossi.srl@pec.example: Casella piena (5.2.2)', 'falsa PEC')).toBe(true);
  });
  it('counts what needs attention as far as the ledger does', () => {
    const first = SUMMARIES.slice(0, 2);
    expect(textOf(draw(<Popup attention={{ total: 999, first }} />))).toContain('Da guardare · 999');
    const most = textOf(draw(<Popup attention={{ total: 1000, first }} />));
    expect(most).toContain('Da guardare · 1000 o più');
    expect(most).toContain('e molti altri: apri il registro');
  });
  it('puts a lost ledger and a changed webmail before everything else', () => {
    const root = draw(
      <Popup ledgerProblem="ledger-lost" site={{ status: 'degraded', host: 'webmail.example', isProven: true, report: 'x' }} />,
    );
    expect(precedes(root, 'Il registro è andato perso', 'La webmail è cambiata')).toBe(true);
    expect(precedes(root, 'La webmail è cambiata', 'Ricevuta di avvenuta consegna')).toBe(true);
  });
  it('says so on a webmail that was not tried live, and only there', () => {
    const notice = 'non è stata ancora provata dal vivo';
    expect(textOf(draw(<Popup />))).not.toContain(notice);
    expect(textOf(draw(<Popup site={{ status: 'on', host: 'webmail.example', adapter: 'gmail', isProven: false }} />))).toContain(notice);
    expect(textOf(draw(<Popup site={{ status: 'degraded', host: 'webmail.example', isProven: false, report: 'x' }} />))).toContain(notice);
  });
  it('says what it would do on a site that is off, with one button', () => {
    const { actions, calls } = recordActions<PopupProps['actions']>();
    const root = draw(<Popup site={{ status: 'off', host: 'webmail.example' }} shown={{ status: 'none' }} actions={actions} />);
    expect(textOf(root)).toContain('Non cambia nulla nella casella.');
    click(findButton(root, 'Attiva su webmail.example'));
    expect(calls).toEqual(['switchOn()']);
    expect([...root.querySelectorAll('button')].map(textOf)).not.toContain('Disattiva');
  });
  it('calls what its buttons say', () => {
    const { actions, calls } = recordActions<PopupProps['actions']>();
    const root = draw(<Popup actions={actions} />);
    for (const name of ['Disattiva', 'Registro', 'Verifica file…', 'Opzioni']) click(findButton(root, name));
    click(root.querySelector('.row-button') as HTMLElement);
    expect(calls.slice(0, 4)).toEqual(['switchOff()', 'openLedgerPage()', 'verifyFiles()', 'openOptions()']);
    expect(calls[4]).toBe('openLedger("opec.20260918091200.4471@pec.gestore.example")');
  });
  it('copies the report of a changed webmail to the letter, as it is read there', async () => {
    const { actions, calls } = recordActions<PopupProps['actions']>();
    const report = 'Ceralacca 1, roundcube\nlist-changed: #messagelist';
    const root = draw(<Popup site={{ status: 'degraded', host: 'webmail.example', isProven: true, report }} actions={actions} />);
    expect(textOf(root)).toContain('list-changed: #messagelist');
    await act(() => click(findButton(root, 'Copia')));
    expect(calls).toEqual([`copyText(${JSON.stringify(report)})`]);
  });
  it('says so when the page hides the card, and only then', () => {
    const told = 'la scheda di Ceralacca ora non si vede';
    expect(textOf(draw(<Popup isCardHidden />))).toContain(told);
    expect(textOf(draw(<Popup />))).not.toContain(told);
  });
  it('names the webmail that it would read, each one that Ceralacca has an adapter for, and nothing that a page makes up', () => {
    const open = (webmail: string): string =>
      textOf(draw(<Popup site={{ status: 'off', host: 'webmail.example' }} hint={{ webmail, looksLikePec: false }} />));
    expect(open('sogo')).toContain('Qui Ceralacca riconosce SOGo');
    for (const { id } of WEBMAILS) expect(open(id)).toContain('Qui Ceralacca riconosce');
    expect(open('constructor')).not.toContain('riconosce');
  });
  it('searches on Enter', () => {
    const { actions, calls } = recordActions<PopupProps['actions']>();
    const root = draw(<Popup actions={actions} />);
    (root.querySelector('input') as HTMLInputElement).value = 'ricorso';
    act(() => void root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
    expect(calls).toEqual(['search("ricorso")']);
  });
});

describe('options', () => {
  it('shows who may sign, with date and fingerprint, and marks what was added', () => {
    const text = textOf(draw(<Options />));
    expect(text).toContain('Dati del 01/10/2026');
    expect(text).toContain('SHA-256 c0');
    expect(text).toContain('Prova autorità aggiunta da te');
    expect(text).toContain('Ceralacca non fa richieste in rete');
    expect(text).toContain('http://ca1.gestore.example/CRL · ricevuto');
    expect(text).toContain('Che cosa non viene controllato');
  });
  it('removes sites and authorities, adds PEM, chooses the language', () => {
    const { actions, calls } = recordActions<OptionsProps['actions']>();
    const root = draw(<Options actions={actions} />);
    click(findButton(root, 'Rimuovi il sito webmail.example'));
    click(findButton(root, "Rimuovi l'autorità Prova"));
    click(findButton(root, "Rimuovi l'autorità Marche di prova"));
    click(findButton(root, "Scarica l'elenco di Prova CA"));
    click(findButton(root, "Rimuovi l'elenco http://ca1.gestore.example/CRL"));
    const area = root.querySelector('textarea') as HTMLTextAreaElement;
    expect(findButton(root, 'Aggiungi').disabled).toBe(true);
    act(() => {
      area.value = 'PEM';
      area.dispatchEvent(new Event('input', { bubbles: true }));
    });
    act(() => void root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
    click(root.querySelector('input[value="en"]') as HTMLElement);
    click(root.querySelector('input[value="all"]') as HTMLElement);
    click(root.querySelector('input[name="notify-subjects"]') as HTMLElement);
    expect(calls).toEqual([
      'removeSite("webmail.example")',
      expect.stringMatching(/^removeAuthority\("1a0+","pec"\)$/),
      expect.stringMatching(/^removeAuthority\("2b0+","timestamp"\)$/),
      'fetchRevocation("http://ca1.gestore.example/CRL")',
      expect.stringMatching(/^removeRevocation\("3c0+"\)$/),
      'addAuthority("PEM","pec")',
      'chooseLanguage("en")',
      'chooseNotify("all")',
      'showSubjects(true)',
    ]);
  });

  it('says beside the button where a question about a certificate goes and what it tells, and asks nothing while the network is off', () => {
    const { actions, calls } = recordActions<OptionsProps['actions']>();
    const root = draw(<Options actions={actions} />);
    expect(textOf(root)).toContain('quindi quale gestore ha firmato un messaggio che hai; del messaggio non dice nulla');
    click(findButton(root, 'Chiedi a ocsp.gestore.example di CN=Posta Certificata Prova'));
    expect(calls).toEqual([expect.stringMatching(/^askRevocation\("4d0+"\)$/)]);
    const off = draw(<Options managed={{ ...NOT_MANAGED, isNetworkOff: true }} />);
    expect(findButton(off, 'Chiedi a ocsp.gestore.example di CN=Posta Certificata Prova').disabled).toBe(true);
  });

  it.each(['ocsp-unknown', 'ocsp-try-later', 'ocsp-unauthorized', 'ocsp-unreachable'] as const)(
    'says %s in words of its own',
    (problem) => {
      const revocation = { lists: [], sources: [], questions: [], problem };
      const [told] = draw(<Options revocation={revocation} />).querySelectorAll('[role="alert"]');
      expect(told?.textContent).toMatch(/non si sa nulla di più|resta non noto/);
    },
  );

  it('asks about subjects only where something is told, and says when the browser refused', () => {
    const root = draw(<Options notifications={{ notify: 'never', showsSubjects: false, isRefused: true }} />);
    expect(root.querySelector('input[name="notify-subjects"]')).toBeNull();
    expect(textOf(root)).toContain('Il browser non ha dato il permesso');
  });

  it('says whether the browser keeps the ledger, and how much it takes', () => {
    expect(textOf(draw(<Options />))).toContain('Spazio occupato: 1,2 MB');
    const doubtful = textOf(draw(<Options storage={{ isPrivate: false, isPersistent: false, usedBytes: null, remindBackup: 'never' }} />));
    expect(doubtful).toContain('potrebbe cancellare');
    expect(doubtful).not.toContain('Spazio occupato');
  });

  it('promises nothing about the ledger in a private window', () => {
    const told = textOf(draw(<Options storage={{ isPrivate: true, isPersistent: false, usedBytes: null, remindBackup: 'never' }} />));
    expect(told).toContain('qui il registro non viene tenuto');
    expect(told).not.toContain('potrebbe cancellare');
  });

  it.each([
    ['not-a-certificate', 'non contiene un certificato PEM'],
    ['not-an-authority', 'non è di un'],
  ] as const)('explains %s and says that nothing changed', (code, words) => {
    const alert = textOf(draw(<Options trustProblem={{ use: 'timestamp', code }} />).querySelector('[role="alert"]'));
    expect(alert).toContain(words);
    expect(alert).toContain('Nulla è cambiato');
  });
});

describe('with an administration', () => {
  it('the popup refuses a site in a sentence and offers nothing', () => {
    const root = draw(<Popup site={{ status: 'not-allowed', host: 'altra.example' }} shown={{ status: 'none' }} />);
    expect(textOf(root)).toContain('Questo sito non è tra le webmail permesse');
    expect(textOf(root)).toContain('altra.example');
    expect([...root.querySelectorAll('button')].map(textOf).filter((text) => text.startsWith('Attiva'))).toEqual([]);
  });

  it('the options name what cannot be read, and let nobody change what was laid down', () => {
    const root = draw(<Options managed={MANAGED} />);
    expect(textOf(root)).toContain('Una parte di queste regole non si può leggere: netwrok.');
    for (const name of ['language', 'remind']) {
      const inputs = [...root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
      expect(inputs.map((input) => input.matches(':disabled'))).toEqual([true, true, true]);
    }
    expect(findButton(root, "Scarica l'elenco di Prova CA").disabled).toBe(true);
    expect(root.querySelector<HTMLInputElement>('input[name="notify"]')?.matches(':disabled')).toBe(false);
  });

  it('an allowed webmail is one click away, a rule about many is not', () => {
    const { actions, calls } = recordActions<OptionsProps['actions']>();
    const root = draw(<Options managed={MANAGED} actions={actions} />);
    click(findButton(root, 'Attiva il sito posta.comune.example'));
    click(findButton(root, 'Rimuovi il sito altra.example'));
    expect(calls).toEqual(['switchOn("https://posta.comune.example/*")', 'removeSite("altra.example")']);
    expect(textOf(root)).toContain('ogni sito di uffici.example');
    expect([...root.querySelectorAll('button')].map((button) => button.getAttribute('aria-label') ?? '')).not.toContain(
      'Attiva il sito uffici.example',
    );
  });

  it('its authorities have its name and no way to remove them', () => {
    const root = draw(
      <Options
        trust={{
          date: '2026-10-01',
          authorities: [],
          added: [{ name: 'Regione', fingerprint: 'ab', validUntil: '2035-01-01', isManaged: true }],
          addedForTimestamps: [],
        }}
      />,
    );
    expect(textOf(root)).toContain("Regione autorità aggiunta dall'amministrazione");
    expect(root.querySelectorAll('#trust-title ~ .rows button')).toHaveLength(0);
  });

  it('the ledger shows what was kept long enough', () => {
    const { actions, calls } = recordActions<LedgerPageProps['actions']>();
    const root = draw(<Ledger retention={{ months: 120, until: '2016-10-01', count: 12 }} actions={actions} />);
    expect(textOf(root)).toContain('12 messaggi hanno superato i 120 mesi');
    click(findButton(root, 'Mostra'));
    expect(calls).toEqual(['filter({"since":null,"until":"2016-10-01"})']);
    expect(textOf(draw(<Ledger retention={{ months: 120, until: '2016-10-01', count: 0 }} />))).not.toContain('120 mesi');
  });
});
