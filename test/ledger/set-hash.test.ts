// The hash of a set: the same in any order, another for any other set.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addToSetHash, EMPTY_SET } from '../../lib/ledger/set-hash';
import { toHash } from './build-evidence';

const hashOf = (pieces: readonly string[]): string => pieces.map(toHash).reduce(addToSetHash, EMPTY_SET);
const sets = fc.uniqueArray(fc.string({ maxLength: 6 }), { maxLength: 12 });

it('does not depend on the order', () =>
  fc.assert(
    fc.property(sets, (pieces) => {
      expect(hashOf([...pieces].reverse())).toBe(hashOf([...pieces].sort()));
    }),
  ));

it('is another for another set, and always 64 digits', () =>
  fc.assert(
    fc.property(sets, sets, (one, other) => {
      const isSame = [...one].sort().join('\0') === [...other].sort().join('\0');
      expect(hashOf(one) === hashOf(other)).toBe(isSame && one.length === other.length);
      expect(hashOf(one)).toMatch(/^[0-9a-f]{64}$/);
    }),
  ));
