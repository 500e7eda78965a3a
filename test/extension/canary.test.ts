// The canary outside the ledger: what is a loss, what is not, and that a loss is not forgotten.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { feedCanary, findHarm, type LedgerWitness, replaceCanary, watchLedger } from '../../lib/extension/recording/canary';
import { type JournalEntry, toJournalEntry } from '../../lib/ledger/journal';
import type { Census } from '../../lib/ledger/store';
import { installFakeExtension } from './fake-extension';

const NOW = '2026-09-21T08:00:00.000Z';

/** A journal with one entry for each subject. */
const writeJournal = (subjects: readonly string[]): JournalEntry[] => {
  const entries: JournalEntry[] = [];
  for (const subject of subjects) entries.push(toJournalEntry(entries.at(-1) ?? null, { at: NOW, event: 'recorded', subject }));
  return entries;
};

/** A ledger that holds a set of pieces, each one letter, and has the journal of their arrival. */
const toWitness = (pieces: string, journal = writeJournal([...pieces])): LedgerWitness => {
  const census: Census = {
    count: pieces.length,
    stamps: 0,
    head: [...pieces].sort().join(''),
    seq: journal.length,
    chain: journal.at(-1)?.hash ?? '',
  };
  return { readCensus: async () => census, journal: async (after, limit) => journal.slice(after, after + limit) };
};
const feed = (pieces: string, now = NOW): Promise<void> => feedCanary(toWitness(pieces), now);
const findHarmOf = (pieces: string): ReturnType<typeof findHarm> => findHarm(toWitness(pieces));

beforeEach(() => void installFakeExtension());

it('finds an empty ledger normal before anything was recorded', async () => {
  expect(await findHarmOf('')).toBeNull();
});

describe('after three pieces were recorded', () => {
  beforeEach(() => feed('abc'));

  it.each([
    ['the same three', 'abc', null],
    ['one more, recorded when the canary could not be fed', 'abcd', null],
    ['none', '', 'ledger-lost'],
    ['two', 'ab', 'ledger-lost'],
    ['three others', 'xyz', 'ledger-lost'],
    ['the same three in a journal of another order', 'cab', 'ledger-altered'],
    ['four in a journal that begins otherwise', 'dabc', 'ledger-altered'],
  ])('%s', async (_, pieces, harm) => expect(await findHarmOf(pieces)).toBe(harm));

  it('finds a journal that was cut while the evidence is there', async () => {
    expect(await findHarm(toWitness('abc', writeJournal(['a', 'b'])))).toBe('ledger-altered');
  });

  it('stays lost while the new ledger is smaller than the old one was, whatever is recorded in it', async () => {
    for (const pieces of ['x', 'xy']) {
      await feed(pieces);
      expect(await findHarmOf(pieces)).toBe('ledger-lost');
    }
    await feed('xyz');
    expect(await findHarmOf('xyz')).toBe('ledger-lost');
  });

  it('is found again with exactly what it held, in any order, or with more', async () => {
    await feed('b');
    await feed('bca');
    expect(await findHarmOf('bca')).toBeNull();
    await feed('');
    await feed('wxyz');
    expect(await findHarmOf('wxyz')).toBeNull();
  });

  it('does not forget a changed journal because something else is recorded', async () => {
    await feed('xabc');
    expect(await findHarmOf('xabc')).toBe('ledger-altered');
  });

  it('goes on with what is there once the user said so', async () => {
    await feed('x');
    await replaceCanary(await toWitness('x').readCensus(), NOW);
    expect(await findHarmOf('x')).toBeNull();
    await feed('xy');
    expect(await findHarmOf('x')).toBe('ledger-lost');
  });

  it('reads itself before it counts: what another page records in between is no loss', async () => {
    const witness = toWitness('abc');
    const readCensus = async (): Promise<Census> => {
      await feed('abcd');
      return witness.readCensus();
    };
    expect(await findHarm({ ...witness, readCensus })).toBeNull();
  });
});

describe('a canary of the first schema, which had no journal', () => {
  beforeEach(() => fakeBrowser.storage.local.set({ canary: { count: 3, head: 'made in another way', fedAt: NOW } }));

  it('knows the ledger by its count', async () => {
    expect(await findHarmOf('abc')).toBeNull();
    expect(await findHarmOf('ab')).toBe('ledger-lost');
  });

  it('is replaced by one with a journal', async () => {
    await feed('abc');
    expect(await findHarmOf('xyz')).toBe('ledger-lost');
  });
});

it.each([['text'], [{ count: -1, head: '', fedAt: NOW }], [{ count: 3 }], [{ count: 3, head: 'abc', seq: -1, chain: '', fedAt: NOW }]])(
  'takes a canary like %j for a loss',
  async (canary) => {
    await fakeBrowser.storage.local.set({ canary });
    expect(await findHarmOf('')).toBe('ledger-lost');
  },
);

it('tells open pages of each feeding, even of the same count', async () => {
  const onChange = vi.fn();
  const life = new AbortController();
  watchLedger(onChange, life.signal);
  await feed('a');
  await feed('a', '2026-09-21T08:00:01.000Z');
  await fakeBrowser.storage.local.set({ language: 'en' });
  expect(onChange).toHaveBeenCalledTimes(2);
  life.abort();
  await feed('ab');
  expect(onChange).toHaveBeenCalledTimes(2);
});
