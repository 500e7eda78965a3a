// @vitest-environment jsdom
// Comparing with the sent message: one button, one file, and a table that says which attachments are the same.
import { expect, it } from 'vitest';
import type { CheckResult } from '../../lib/verify/report';
import type { LedgerPageProps, ReceiptComparison, SentComparison } from '../../lib/view';
import { click, draw, findButton, recordActions, textOf } from './draw';
import { createMessage, fail, toHash } from './sample-data';
import { FAKE, LEDGER } from './sample-ledger';
import { Ledger } from './views';

const message = createMessage();

const passed = (notes: string[], facts: CheckResult['facts']): CheckResult => ({
  check: 'original-message',
  status: 'passed',
  facts,
  notes: notes.map((note) => `original-message.${note}` as const),
});

const receipt = (result: CheckResult | null, delivery = 'anna.verdi@pec.example', seed = 'a1'): ReceiptComparison => ({
  sha256: toHash(seed),
  kind: 'avvenuta-consegna',
  delivery,
  result,
});

const compare = (change: Partial<SentComparison>): SentComparison => ({
  identifier: message.identifier,
  fileName: 'inviata.eml',
  isRunning: false,
  problem: null,
  receipts: [],
  ...change,
});

const show = (change: Partial<SentComparison>): HTMLElement => draw(<Ledger selected={message} comparison={compare(change)} />);

const rows = (root: Element): string[] => [...root.querySelectorAll('.comparison tbody tr')].map(textOf);

const EQUAL = { proves: 'content-by-hash', attachments: 2, matched: 2, attachmentsEqual: ['atto.pdf (SHA-1, a)', 'b.pdf (SHA-1, a)'] };
const DIFFERENT = {
  proves: 'content-by-hash',
  attachments: 3,
  matched: 1,
  attachmentsEqual: ['atto.pdf (SHA-1, a)'],
  attachmentsDifferent: ['b.pdf'],
  attachmentsMissing: ['c.pdf'],
  attachmentsAdded: ['d.pdf'],
};

it('takes one file for the message that is open', () => {
  const { actions, calls } = recordActions<LedgerPageProps['actions']>();
  const root = draw(<Ledger selected={message} actions={actions} />);
  const button = findButton(root, 'Confronta con il messaggio inviato');
  const input = button.nextElementSibling as HTMLInputElement;
  Object.defineProperty(input, 'files', { value: [new File(['x'], 'inviata.eml')] });
  click(button);
  input.dispatchEvent(new Event('change', { bubbles: true }));
  expect(calls).toEqual(['compareSent({})']);
});

it('offers nothing where no receipt speaks of content', () => {
  for (const selected of [LEDGER.find(({ evidence }) => evidence[0]?.sha256 === FAKE.sha256) ?? null, LEDGER[3] ?? null]) {
    const buttons = [...draw(<Ledger selected={selected} />).querySelectorAll('.side button')].map(textOf);
    expect(buttons).not.toContain('Confronta con il messaggio inviato');
  }
});

it('says once what several receipts say, and that the copy is no proof', () => {
  const result = passed(['hashes-match'], EQUAL);
  const root = show({ receipts: [receipt(result), receipt(result, 'bruno@pec.example', 'a2')] });
  const status = root.querySelector('.side [role="status"]');
  expect(textOf(status)).toMatch(/^Ricevuta per anna\.verdi@pec\.exampleRicevuta per bruno@pec\.example Ogni impronta/);
  expect(textOf(status)).toContain('La ricevuta prova: contenuto, con gli allegati come impronte.');
  expect(rows(root)).toEqual(['atto.pdf (SHA-1, a) uguale', 'b.pdf (SHA-1, a) uguale']);
  expect(textOf(root.querySelector('.side'))).toContain('non viene conservata e non è una prova');
});

it('names what differs first, and does not condemn the receipt', () => {
  const root = show({ receipts: [receipt(fail('original-message.hash-differs', DIFFERENT))] });
  expect(rows(root)).toEqual(['b.pdf diverso', 'c.pdf manca nella copia', 'd.pdf solo nella copia', 'atto.pdf (SHA-1, a) uguale']);
  expect(textOf(root.querySelector('.side'))).toContain('La ricevuta resta autentica');
  expect(root.querySelector('.comparison [data-mark="octagon"]')).toBeNull();
});

it.each([
  [
    'another message',
    { receipts: [receipt(passed(['hashes-only', 'other-message'], { proves: 'content-by-hash' }))] },
    'non è il messaggio a cui si riferisce',
  ],
  ['a file that is no mail', { problem: 'not-a-message' as const }, 'Questo file non è un messaggio di posta'],
  ['a comparison under way', { isRunning: true }, 'Confronto in corso'],
  ['bytes that are gone', { receipts: [receipt(null)] }, 'non si legge più'],
])('%s is said in words', (_, change, words) => {
  const root = show(change);
  expect(textOf(root.querySelector('.side [role="status"]'))).toContain(words);
  expect(root.querySelector('.comparison')).toBeNull();
});

it('belongs to its message only', () => {
  const root = draw(<Ledger selected={LEDGER[1] ?? null} comparison={compare({ receipts: [receipt(passed(['hashes-match'], EQUAL))] })} />);
  expect(textOf(root.querySelector('.side'))).not.toContain('inviata.eml');
});

it('draws hostile names as text, and no more rows than can be read', () => {
  const names = [
    '<img src=x onerror="alert(1)">',
    'a\u202efdp.exe',
    '__proto__',
    ...Array.from({ length: 150 }, (_, index) => `n${index}`),
  ];
  const root = show({
    fileName: '<b>\u202e.eml',
    receipts: [receipt(passed(['hashes-match'], { attachments: 900, attachmentsEqual: names }))],
  });
  expect(root.querySelector('.side img, .side b b')).toBeNull();
  expect(root.textContent).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(rows(root)).toHaveLength(100);
  expect(textOf(root.querySelector('.side'))).toContain('e altri 800');
});
