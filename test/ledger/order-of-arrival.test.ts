// Whatever the order and repetition of the evidence, and whatever of it is foreign, doubtful or late: the ledger says the same.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Evidence, LedgerMessage } from '../../lib/ledger/ledger-message';
import { linkEvidence } from '../../lib/ledger/link';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { arbitraryEvidence } from './arbitrary-evidence';
import { NOW } from './build-evidence';

const toLedger = (evidence: readonly Evidence[]): Map<string, LedgerMessage> =>
  new Map(
    [...linkEvidence(evidence)]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, group]): [string, LedgerMessage] => [key, toLedgerMessage(group, NOW)]),
  );

const someEvidence = fc.array(arbitraryEvidence, { minLength: 1, maxLength: 12 });

/** The evidence, and the same in another order with some of it more than once. */
const arrivals = someEvidence.chain((evidence) =>
  fc.tuple(
    fc.constant(evidence),
    fc
      .tuple(fc.shuffledSubarray(evidence, { minLength: evidence.length }), fc.subarray(evidence))
      .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
  ),
);

it('gives the same messages for any order and repetition', () => {
  fc.assert(
    fc.property(arrivals, ([evidence, shuffled]) => {
      expect(toLedger(shuffled)).toEqual(toLedger(evidence));
    }),
    { numRuns: 400 },
  );
});

it('gives the same row for any order and repetition of what was given as one message', () => {
  fc.assert(
    fc.property(arrivals, ([evidence, shuffled]) => {
      expect(toLedgerMessage(shuffled, NOW)).toEqual(toLedgerMessage(evidence, NOW));
    }),
    { numRuns: 400 },
  );
});

it('is moved by verified evidence alone', () => {
  const isVerified = ({ report }: Evidence): boolean => report.verdict === 'verified';
  fc.assert(
    fc.property(someEvidence, (evidence) => {
      const verified = evidence.filter((item) => isVerified(item) && item.report.certified !== null);
      fc.pre(verified.length > 0);
      // Of two sightings of the same bytes the verified one holds.
      const proven = new Set(verified.map(({ sha256 }) => sha256));
      const doubtful = evidence.filter(({ sha256 }) => !proven.has(sha256));
      const toStates = (message: LedgerMessage): unknown => [
        message.state,
        message.acceptedAt,
        message.provenUntil,
        message.recipients.map(({ evidence: _, ...recipient }) => recipient),
      ];
      expect(toStates(toLedgerMessage([...verified, ...doubtful], NOW))).toEqual(toStates(toLedgerMessage(verified, NOW)));
    }),
    { numRuns: 400 },
  );
});

it('keeps every piece it was given', () => {
  fc.assert(
    fc.property(someEvidence, (evidence) => {
      const shown = [...toLedger(evidence).values()].flatMap((message) => message.evidence.map(({ sha256 }) => sha256));
      expect(shown.sort()).toEqual([...new Set(evidence.map(({ sha256 }) => sha256))].sort());
    }),
    { numRuns: 200 },
  );
});
