// @vitest-environment jsdom
// The second layer in the timeline: under its proof, never sealed, whose statement it is, what it means and what to do.
import { describe, expect, it } from 'vitest';
import type { SecondLayerItem } from '../../lib/second-layer/second-layer-item';
import type { Locale } from '../../lib/wording';
import { draw, MESSAGES, textOf } from './draw';
import { LEDGER } from './sample-ledger';
import { evidenceOf, LAYER, Ledger } from './views';

const received = LEDGER[5] ?? null;
const sha256 = received?.evidence[0]?.sha256 ?? '';
const notification: SecondLayerItem = { system: 'sdi', type: 'NS', fileName: 'IT01_1_NS_001.xml', facts: { sdiId: '9001' } };

const show = (items: SecondLayerItem[] | null, sender?: string): HTMLElement => {
  const evidence = evidenceOf(received).map((item) => {
    const { certified } = item.report;
    return sender === undefined || certified === null ? item : { ...item, report: { ...item.report, certified: { ...certified, sender } } };
  });
  return draw(<Ledger selected={received} evidence={evidence} secondLayer={{ [sha256]: items }} />);
};

it('stands under the proof that carries it, with facts, meaning and what to do', () => {
  const root = draw(<Ledger selected={received} secondLayer={LAYER} />);
  const layer = root.querySelector('.proof + .layer');
  const text = textOf(layer);
  expect(text).toMatch(/^Dentro il messaggio, non certificato dal gestore/);
  for (const words of [
    'Notifica di scarto della fattura (NS)',
    'correggi il file e invialo di nuovo',
    '00404 Fattura duplicata',
    '18/09/2026 10:00:00 +02:00',
    'Conferma di ricezione del protocollo',
    '0004711',
    'Data di protocollo18/09/2026',
    'Lo dichiara chi ha spedito il messaggio, anna.verdi@pec.example',
    'La firma propria di questi file non è stata controllata.',
  ])
    expect(text).toContain(words);
});

it('never bears the seal or a verdict', () => {
  const layer = draw(<Ledger selected={received} secondLayer={LAYER} />).querySelector('.layer');
  const marks = [...(layer?.querySelectorAll('[data-mark]') ?? [])].map((mark) => mark.getAttribute('data-mark'));
  expect(marks).toEqual(['outline', 'outline']);
  expect(textOf(layer)).not.toMatch(/autentica/i);
});

it.each([
  ['sdi48@pec.fatturapa.it', false],
  ['SDI48@PEC.FATTURAPA.IT', false],
  ['sdi48@pec.fatturapa.it.example', true],
  ['sdi48@xpec.fatturapa.it', true],
])('a notification from %s: other sender %s', (sender, isOther) => {
  expect(textOf(show([notification], sender)).includes('questo messaggio viene da un altro indirizzo')).toBe(isOther);
});

it('does not ask who sent an invoice or a registry message', () => {
  const items: SecondLayerItem[] = [
    { system: 'sdi', type: 'invoice', fileName: 'IT01_1.xml', facts: {} },
    { system: 'protocollo', type: 'segnatura', fileName: 'Segnatura.xml', facts: { number: '1' } },
  ];
  expect(textOf(show(items))).not.toContain('viene da un altro indirizzo');
});

it('says where it was not read, and draws nothing where there is nothing', () => {
  expect(textOf(show(null).querySelector('.proof'))).toContain('Gli allegati del messaggio originale non sono stati letti');
  const root = draw(<Ledger selected={received} secondLayer={{}} />);
  expect(root.querySelector('.layer')).toBeNull();
  expect(textOf(root)).not.toContain('non sono stati letti');
});

it('names the outcome in words', () => {
  const outcome = { ...notification, type: 'NE' as const, facts: { outcome: 'EC02' } };
  expect(textOf(show([outcome]))).toContain('rifiutata (EC02)');
});

it('shows hostile facts as inert text', () => {
  const hostile = '<img src=x onerror=alert(1)>fattura\u202efdp.exe';
  const root = show(
    [{ ...notification, fileName: 'IT01_1_NS_001.xml', facts: { sdiId: hostile, outcome: hostile, errors: hostile } }],
    hostile,
  );
  expect(root.querySelector('img')).toBeNull();
  expect(textOf(root)).toContain('fattura⟨U+202E⟩fdp.exe');
  expect(root.textContent).not.toContain('\u202e');
});

const SDI = ['RC', 'NS', 'MC', 'NE', 'EC', 'SE', 'DT', 'AT', 'MT', 'invoice', 'unknown'];
const PROTOCOLLO = ['segnatura', 'conferma', 'eccezione', 'aggiornamento', 'annullamento', 'unknown'];

describe.each(['it', 'en'] as Locale[])('words in %s', (locale) => {
  it.each([...SDI.map((type) => `sdi_${type}`), ...PROTOCOLLO.map((type) => `protocollo_${type}`)])(
    '%s has its name, meaning and way on',
    (name) => {
      const keys = [`layer_${name}`, `layer_${name}_why`, `layer_${name}_next`];
      expect(keys.filter((key) => !MESSAGES[locale][key]?.message)).toEqual([]);
    },
  );

  it('names every fact', () => {
    const facts =
      'fileName sdiId invoiceFile outcome rejection sdiReceived sdiDelivered availableFrom office officeName description note errors ' +
      'sdiMessageId subject administration area register number date aboutAdministration aboutNumber aboutDate reason measure';
    expect(facts.split(' ').filter((name) => !MESSAGES[locale][`fact_${name}`]?.message)).toEqual([]);
  });
});
