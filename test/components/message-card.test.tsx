// @vitest-environment jsdom
// The card: for each verdict and kind the right sentence and mark, what is certified, what was not checked, what to do.
import { describe, expect, it } from 'vitest';
import { MessageCard } from '../../components/message/MessageCard';
import { INFORMATIVE } from '../../components/message/meaning';
import { CERTIFIED_KINDS, type Code, type Kind } from '../../lib/verify/report';
import type { ProblemCode } from '../../lib/view';
import { click, draw, findButton, recordActions, textOf, WORDING } from './draw';
import { certify, createReport, FAKE_REPORT, fail, GOOD_CHECKS, judge, leaveOpen, withChecks } from './sample-data';
import { Card } from './views';

const sentence = (root: Element): string => textOf(root.querySelector('.verdict'));
const mark = (root: Element): string | null => root.querySelector('[data-mark]')?.getAttribute('data-mark') ?? null;

const VERIFIED: [Kind, string, string][] = [
  ['accettazione', 'Ricevuta di accettazione: autentica', 'seal'],
  ['non-accettazione', 'Avviso di non accettazione: autentico, il messaggio non è partito', 'octagon'],
  ['presa-in-carico', 'Ricevuta di presa in carico: autentica', 'seal'],
  ['avvenuta-consegna', 'Ricevuta di avvenuta consegna: autentica', 'seal'],
  ['posta-certificata', 'Busta di trasporto: autentica', 'seal'],
  ['errore-consegna', 'Avviso di mancata consegna: autentico, il messaggio non è arrivato', 'octagon'],
  ['preavviso-errore-consegna', 'Preavviso di mancata consegna: autentico, la consegna non è ancora avvenuta', 'clock'],
  ['rilevazione-virus', 'Avviso di rilevazione virus: autentico, il messaggio non è arrivato', 'octagon'],
  ['anomalia', 'Busta di anomalia: contiene posta ordinaria, non certificata', 'outline'],
];

describe('verified', () => {
  it.each(VERIFIED)('%s: %s', (kind, words, shape) => {
    const root = draw(<Card shown={judge(createReport({ kind }))} />);
    expect([sentence(root), mark(root)]).toEqual([words, shape]);
  });
  it('covers every kind', () => {
    expect(
      VERIFIED.map(([kind]) => kind)
        .filter((kind) => kind !== 'anomalia')
        .sort(),
    ).toEqual([...CERTIFIED_KINDS].sort());
  });
  it('tells the 24 hour notice from the 12 hour one by its code', () => {
    const certified = certify({ kind: 'preavviso-errore-consegna', errorCode: '5.4.1' });
    const root = draw(<Card shown={judge(createReport({ kind: 'preavviso-errore-consegna', certified }))} />);
    expect([sentence(root), mark(root)]).toEqual([
      'Avviso di mancata consegna dopo 24 ore: autentico, il messaggio non è arrivato',
      'octagon',
    ]);
  });
  it('says who certified what, for whom, when with the zone, what it proves and the state of the send', () => {
    const text = textOf(draw(<Card shown={judge(createReport())} />));
    expect(text).toContain('Gestore Esempio certifica la consegna nella casella di anna.verdi@pec.example il 19/09/2026 15:41:20 +02:00.');
    expect(text).toContain('Ricorso gerarchico prot. 88/2026');
    expect(text).toContain('la consegna nella casella, con il contenuto completo');
    expect(text).toContain('2 consegnati, 1 ordinario');
    expect(text).toContain('Non controllato: revoca del certificato, marca temporale.');
    expect(text).toContain('La firma prova il trasporto, non che il contenuto sia vero.');
  });
  it('never shows the seal on an anomaly envelope, and calls its content ordinary', () => {
    const root = draw(<Card shown={judge(createReport({ kind: 'anomalia' }), { message: null })} />);
    expect(root.querySelector('.judged > .sentence [data-mark="seal"]')).toBeNull();
    expect(textOf(root)).toContain('posta ordinaria');
    expect(textOf(root)).toContain('La firma prova solo che questo avviso è del gestore.');
  });
  it('marks an authority that the user added', () => {
    const checks = GOOD_CHECKS.map((check) =>
      check.check === 'provider-trust' ? { ...check, facts: { ...check.facts, addedByUser: true } } : check,
    );
    for (const collapsed of [false, true]) {
      expect(textOf(draw(<Card collapsed={collapsed} shown={judge(createReport({ checks }))} />))).toContain('autorità aggiunta da te');
    }
    expect(textOf(draw(<Card shown={judge(createReport({ checks }))} />))).not.toContain('gestore PEC riconosciuto');
    expect(textOf(draw(<Card shown={judge(createReport())} />))).not.toContain('autorità aggiunta da te');
  });
  it('decodes the cause and says what to do', () => {
    const certified = certify({ kind: 'errore-consegna', error: 'altro', errorCode: '5.2.2' });
    const text = textOf(draw(<Card shown={judge(createReport({ kind: 'errore-consegna', certified }))} />));
    expect(text).toContain(
      'Casella piena (5.2.2). Il messaggio non è arrivato in questa casella: per farlo arrivare occorre un nuovo invio.',
    );
  });
});

const FAILED: [Code, string][] = [
  ['message-structure.unsigned-claim', "Non è una PEC: nessun gestore l'ha firmata"],
  ['message-structure.signature-removed', 'Falsa o incompleta: manca la firma del gestore'],
  ['message-structure.trailing-parts', 'Ricevuta di avvenuta consegna: non autentica'],
  ['signature-integrity.digest-mismatch', 'Ricevuta di avvenuta consegna: alterata dopo la firma'],
  ['signer-certificate.no-pec-policy', 'Non è una PEC: chi ha firmato non è un gestore'],
  ['provider-trust.leads-elsewhere', 'Non è una PEC: chi ha firmato non è un gestore'],
  ['certification-data.contradictory-error', 'Ricevuta di avvenuta consegna: non autentica'],
];

