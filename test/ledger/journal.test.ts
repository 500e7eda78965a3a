// The journal's chain: any change in it shows, and its hashes can be made with tools that everybody has.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBreak, type JournalEntry, toJournalEntry } from '../../lib/ledger/journal';

const AT = '2026-09-19T13:45:00.000Z';

const write = (subjects: readonly string[]): JournalEntry[] => {
  const entries: JournalEntry[] = [];
  for (const subject of subjects) entries.push(toJournalEntry(entries.at(-1) ?? null, { at: AT, event: 'recorded', subject }));
  return entries;
};

it('hashes the JSON array of what an entry says', () => {
  const [first, second] = write(['a', 'b']);
  const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
  expect(first).toMatchObject({ seq: 1, previous: '', hash: hash([1, AT, 'recorded', 'a', '']) });
  expect(second).toMatchObject({ seq: 2, previous: first?.hash, hash: hash([2, AT, 'recorded', 'b', first?.hash]) });
});

describe('a chain', () => {
  const subjects = fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 12 });

  it('is whole from its beginning and from any entry on', () =>
    fc.assert(
      fc.property(subjects, fc.nat(), (given, place) => {
        const entries = write(given);
        const from = place % entries.length;
        expect(findBreak(entries, null)).toBeNull();
        expect(findBreak(entries.slice(from), entries[from - 1] ?? null)).toBeNull();
      }),
    ));

  it.each([
    ['another subject', (entry: JournalEntry) => ({ ...entry, subject: `${entry.subject}x` })],
    ['another time', (entry: JournalEntry) => ({ ...entry, at: '2020-01-01T00:00:00.000Z' })],
    ['another event', (entry: JournalEntry): JournalEntry => ({ ...entry, event: 'noted' })],
    ['another number', (entry: JournalEntry) => ({ ...entry, seq: entry.seq + 1 })],
    ['another hash', (entry: JournalEntry) => ({ ...entry, hash: entry.hash.replace(/./, (digit) => (digit === '0' ? '1' : '0')) })],
  ])('breaks at an entry with %s', (_, bend) =>
    fc.assert(
      fc.property(subjects, fc.nat(), (given, place) => {
        const entries = write(given);
        const at = place % entries.length;
        const bent = entries.map((entry, index) => (index === at ? bend(entry) : entry));
        expect(findBreak(bent, null)).toBe(at + 1);
      }),
    ),
  );

  it('breaks where an entry is missing, added or moved', () => {
    const entries = write(['a', 'b', 'c', 'd']);
    const [a, b, c, d] = entries as [JournalEntry, JournalEntry, JournalEntry, JournalEntry];
    expect(findBreak([a, c, d], null)).toBe(2);
    expect(findBreak([b, c, d], null)).toBe(1);
    expect(findBreak([a, c, b, d], null)).toBe(2);
    expect(findBreak([a, b, b, c], null)).toBe(3);
    expect(findBreak([toJournalEntry(a, { at: AT, event: 'recorded', subject: 'x' }), c], a)).toBe(3);
  });
});
