// The canary outside the ledger: what is a loss, what is not, and that a loss is not forgotten.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { feedCanary, isLedgerLost, watchLedger } from '../../lib/extension/canary';
import type { Census } from '../../lib/ledger/store';
import { installFakeExtension } from './fake-extension';

const NOW = '2026-09-21T08:00:00.000Z';
const EMPTY: Census = { count: 0, head: 'empty' };
const isLost = (census: Census): Promise<boolean> => isLedgerLost(async () => census);

beforeEach(() => void installFakeExtension());

it('finds an empty ledger normal before anything was recorded', async () => {
  expect(await isLost(EMPTY)).toBe(false);
});

describe('after three pieces were recorded', () => {
  beforeEach(() => feedCanary({ count: 3, head: 'abc' }, NOW));

  it.each([
    ['the same three', { count: 3, head: 'abc' }, false],
    ['one more, recorded when the canary could not be fed', { count: 4, head: 'abcd' }, false],
    ['none', EMPTY, true],
    ['two', { count: 2, head: 'ab' }, true],
    ['three others', { count: 3, head: 'xyz' }, true],
  ])('%s', async (_, census, lost) => expect(await isLost(census)).toBe(lost));

  it('stays lost while the new ledger is smaller than the old one was, whatever is recorded in it', async () => {
    for (const count of [1, 2]) {
      await feedCanary({ count, head: `new-${count}` }, NOW);
      expect(await isLost({ count, head: `new-${count}` })).toBe(true);
    }
    await feedCanary({ count: 3, head: 'new-3' }, NOW);
    expect(await isLost({ count: 3, head: 'new-3' })).toBe(true);
  });

  it('is found again with exactly what it held, or with more', async () => {
    await feedCanary({ count: 2, head: 'ab' }, NOW);
    await feedCanary({ count: 3, head: 'abc' }, NOW);
    expect(await isLost({ count: 3, head: 'abc' })).toBe(false);
    await feedCanary(EMPTY, NOW);
    await feedCanary({ count: 4, head: 'wxyz' }, NOW);
    expect(await isLost({ count: 4, head: 'wxyz' })).toBe(false);
  });

  it('reads itself before it counts: what another page records in between is no loss', async () => {
    const recordMeanwhile = async (): Promise<Census> => {
      await feedCanary({ count: 4, head: 'abcd' }, NOW);
      return { count: 3, head: 'abc' };
    };
    expect(await isLedgerLost(recordMeanwhile)).toBe(false);
  });
});

it.each([['text'], [{ count: -1, head: '', fedAt: NOW }], [{ count: 3 }]])('takes a canary like %j for a loss', async (canary) => {
  await fakeBrowser.storage.local.set({ canary });
  expect(await isLost(EMPTY)).toBe(true);
});

it('tells open pages of each feeding, even of the same count', async () => {
  const onChange = vi.fn();
  const life = new AbortController();
  watchLedger(onChange, life.signal);
  await feedCanary({ count: 1, head: 'a' }, NOW);
  await feedCanary({ count: 1, head: 'a' }, '2026-09-21T08:00:01.000Z');
  await fakeBrowser.storage.local.set({ language: 'en' });
  expect(onChange).toHaveBeenCalledTimes(2);
  life.abort();
  await feedCanary({ count: 2, head: 'b' }, NOW);
  expect(onChange).toHaveBeenCalledTimes(2);
});
