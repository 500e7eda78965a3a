// The board as a table for a spreadsheet: whatever a mail says is text there, and never a formula.
import { toKey, type Wording } from '../wording';
import type { RecipientState } from './ledger-message';
import type { LedgerSummary } from './summary';

/** In front of a cell these make a formula of it, in one program or another, also behind blanks and in their wide form. */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠]/u;

/** An apostrophe makes text of it in the programs that know it; in others it is seen, and harmless. */
const toCell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const STATES = ['delivered', 'waiting', 'warned', 'not-delivered', 'no-proof-due'] as const satisfies readonly RecipientState[];

const toRow = (summary: LedgerSummary, wording: Wording): string[] => {
  const { acceptedAt, from, subject, state, attention, tally, provenUntil, tags, identifier } = summary;
  return [
    ...[acceptedAt ?? '', from, subject ?? '', wording.text(`bundle_state_${toKey(state)}`)],
    attention.map((reason) => wording.text(`attention_${toKey(reason)}`)).join(', '),
    ...STATES.map((name) => String(tally[name] ?? 0)),
    ...[provenUntil ?? '', tags.join(', '), identifier],
  ];
};

/** RFC 4180, with the semicolons and the byte order mark that the spreadsheets of Italian offices expect. */
export const toBoardCsv = (summaries: readonly LedgerSummary[], wording: Wording): string => {
  const heads = ['time', 'from', 'subject', 'state', 'attention'].map((name) => wording.text(`csv_${name}`));
  const states = STATES.map((name) => wording.text(`recipient_${toKey(name)}`));
  const tail = ['proven_until', 'tags', 'identifier'].map((name) => wording.text(`csv_${name}`));
  const rows = [[...heads, ...states, ...tail], ...summaries.map((summary) => toRow(summary, wording))];
  return `\u{feff}${rows.map((row) => `${row.map(toCell).join(';')}\r\n`).join('')}`;
};
