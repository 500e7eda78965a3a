// Verdicts of the session: found by key and host, kept as hashes, capped, safe against concurrent writers.
import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findVerdicts, rememberVerdict, VERDICT_CAP } from '../../lib/extension/judging/known-verdicts';
import { installFakeExtension } from './fake-extension';

beforeEach(() => void installFakeExtension());

it('answers for the keys it knows, the newest verdict of each', async () => {
  await rememberVerdict('a.example', 'one', 'failed');
  await rememberVerdict('a.example', 'one', 'verified');
  await rememberVerdict('a.example', '__proto__', 'not-pec');
  const found = await findVerdicts('a.example', ['one', 'two', '__proto__']);
  expect(Object.entries(found)).toEqual([
    ['one', 'verified'],
    ['__proto__', 'not-pec'],
  ]);
});

it('says nothing to the page of another host', async () => {
  await rememberVerdict('a.example', 'one', 'verified');
  expect(await findVerdicts('b.example', ['one'])).toEqual({});
});

it('stores no key as it is', async () => {
  await rememberVerdict('a.example', 'secret-token', 'verified');
  const stored = JSON.stringify(await fakeBrowser.storage.session.get(null));
  expect(stored).toContain('verified');
  expect(stored).not.toMatch(/secret-token|a\.example/);
});

it('loses nothing when several are remembered at once', async () => {
  const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);
  await Promise.all(keys.map((key) => rememberVerdict('a.example', key, 'verified')));
  expect(Object.keys(await findVerdicts('a.example', keys))).toHaveLength(20);
});

it('drops the oldest beyond the cap', async () => {
  const full = Array.from({ length: VERDICT_CAP }, (_, index) => [`hash-${index}`, 'verified']);
  await fakeBrowser.storage.session.set({ verdicts: full });
  await rememberVerdict('a.example', 'new', 'failed');
  const { verdicts } = (await fakeBrowser.storage.session.get('verdicts')) as { verdicts: [string, string][] };
  expect(verdicts).toHaveLength(VERDICT_CAP);
  expect(verdicts[0]).toEqual(['hash-1', 'verified']);
  expect(await findVerdicts('a.example', ['new'])).toEqual({ new: 'failed' });
});

it.each([[{}], ['text'], [[['hash', 'splendid']]]])('starts anew when it finds %j', async (verdicts) => {
  await fakeBrowser.storage.session.set({ verdicts });
  await rememberVerdict('a.example', 'one', 'verified');
  expect(await findVerdicts('a.example', ['one'])).toEqual({ one: 'verified' });
});
