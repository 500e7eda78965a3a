// Recipes are kept under the origin that taught them, given to that origin only, and imported only when they can be read.
import { beforeEach, describe, expect, it } from 'vitest';
import { answerRequest } from '../../lib/extension/answer-requests';
import { importRecipe, listTaught } from '../../lib/extension/taught/taught-desk';
import { keepRecipe, MAX_RECIPES, readRecipes, removeRecipe, watchRecipes } from '../../lib/extension/taught/taught-recipes';
import { parseRecipe } from '../../lib/webmail/taught/parse-recipe';
import { browser } from '../fake-browser';
import { RECIPE } from '../webmail/taught/sample-recipe';
import { type FakeExtension, installFakeExtension, OWN_PAGE, SENDER } from './fake-extension';

const TOP = { ...SENDER, frameId: 0 };
const ORIGIN = 'https://mail.uno.example';
let extension: FakeExtension;

beforeEach(() => {
  extension = installFakeExtension();
  extension.origins.add(`${ORIGIN}/*`);
});

describe('a page', () => {
  it('gets and keeps the recipe of its own origin', async () => {
    await keepRecipe('https://other.example', '{"a":1}');
    expect(await answerRequest({ type: 'taught-recipe' }, TOP)).toBeNull();
    expect(await answerRequest({ type: 'teach-keep', recipe: '{"b":2}' }, TOP)).toBe(true);
    expect(await answerRequest({ type: 'taught-recipe' }, TOP)).toBe('{"b":2}');
    expect([...(await readRecipes()).keys()]).toEqual(['https://other.example', ORIGIN]);
  });
  it.each([
    ['a frame', { ...SENDER, frameId: 3 }],
    ['a stranger', { ...TOP, id: 'other' }],
    ['a page of ours', OWN_PAGE],
  ])('%s gets none and keeps none', async (_, sender) => {
    await keepRecipe(ORIGIN, '{"a":1}');
    expect(await answerRequest({ type: 'taught-recipe' }, sender)).toBeNull();
    expect(await answerRequest({ type: 'teach-keep', recipe: '{"b":2}' }, sender)).toBeNull();
    expect((await readRecipes()).get(ORIGIN)).toBe('{"a":1}');
  });
  it('keeps nothing in a private window, and nothing large', async () => {
    const isPrivate = { ...TOP, tab: { id: 7, incognito: true } } as typeof TOP;
    expect(await answerRequest({ type: 'teach-keep', recipe: '{"b":2}' }, isPrivate)).toBe(false);
    expect(await answerRequest({ type: 'teach-keep', recipe: 'x'.repeat(16_001) }, TOP)).toBeNull();
    expect((await readRecipes()).size).toBe(0);
  });
  it('gets nothing once its site is off', async () => {
    await keepRecipe(ORIGIN, '{"a":1}');
    extension.origins.clear();
    expect(await answerRequest({ type: 'taught-recipe' }, TOP)).toBeNull();
  });
});

describe('the options', () => {
  const file = (text: string): File => new File([text], 'x.json');
  it('take what can be read, and write it anew', async () => {
    expect(await importRecipe(file(` ${JSON.stringify(RECIPE)} `), parseRecipe)).toBeNull();
    expect(await listTaught(parseRecipe)).toEqual([{ origin: RECIPE.origin, since: RECIPE.since }]);
    expect((await readRecipes()).get(RECIPE.origin)).toBe(JSON.stringify(RECIPE, null, 1));
  });
  it('refuse the rest, and keep nothing of it', async () => {
    expect(await importRecipe(file('Subject: x'), parseRecipe)).toBe('not-a-recipe');
    expect(await importRecipe(file('x'.repeat(70_000)), parseRecipe)).toBe('not-a-recipe');
    expect(await importRecipe(file(JSON.stringify({ ...RECIPE, path: [{ is: 'constant', value: 'delete' }] })), parseRecipe)).toBe(
      'harmful',
    );
    expect((await readRecipes()).size).toBe(0);
  });
  it('list what can no longer be read, so that it can be removed', async () => {
    await keepRecipe(ORIGIN, 'broken');
    expect(await listTaught(parseRecipe)).toEqual([{ origin: ORIGIN, since: '' }]);
    expect(await removeRecipe(ORIGIN)).toBe(true);
    expect(await listTaught(parseRecipe)).toEqual([]);
  });
});

it('keeps no more than a bounded number, and broken storage is none', async () => {
  for (let index = 0; index < MAX_RECIPES; index += 1) await keepRecipe(`https://m${index}.example`, '{}');
  expect(await keepRecipe('https://more.example', '{}')).toBe(false);
  expect(await keepRecipe('https://m0.example', '{"new":1}')).toBe(true);
  await browser.storage.local.set({ taught: [['javascript:', 5]] });
  expect((await readRecipes()).size).toBe(0);
});

it('tells which origins changed', async () => {
  const told: string[][] = [];
  await keepRecipe('https://a.example', '{}');
  const stop = new AbortController();
  watchRecipes((origins) => told.push(origins), stop.signal);
  await keepRecipe('https://b.example', '{}');
  await removeRecipe('https://a.example');
  stop.abort();
  await keepRecipe('https://c.example', '{}');
  expect(told).toEqual([['https://b.example'], ['https://a.example']]);
});
