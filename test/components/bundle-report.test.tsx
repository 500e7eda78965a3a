// @vitest-environment jsdom
// What a person reads of a bundle that was checked: the answer first, every file and proof by name, nothing that a report inside claims.
import { describe, expect, it } from 'vitest';
import { BundleReport } from '../../components/proofs/BundleReport';
import type { BundleFindings, BundleRefusal } from '../../lib/bundle/bundle-findings';
import { SIGNATURE_PROBLEMS } from '../../lib/verify/signatures/signature-finding';
import { click, draw, textOf, WORDING } from './draw';
import { createReport, FAKE_REPORT, toHash } from './sample-data';
import { ALTERED_BUNDLE, createFindings, FOREIGN, PROOFS, SENT_COPY, toProof } from './sample-findings';

const show = (findings: BundleFindings, locale: 'it' | 'en' = 'it'): HTMLElement =>
  draw(<BundleReport name="fascicolo.asice" findings={findings} wording={WORDING[locale]} />);

const answerOf = (root: HTMLElement): string => textOf(root.querySelector('#answer'));
const markOf = (root: HTMLElement): string | undefined => root.querySelector<HTMLElement>('.sentence .mark')?.dataset.mark;
const rowsOf = (root: HTMLElement): string[] => [...root.querySelectorAll('.proofs tbody tr:not(.proof-details)')].map(textOf);

describe('the answer', () => {
  it.each<[string, Partial<BundleFindings>, string, string]>([
    ['all is well', {}, 'seal', 'Fascicolo integro: tutte le 3 prove hanno firma autentica'],
    ['one proof', { proofs: PROOFS.slice(0, 1) }, 'seal', 'Fascicolo integro: la sua unica prova ha firma autentica'],
    ['what was sent is no proof', { proofs: [...PROOFS, SENT_COPY] }, 'seal', 'Fascicolo integro: tutte le 3 prove hanno firma autentica'],
    ['nothing to prove', { proofs: [SENT_COPY] }, 'triangle', 'Fascicolo integro, ma non contiene nessuna prova PEC'],
    [
      'a fake among them',
      { proofs: [...PROOFS, toProof('04.eml', FAKE_REPORT)] },
      'octagon',
      'Fascicolo integro, ma 3 prove su 4 hanno firma autentica, le altre no o non si può dire',
    ],
    [
      'one that stays open',
      { proofs: [PROOFS[0] ?? SENT_COPY, toProof('02.eml', createReport({ verdict: 'inconclusive', sha256: toHash('0e') }))] },
      'triangle',
      'Fascicolo integro, ma 1 prova su 2 ha firma autentica, le altre no o non si può dire',
    ],
    [
      'none can be confirmed, because nobody here knows who vouches',
      { report: 'differs', proofs: [toProof('01.eml', FOREIGN)] },
      'octagon',
      'Fascicolo integro, ma non si può confermare la sua unica prova',
    ],
    [
      'nobody known vouches for its time-stamp',
      { timestamp: { status: 'unproven', problem: 'unknown-authority' } },
      'triangle',
      'Fascicolo integro: tutte le 3 prove hanno firma autentica, ma la marca temporale non è confermata',
    ],
    [
      'its time-stamp is about something else',
      { timestamp: { status: 'unproven', problem: 'wrong-imprint' } },
      'octagon',
      'Fascicolo integro: tutte le 3 prove hanno firma autentica, ma la marca temporale non è confermata',
    ],
    [
      'its report claims more than was found',
      { report: 'differs', proofs: [toProof('01.eml', FAKE_REPORT)] },
      'octagon',
      'Fascicolo integro, ma non si può confermare la sua unica prova; rapporto.json dichiara esiti diversi da quelli trovati qui',
    ],
    [
      'the sums that go with it are gone',
      { verdict: 'altered', sums: 'absent' },
      'octagon',
      "Fascicolo alterato: SHA256SUMS manca o non corrisponde all'elenco. Prese una per una: tutte le 3 prove hanno firma autentica.",
    ],
  ])('%s', (_, change, mark, sentence) => {
    const root = show(createFindings(change));
    expect([markOf(root), answerOf(root)]).toEqual([mark, sentence]);
  });

  it('stands first, with the name of the bundle and the instant of the check', () => {
    const root = show(createFindings());
    expect(root.querySelector('section')?.contains(root.querySelector('#answer'))).toBe(true);
    expect(textOf(root.querySelector('.answer-about'))).toBe(
      "fascicolo.asice · verificato secondo l'orologio di questo computer il 19/09/2026 14:00:00 UTC",
    );
  });

  it('says that transport is proven and never honesty', () => {
    expect(textOf(show(createFindings()))).toContain('Non prova che il contenuto sia vero, né che chi scrive sia onesto.');
    expect(textOf(show(createFindings(), 'en'))).toContain('It does not prove that the content is true, nor that the writer is honest.');
  });
});

