// What the page's own scripts tell of the rows is taken as hostile: short texts and ids, only for pages of a site that is on.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { answerRequest } from '../../lib/extension/answer-requests';
import { type FakeExtension, installFakeExtension, OWN_PAGE, SENDER } from './fake-extension';

const probe = (): unknown => null;
const PROBES = { test: probe };
const IN_FRAME = { ...SENDER, frameId: 3 };
const ask = (webmail = 'test', sender = IN_FRAME): Promise<unknown> => answerRequest({ type: 'probe-rows', webmail }, sender, PROBES);

let extension: FakeExtension;
const play = (result: unknown) => vi.spyOn(browser.scripting, 'executeScript').mockResolvedValue([{ result }] as never);

beforeEach(() => {
  extension = installFakeExtension();
  extension.origins.add('https://mail.uno.example/*');
});

describe('asking the scripts of a page', () => {
  it('runs our function in the frame that asked, among its scripts', async () => {
    const execute = play([{ text: 'uno', id: '1' }]);
    expect(await ask()).toEqual([{ text: 'uno', id: '1' }]);
    expect(execute).toHaveBeenCalledWith({ target: { tabId: 7, frameIds: [3] }, world: 'MAIN', func: probe });
  });

  it.each([
    ['nothing', undefined],
    ['no list', { length: 1 }],
    ['ids that are no text', [{ text: 'uno', id: 1 }]],
    ['a text without end', [{ text: 'x'.repeat(4001), id: '1' }]],
    ['more rows than a list shows', Array.from({ length: 1001 }, () => ({ text: '', id: '1' }))],
  ])('takes nothing of %s', async (_, result) => {
    play(result);
    expect(await ask()).toEqual([]);
  });

  it('passes on text and id alone', async () => {
    play([{ text: 'uno', id: '1', more: 'x' }]);
    expect(await ask()).toEqual([{ text: 'uno', id: '1' }]);
  });

  it.each(['other', 'toString', '__proto__'])('runs nothing for %s, which has no function', async (webmail) => {
    const execute = play([]);
    expect(await ask(webmail)).toEqual([]);
    expect(execute).not.toHaveBeenCalled();
  });

  it('survives a page that was left', async () => {
    vi.spyOn(browser.scripting, 'executeScript').mockRejectedValue(new Error('no tab'));
    expect(await ask()).toEqual([]);
  });

  it('is for content scripts of sites that are on, and no page of ours', async () => {
    const execute = play([{ text: 'uno', id: '1' }]);
    expect(await ask('test', OWN_PAGE as never)).toBeNull();
    extension.origins.clear();
    expect(await ask()).toBeNull();
    expect(execute).not.toHaveBeenCalled();
  });
});