describe('failed', () => {
  it.each(FAILED)('%s: %s', (code, words) => {
    const root = draw(<Card shown={judge(createReport({ verdict: 'failed', certified: null, checks: withChecks(fail(code)) }))} />);
    expect([sentence(root), mark(root)]).toEqual([words, 'octagon']);
    expect(textOf(root.querySelector('.lead')).length).toBeGreaterThan(80);
  });
  it('says what to do with a fake', () => {
    const text = textOf(draw(<Card shown={judge(FAKE_REPORT)} />));
    expect(text).toContain('Non aprire gli allegati e non pagare; in caso di dubbio chiama il mittente a un numero che conosci già.');
  });
  it('names a foreign signer before altered bytes: its original is not worth getting', () => {
    const checks = withChecks(fail('signature-integrity.digest-mismatch'), fail('provider-trust.leads-elsewhere'));
    expect(sentence(draw(<Card shown={judge(createReport({ verdict: 'failed', certified: null, checks }))} />))).toBe(
      'Non è una PEC: chi ha firmato non è un gestore',
    );
  });
  it('does not condemn what it read through a lossy source', () => {
    const root = draw(<Card shown={judge(FAKE_REPORT, { fidelity: 'lossy' })} />);
    expect([sentence(root), mark(root)]).toEqual(['Busta di trasporto: verifica non conclusiva', 'triangle']);
    expect(textOf(root)).not.toContain("nessun gestore l'ha firmata");
  });
});

describe('inconclusive and ordinary', () => {
  it('gives the reason and shows an enclosed PEC with its own verdict', () => {
    const checks = [leaveOpen('message-structure.wrapped')];
    const root = draw(
      <Card shown={judge(createReport({ verdict: 'inconclusive', certified: null, checks, enclosed: [createReport()] }))} />,
    );
    expect([sentence(root), mark(root)]).toEqual(['Non conclusiva: una PEC autentica sta dentro un altro messaggio', 'triangle']);
    expect(textOf(root.querySelector('.enclosed'))).toContain('Ricevuta di avvenuta consegna: autentica');
  });
  it('uses the caution that failed as the reason', () => {
    const checks = withChecks(fail('header-agreement.subject-mismatch'));
    const root = draw(<Card shown={judge(createReport({ verdict: 'inconclusive', checks }))} />);
    expect(textOf(root.querySelector('.lead'))).toContain("L'oggetto che si legge non è quello certificato.");
  });
  it('draws nothing for ordinary mail', () => {
    expect(textOf(draw(<Card shown={judge(createReport({ verdict: 'not-pec', kind: 'none', checks: [] }))} />))).toBe('');
    expect(textOf(draw(<Card shown={{ status: 'none' }} />))).toBe('');
  });
});

describe('details and actions', () => {
  it('opens the checks: each with its outcome, the failed first, the informative last', () => {
    const root = draw(<Card shown={judge(FAKE_REPORT)} />);
    expect(root.querySelectorAll('.check')).toHaveLength(0);
    click(findButton(root, 'Perché'));
    const checks = [...root.querySelectorAll('.check')].map(textOf);
    expect(checks).toHaveLength(FAKE_REPORT.checks.length);
    expect(checks[0]).toContain('Struttura del messaggio non superato');
    expect(checks.slice(-INFORMATIVE.length).join()).toContain('Revoca del certificato non determinato');
  });
  it('keeps the facts behind a disclosure', () => {
    const root = draw(<Card shown={judge(createReport())} />);
    click(findButton(root, 'Dettagli'));
    const facts = [...root.querySelectorAll('.check details')];
    expect(facts.every((details) => !(details as HTMLDetailsElement).open)).toBe(true);
    expect(facts.map(textOf).join()).toContain('Ora della firma19/09/2026 13:41:20 UTC');
  });
  it('offers three actions at most and calls each with what it is about', () => {
    const { actions, calls } = recordActions<Parameters<typeof MessageCard>[0]['actions']>();
    const shown = judge(createReport());
    const root = draw(<MessageCard shown={shown} wording={WORDING.en} collapsed={false} actions={actions} />);
    const buttons = [...root.querySelectorAll<HTMLButtonElement>('.actions button')];
    expect(buttons.map(textOf)).toEqual(['Open in ledger', 'Save the original (.eml)', 'Export proof bundle']);
    for (const button of buttons) click(button);
    click(findButton(root, 'Collapse'));
    const id = JSON.stringify(shown.message?.identifier);
    expect(calls).toEqual([`openLedger(${id})`, `saveOriginal("${shown.report.sha256}")`, `exportBundle(${id})`, 'collapse(true)']);
  });
  it('does not offer what was not recorded', () => {
    const root = draw(<Card shown={judge(createReport(), { message: null, recorded: false, problem: 'storage-full' })} />);
    expect(root.querySelectorAll('.actions button')).toHaveLength(0);
    expect(textOf(root)).toContain('questa prova non è stata registrata');
  });
  it.each(['session-expired', 'source-unavailable', 'extension-updated'] satisfies ProblemCode[])('explains %s and retries', (problem) => {
    const { actions, calls } = recordActions<Parameters<typeof MessageCard>[0]['actions']>();
    const root = draw(<MessageCard shown={{ status: 'problem', problem }} wording={WORDING.it} collapsed={false} actions={actions} />);
    expect(root.querySelectorAll('.notice p')).toHaveLength(2);
    click(findButton(root, 'Riprova'));
    expect(calls).toEqual(['retry()']);
  });
});
