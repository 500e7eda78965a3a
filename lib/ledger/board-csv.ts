// The board as a table for a spreadsheet.
import { toKey, type Wording } from '../wording';
import { toCsv } from './csv';
import type { RecipientState } from './ledger-message';
import type { LedgerSummary } from './summary';

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

export const toBoardCsv = (summaries: readonly LedgerSummary[], wording: Wording): string => {
  const heads = ['time', 'from', 'subject', 'state', 'attention'].map((name) => wording.text(`csv_${name}`));
  const states = STATES.map((name) => wording.text(`recipient_${toKey(name)}`));
  const tail = ['proven_until', 'tags', 'identifier'].map((name) => wording.text(`csv_${name}`));
  return toCsv([[...heads, ...states, ...tail], ...summaries.map((summary) => toRow(summary, wording))]);
};
