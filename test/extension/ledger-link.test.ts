// The address of a message on the ledger page: there and back, and the board for everything that cannot be understood.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type LedgerLink, parseLedgerHash, toLedgerHash } from '../../lib/extension/board/ledger-link';

const BOARD: LedgerLink = { identifier: null, act: 'show', sha256: null, query: '' };

it('survives the way through an address, whatever the identifier holds', () => {
  const link = fc.record({
    identifier: fc.option(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' })),
    act: fc.constantFrom('show', 'export', 'save-original'),
    sha256: fc.option(fc.constant('0f'.repeat(32))),
    query: fc.string({ maxLength: 50, unit: 'grapheme' }),
  }) satisfies fc.Arbitrary<LedgerLink>;
  fc.assert(
    fc.property(link, (one) => {
      expect(parseLedgerHash(new URL(toLedgerHash(one), 'https://x.example/').hash)).toEqual(one);
    }),
  );
});

it.each(['', '#', '#/', '#/message/', '#/message/a/b', '#/other', 'javascript:alert(1)'])('leads from %j to the board', (hash) => {
  expect(parseLedgerHash(hash)).toEqual(BOARD);
});

it.each(['#/message/x?act=delete', '#/message/x?sha256=zz', '#/?act=export&sha256=../../x', `#/message/${'x'.repeat(2000)}?act=export`])(
  'does nothing unasked for %j',
  (hash) => expect(parseLedgerHash(hash)).toEqual(BOARD),
);

it('does not stumble over a broken escape', () => {
  expect(parseLedgerHash('#/message/%E0%A4%A')).toEqual(BOARD);
});
