// Tabs, search, filters and orders of the board.
import { describe, expect, it } from 'vitest';
import { type BoardView, countTabs, filterBoard, listMailboxes, NO_FILTER } from '../../lib/ledger/board';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { type LedgerSummary, toSummary } from '../../lib/ledger/summary';
import { ANNA, accepted, BRUNO, buildEvidence, delivered, failed, hoursLater, NOW, noticed } from './build-evidence';

const other = {
  facts: { identifier: 'opec9.1@pec.other.example', subject: 'Perché no', messageId: 'b@x.example', sender: 'ufficio@pec.other.example' },
};
const summarise = (evidence: Parameters<typeof toLedgerMessage>[0], now = NOW, note = ''): LedgerSummary =>
  toSummary(toLedgerMessage(evidence, now), { tags: ['gara'], note, changedAt: now }, now);

const complete = summarise([accepted(), delivered(ANNA), delivered(BRUNO)]);
const waiting = summarise([accepted(other)], NOW, 'richiamare il Comune');
const received = summarise([
  buildEvidence('posta-certificata', { facts: { identifier: 'in', recipients: [{ address: ANNA, type: 'certificato' }] } }),
]);
const late = summarise([accepted({ facts: { identifier: 'late' } }), noticed(ANNA, 12, { identifier: 'late' })], hoursLater(13));
const lost = summarise([
  accepted({ facts: { identifier: 'lost', time: '2026-10-02T10:00:00+02:00' } }),
  failed(BRUNO, 1, '5.1.1', { facts: { identifier: 'lost', time: '2026-10-02T11:00:00+02:00' } }),
]);
const board = [complete, waiting, received, late, lost];
const ALL: BoardView = { ...NO_FILTER, tab: 'all', query: '' };
const show = (change: Partial<BoardView>): LedgerSummary[] => filterBoard(board, { ...ALL, ...change });

describe('tabs', () => {
  it('sort messages by what is still due', () => {
    expect(show({ tab: 'complete' })).toEqual([complete]);
    expect(show({ tab: 'waiting' })).toEqual([waiting, late, lost]);
    expect(show({ tab: 'failed' })).toEqual([lost]);
    expect(show({ tab: 'attention' })).toEqual([lost, late]);
    expect(countTabs(board)).toEqual({ all: 5, attention: 2, waiting: 3, failed: 1, complete: 1 });
  });
});

describe('search', () => {
  it.each([
    ['perche', [waiting]],
    ['PERCHÉ', [waiting]],
    ['opec9.1@', [waiting]],
    ['b@x.example', [waiting]],
    ['ufficio anna', [waiting]],
    ['comune', [waiting]],
    ['gara', board],
    ['anna.verdi', board],
    ['nobody', []],
    ['   ', board],
  ] as const)('finds %j in subject, addresses, identifiers, tags and note', (query, found) => {
    expect(show({ query })).toEqual(found);
  });
});

describe('filters', () => {
  it('know the mailboxes by what they sent and alone received', () => {
    expect(listMailboxes(board)).toEqual([ANNA, 'studio@pec.provider.example', 'ufficio@pec.other.example']);
    expect(show({ mailbox: 'ufficio@pec.other.example' })).toEqual([waiting]);
    expect(show({ mailbox: ANNA })).toEqual([received]);
  });

  it('find a recipient by a part of the address, in no other field', () => {
    expect(show({ recipient: 'BRUNO.neri' })).toEqual([complete, waiting, late, lost]);
    expect(show({ recipient: `${ANNA} pec.two` })).toEqual([complete, waiting, late, lost]);
    expect(show({ recipient: ' ' })).toEqual(board);
    // The sender, and a subject, a note and an identifier that name it.
    for (const recipient of ['studio@pec.provider.example', 'perche', 'comune', 'gara', 'opec9.1@', 'b@x.example'])
      expect(show({ recipient })).toEqual([]);
    expect(show({ recipient: 'anna', query: 'comune' })).toEqual([waiting]);
  });

  it('find in a row of a ledger from before whatever its text says', () => {
    const { recipientsAt: _, ...old } = waiting;
    expect(filterBoard([old], { ...ALL, recipient: 'bruno' })).toEqual([old]);
  });

  it('take the days as they were certified, the first and the last included', () => {
    expect(show({ since: '2026-10-02' })).toEqual([lost]);
    expect(show({ since: '2026-09-19', until: '2026-09-19' })).toEqual([complete, waiting, received, late]);
    expect(show({ until: '2026-09-18' })).toEqual([]);
  });
});

describe('orders', () => {
  it('can be turned round, and go back to the newest among equals', () => {
    expect(show({ isReversed: true })).toEqual([...board].reverse());
    expect(show({ order: 'subject' })[0]).toBe(waiting);
    expect(show({ order: 'subject', isReversed: true }).at(-1)).toBe(waiting);
    expect(show({ order: 'state' }).slice(0, 2)).toEqual([lost, late]);
    expect(show({ order: 'recipients' })[0]).toBe(lost);
  });

  it('do not change what they were given', () => {
    const before = [...board];
    show({ order: 'subject' });
    show({ isReversed: true });
    expect(board).toEqual(before);
  });
});
