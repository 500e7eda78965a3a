// The figures of the ledger as a table: what may grow with it, and what must not.
import type { LedgerLevel } from './measure-ledger';

const MB = 1024 * 1024;

type Row = [title: string, asked: string, value: (level: LedgerLevel) => string];

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

const ROWS: readonly Row[] = [
  ['one more receipt recorded', 'no growth', ({ recordMs }) => ms(recordMs)],
  ['receipts recorded a second while filling, without verification', '', ({ filledPerSecond }) => filledPerSecond.toFixed(0)],
  ['first paint of the popup', '≤ 150 ms', ({ popupMs }) => ms(popupMs)],
  ['what needs attention, read', 'no growth', ({ attentionMs }) => ms(attentionMs)],
  ['every row counted', '', ({ countMs }) => ms(countMs)],
  ['newest 2,000 rows read', 'no growth', ({ firstRowsMs }) => ms(firstRowsMs)],
  ['all rows read', 'linear', ({ allRowsMs }) => ms(allRowsMs)],
  ['board in view', '', ({ boardMs }) => ms(boardMs)],
  ['slowest letter typed into the search', '≤ 50 ms', ({ searchMs }) => ms(searchMs)],
  ['frame to frame while it is scrolled, 95 of 100 below', 'no jank', ({ frameMs }) => ms(frameMs.most)],
  ['the longest of 300 frames', '', ({ frameMs }) => ms(frameMs.longest)],
  ['objects of the board’s page', '≤ 200 MB', ({ heapBytes }) => (heapBytes === null ? 'not told' : `${(heapBytes / MB).toFixed(0)} MB`)],
  [
    'what its process grew by until then',
    '',
    ({ grownBytes }) => (grownBytes === null ? 'not told' : `${(grownBytes / MB).toFixed(0)} MB`),
  ],
];

export const toLedgerTable = (engines: readonly [name: string, levels: LedgerLevel[]][], bytes: number): string => {
  const columns = engines.flatMap(([name, levels]) => levels.map((level) => ({ title: `${name}, ${level.evidence}`, level })));
  return [
    `The ledger by the pieces of evidence in it, of ${bytes} octets each:`,
    '',
    `| what | ${columns.map(({ title }) => title).join(' | ')} | asked |`,
    `|---|${columns.map(() => '---|').join('')}---|`,
    ...ROWS.map(([title, asked, value]) => `| ${[title, ...columns.map(({ level }) => value(level)), asked].join(' | ')} |`),
  ].join('\n');
};
