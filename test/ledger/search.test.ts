// Tabs and search of the board.
import { describe, expect, it } from 'vitest';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { countTabs, searchMessages } from '../../lib/ledger/search';
import { ANNA, accepted, BRUNO, buildEvidence, delivered, hoursLater, NOW, noticed } from './build-evidence';

const other = {
  facts: { identifier: 'opec9.1@pec.other.example', subject: 'Perché no', messageId: 'b@x.example', sender: 'ufficio@pec.other.example' },
};
const complete = toLedgerMessage([accepted(), delivered(ANNA), delivered(BRUNO)], NOW);
const waiting = toLedgerMessage([accepted(other)], NOW);
const received = toLedgerMessage([buildEvidence('posta-certificata', { facts: { identifier: 'in' } })], NOW);
const late = toLedgerMessage([accepted({ facts: { identifier: 'late' } }), noticed(ANNA, 12, { identifier: 'late' })], hoursLater(13));
const board = [complete, waiting, received, late];

describe('tabs', () => {
  it('sort messages by what is still due', () => {
    expect(searchMessages(board, 'complete', '')).toEqual([complete]);
    expect(searchMessages(board, 'waiting', '')).toEqual([waiting, late]);
    expect(searchMessages(board, 'attention', '')).toEqual([late]);
    expect(countTabs(board)).toEqual({ all: 4, attention: 1, waiting: 2, complete: 1 });
  });
});

describe('search', () => {
  it.each([
    ['perche', [waiting]],
    ['PERCHÉ', [waiting]],
    ['opec9.1@', [waiting]],
    ['b@x.example', [waiting]],
    ['ufficio anna', [waiting]],
    ['anna.verdi', board],
    ['nobody', []],
    ['   ', board],
  ] as const)('finds %j in subject, addresses and identifiers', (query, found) => {
    expect(searchMessages(board, 'all', query)).toEqual(found);
  });
});
