// The board in a spreadsheet: one row a message, and nothing that a mail says becomes a formula.
import { describe, expect, it } from 'vitest';
import { toBoardCsv } from '../../lib/ledger/board-csv';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { toSummary } from '../../lib/ledger/summary';
import { WORDING } from '../components/draw';
import { ANNA, accepted, delivered, NOW } from './build-evidence';

const summary = (subject: string) =>
  toSummary(toLedgerMessage([accepted({ facts: { subject } }), delivered(ANNA, 1)], NOW), undefined, NOW);

/** A reader of RFC 4180 with semicolons, written for this test. */
const parse = (csv: string): string[][] =>
  csv
    .slice(1)
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:;|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')));

it('has heads in the language, a mark for spreadsheets, and a row for each message', () => {
  const csv = toBoardCsv([summary('Istanza; "urgente"')], WORDING.it);
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  const [heads = [], row = [], ...rest] = parse(csv);
  expect(rest).toEqual([]);
  expect(row).toHaveLength(heads.length);
  const told = Object.fromEntries(heads.map((head, index) => [head, row[index]]));
  expect(told).toMatchObject({ Oggetto: 'Istanza; "urgente"', Stato: 'accettato', Consegnato: '1', 'In attesa': '1' });
});

describe('a subject that a spreadsheet would calculate', () => {
  it.each(['=1+1', '+39 06', '-2', '@SUM(A1)', '\t=1', ' =1', '\u{feff}=1', '\u200b=1', '＝1+1', '=cmd|"/C calc"!A0'])(
    '%j stays text',
    (subject) => {
      const [, row = []] = parse(toBoardCsv([summary(subject)], WORDING.it));
      expect(row[2]).toBe(`'${subject}`);
    },
  );

  it('an ordinary one is left as it is', () => {
    expect(parse(toBoardCsv([summary('Re: 1=2')], WORDING.it))[1]?.[2]).toBe('Re: 1=2');
  });
});