it('never calls an altered bundle intact, and names each file with what became of it', () => {
  const root = show(ALTERED_BUNDLE);
  expect(markOf(root)).toBe('octagon');
  expect(answerOf(root)).toMatch(/^Fascicolo alterato: 4 file non corrispondono al suo elenco\./);
  expect([...root.querySelectorAll('.rows .strong')].map((name) => textOf(name.closest('p')))).toEqual([
    '02-avvenuta-consegna-anna.verdi@pec.example.eml modificato',
    'rapporto.html mancante',
    'aggiunta.eml aggiunto',
    'LEGGIMI.txt illeggibile',
  ]);
  expect(textOf(root)).toContain('Dichiara esiti diversi da quelli trovati qui: vale ciò che è stato trovato qui.');
});

describe('the table of proofs', () => {
  it('tells of each what it is, about whom, when, by whom, with which outcome', () => {
    const [acceptance, delivery] = rowsOf(show(createFindings()));
    expect(acceptance).toContain('Ricevuta di accettazione01-accettazione.eml');
    expect(acceptance).toContain('studio.neri@pec.example');
    expect(delivery).toMatch(/anna\.verdi@pec\.example.*19\/09\/2026 15:41:20 \+02:00.*Gestore Esempio.*firma autentica/);
  });

  it('puts first what needs a look, says that it is not as listed, and certifies nothing of it', () => {
    const [first] = rowsOf(show(ALTERED_BUNDLE));
    expect(first).toMatch(/aggiunta\.eml———falsa, alterata o incompleta non è come nell'elencoPerché$/);
  });

  it('opens the checks one click deeper', () => {
    const root = show(createFindings());
    expect(root.querySelector('.proof-details .checks')).toBeNull();
    const button = root.querySelector<HTMLElement>('button[aria-label="Dettagli: 01-accettazione.eml"]');
    click(button as HTMLElement);
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    expect(textOf(root.querySelector('.proof-details:not([hidden])'))).toContain('Firma intatta');
  });

  it('marks what only an added authority vouches for', () => {
    const added = createReport({
      checks: createReport().checks.map((check) =>
        check.check === 'provider-trust' ? { ...check, facts: { ...check.facts, addedByUser: true } } : check,
      ),
    });
    expect(rowsOf(show(createFindings({ proofs: [toProof('01.eml', added)] })))[0]).toContain('autorità aggiunta da te');
    expect(rowsOf(show(createFindings({ proofs: [toProof('01.eml', FOREIGN)] })))[0]).not.toContain('autorità aggiunta da te');
  });

  it('shows hostile names as text', () => {
    const root = show(createFindings({ proofs: [toProof('<img src=x>\u202Elme.eml', FAKE_REPORT)] }));
    expect(root.querySelector('img')).toBeNull();
    expect(rowsOf(root)[0]).toContain('<img src=x>⟨U+202E⟩lme.eml');
  });
});

describe('the bundle as a whole', () => {
  const factsOf = (change: Partial<BundleFindings>, locale: 'it' | 'en' = 'it'): string =>
    textOf(show(createFindings(change), locale).querySelector('section[aria-labelledby="facts-title"]'));

  it('says what a list without a time-stamp is worth', () => {
    expect(factsOf({})).toContain("Chi ha il fascicolo può aver rifatto l'elenco dei file");
  });

  it('tells before when everything existed, and who says so', () => {
    const facts = factsOf({
      timestamp: { status: 'proven', existedBefore: '2026-09-20T10:00:01Z', authority: 'CN=Marche', serial: '0A', isAddedAnchor: true },
    });
    expect(facts).toContain('esisteva prima del 20/09/2026 10:00:01 UTC. autorità aggiunta da te');
    expect(facts).toContain('CN=Marche · numero di serie 0A');
  });

  it('says why a time-stamp proves nothing', () => {
    expect(factsOf({ timestamp: { status: 'unproven', problem: 'unknown-authority' } })).toContain(
      "Non si conosce l'autorità che ha emesso la marca",
    );
    expect(factsOf({ timestamp: { status: 'unproven', problem: 'brand-new' } })).toContain('Motivo: brand-new.');
  });

  it.each(['seal-unreadable', 'proofs-unreadable', 'way-broken', 'token-missing', ...SIGNATURE_PROBLEMS])(
    'says in words why a seal does not hold: %s',
    (problem) => {
      const seals = [{ name: 'sigilli/x', existedBefore: null, included: [], signers: [], problem }];
      for (const locale of ['it', 'en'] as const) expect(factsOf({ seals }, locale)).not.toMatch(/(?:Motivo|Reason): /);
      expect(factsOf({ seals: [{ name: 'sigilli/x', existedBefore: null, included: [], signers: [], problem: 'brand-new' }] })).toContain(
        'Motivo: brand-new.',
      );
    },
  );

  it('tells who signed a seal, and that nobody vouches for them', () => {
    const signers = [{ subject: 'CN=Maria Bianchi', issuer: 'CN=Ente' }];
    const told = factsOf({ seals: [{ name: 'sigilli/x', existedBefore: null, included: [], signers, problem: null }] });
    expect(told).toContain('Firmato con un certificato intestato a CN=Maria Bianchi, rilasciato da CN=Ente.');
    expect(told).toContain("Ceralacca non controlla chi l'ha rilasciato");
    expect(told).not.toContain('esisteva prima');
  });

  it('tells of archive seals', () => {
    const seals = [
      { name: 'sigilli/2026.json', existedBefore: '2026-09-20T10:00:01Z', included: [toHash('a1')], signers: [], problem: null },
    ];
    expect(factsOf({ seals }, 'en')).toContain(
      '1 proof of this bundle was in the sealed archive: it existed before 20/09/2026 10:00:01 UTC.',
    );
  });
});

it('draws the recipients of each message, without a button to save what the reader has', () => {
  const root = show(createFindings());
  const message = root.querySelector('.bundle-message');
  expect(textOf(message)).toContain('Ricorso gerarchico prot. 88/2026');
  expect(textOf(message)).toContain('Esito: 2 consegnati');
  expect(message?.querySelectorAll('.lane')).toHaveLength(4);
  expect(message?.querySelectorAll('button')).toHaveLength(0);
});

it('believes nothing of a refused bundle, and says why in words', () => {
  const refused = createFindings({ verdict: 'refused', refusal: 'several-manifests', proofs: [], messages: [], intactCount: 0 });
  const root = show(refused);
  expect([markOf(root), answerOf(root)]).toEqual([
    'octagon',
    'Fascicolo rifiutato: non è fatto come deve, e nulla di ciò che contiene è stato creduto',
  ]);
  expect(textOf(root)).toContain('Ci sono più elenchi dei file: non si può dire quale valga.');
  expect(root.querySelectorAll('section')).toHaveLength(1);
});

const REFUSALS: Record<BundleRefusal, true> = {
  unreadable: true,
  'too-large': true,
  'too-many': true,
  'archive-broken': true,
  'archive-unsafe': true,
  'archive-bomb': true,
  'archive-too-many': true,
  'archive-nested': true,
  'archive-encrypted': true,
  'archive-zip64': true,
  'archive-unsupported': true,
  'outlook-file': true,
  'timestamp-alone': true,
  'not-a-bundle': true,
  'mimetype-not-first': true,
  'manifest-missing': true,
  'several-manifests': true,
  'several-tokens': true,
  'manifest-unreadable': true,
  'manifest-too-large': true,
  'unknown-digest': true,
  'unsafe-name': true,
};

it.each(Object.keys(REFUSALS) as BundleRefusal[])('has words in both languages for %s', (refusal) => {
  for (const locale of ['it', 'en'] as const) {
    const root = show(createFindings({ verdict: 'refused', refusal, proofs: [], messages: [] }), locale);
    expect(textOf(root.querySelector('.lead'))).not.toMatch(/verifica_|^$/);
  }
});
