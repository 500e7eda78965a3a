// @vitest-environment jsdom
// Bundles that were dropped on the ledger page: the answer in one sentence, and by name what is not as it was.
import { expect, it } from 'vitest';
import type { BundleFindings, DroppedBundle } from '../../lib/bundle-view';
import { draw, textOf } from './draw';
import { DROPPED } from './sample-export';
import { createFindings } from './sample-findings';
import { Ledger } from './views';

const show = (bundles: readonly DroppedBundle[]): HTMLElement => draw(<Ledger bundles={bundles} />);
const showOne = (change: Partial<BundleFindings>): string =>
  textOf(show([{ name: 'a.asice', findings: createFindings(change), isBroken: false }]).querySelector('.dropped-bundle'));

it('says of each what checking it found', () => {
  const told = [...show(DROPPED).querySelectorAll('.dropped-bundle')].map(textOf);
  expect(told[0]).toContain('Fascicolo integro');
  expect(told[0]).toContain('È quella di questa versione di Ceralacca.');
  expect(told[1]).toContain('Fascicolo alterato');
  expect(told[2]).not.toMatch(/integro|Il fascicolo nel suo insieme/);
  expect(told[3]).toBe('Verifica in corso in-corso.asice');
});

it('draws twenty names of files that are wrong, and says how many are left', () => {
  const files = Array.from({ length: 27 }, (_, index) => ({ name: `${index}.eml`, status: 'changed' }) as const);
  const told = showOne({ verdict: 'altered', files });
  expect(told).toContain('19.eml modificato');
  expect(told).not.toContain('20.eml');
  expect(told).toContain('Altri 7 non sono mostrati.');
});

it('never believes the report inside', () => {
  expect(showOne({ report: 'differs' })).toContain('rapporto.json dichiara esiti diversi da quelli trovati qui');
});

it('concludes nothing from a check that was broken off', () => {
  const told = textOf(show([{ name: 'a.asice', findings: null, isBroken: true }]).querySelector('.dropped-bundle'));
  expect(told).toContain('Non se ne conclude nulla');
  expect(told).not.toContain('integro');
});

it('shows a name as what it is: words of others', () => {
  const root = show([{ name: '<b>x</b>.asice', findings: createFindings(), isBroken: false }]);
  expect(textOf(root.querySelector('.dropped-bundle'))).toContain('<b>x</b>.asice');
});
