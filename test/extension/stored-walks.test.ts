// How far a walk got: kept per host and folder, as numbers only, capped, never from a private window, never out of a broken store.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answerRequest } from '../../lib/extension/answer-requests';
import { findWalk, keepWalk, type StoredWalk, WALK_CAP } from '../../lib/extension/walks/stored-walks';
import { installFakeExtension, OWN_PAGE, SENDER } from './fake-extension';

const FOLDER = JSON.stringify(['roundcube', 'https://mail.uno.example', 'anna@pec.example', 'INBOX']);
const WALK: StoredWalk = {
  ...{ status: 'reading', startedAt: '2026-09-19T13:41:19.000Z', problem: null },
  ...{ total: 9, done: 4, pec: 3, unread: 1, known: 0 },
  ...{ covered: [[6, 9]], witnesses: [[9, 123]] },
};
const PRIVATE = { ...SENDER, tab: { id: 7, incognito: true } } as unknown as Browser.runtime.MessageSender;

beforeEach(() => {
  const extension = installFakeExtension();
  extension.origins.add('https://mail.uno.example/*');
});

it('comes back for the same host and folder alone', async () => {
  await keepWalk('mail.uno.example', FOLDER, WALK);
  expect(await findWalk('mail.uno.example', FOLDER)).toEqual(WALK);
  expect(await findWalk('mail.due.example', FOLDER)).toBeNull();
  expect(await findWalk('mail.uno.example', `${FOLDER}2`)).toBeNull();
});

it('is kept without the names of host, account and folder', async () => {
  await keepWalk('mail.uno.example', FOLDER, WALK);
  expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toMatch(/INBOX|anna|mail\.uno/);
});

it('keeps the newest of many folders, also when several are written at once', async () => {
  await Promise.all(Array.from({ length: WALK_CAP + 3 }, (_, index) => keepWalk('mail.uno.example', `folder ${index}`, WALK)));
  expect(await findWalk('mail.uno.example', 'folder 2')).toBeNull();
  expect(await findWalk('mail.uno.example', `folder ${WALK_CAP + 2}`)).toEqual(WALK);
});

it.each([['text'], [[['hash', { status: 'reading' }]]], [{}]])('starts anew when it finds %j', async (walks) => {
  await fakeBrowser.storage.local.set({ walks });
  expect(await findWalk('mail.uno.example', FOLDER)).toBeNull();
});

describe('the content script', () => {
  it('saves and loads', async () => {
    expect(await answerRequest({ type: 'walk-load', folder: FOLDER }, SENDER)).toEqual({ isAllowed: true, walk: null });
    expect(await answerRequest({ type: 'walk-save', folder: FOLDER, walk: WALK }, SENDER)).toBe(true);
    expect(await answerRequest({ type: 'walk-load', folder: FOLDER }, SENDER)).toEqual({ isAllowed: true, walk: WALK });
  });

  it('of a private window may not walk, and leaves nothing', async () => {
    expect(await answerRequest({ type: 'walk-save', folder: FOLDER, walk: WALK }, PRIVATE)).toBe(false);
    expect(await answerRequest({ type: 'walk-load', folder: FOLDER }, PRIVATE)).toEqual({ isAllowed: false, walk: null });
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });

  it.each<[string, object]>([
    ['an unknown state', { status: 'splendid' }],
    ['a count below nothing', { done: -1 }],
    ['a count that is none', { total: Number.NaN }],
    ['more than a record has', { token: 'A1b2' }],
    ['far too many stretches', { covered: Array.from({ length: 5001 }, () => [1, 2]) }],
    ['a free text for a problem', { problem: 'call 800 123' }],
  ])('cannot save %s', async (_, change) => {
    expect(await answerRequest({ type: 'walk-save', folder: FOLDER, walk: { ...WALK, ...change } }, SENDER)).toBeNull();
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });

  it('is what saves: one of our own pages has no folder', async () => {
    expect(await answerRequest({ type: 'walk-save', folder: FOLDER, walk: WALK }, OWN_PAGE)).toBeNull();
    expect(await answerRequest({ type: 'walk-load', folder: FOLDER }, OWN_PAGE)).toBeNull();
  });
});
