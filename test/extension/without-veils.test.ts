// While a card is looked at, elements that let the mouse through tell of themselves: for so long, one look after the other, and never after it.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { bringScript } from '../../lib/extension/access/bring-script';
import { installFakeExtension, SENDER } from './fake-extension';

const IN_FRAME = { ...SENDER, frameId: 3 };
let log: string[];
const play = (name: 'insertCSS' | 'removeCSS' | 'executeScript', answer: () => Promise<unknown>) =>
  vi.spyOn(browser.scripting, name).mockImplementation((async () => {
    log.push(name);
    return answer();
  }) as never);

beforeEach(() => {
  installFakeExtension();
  log = [];
  Object.assign(browser.scripting, { insertCSS: async () => {}, removeCSS: async () => {} });
  play('insertCSS', async () => undefined);
  play('removeCSS', async () => undefined);
  play('executeScript', async () => []);
});

describe('looking at a card', () => {
  it('takes place while the rule of the user is there, in all frames of the tab, and takes it back', async () => {
    expect(await bringScript('card-sight', IN_FRAME)).toBe(true);
    expect(log).toEqual(['insertCSS', 'executeScript', 'removeCSS']);
    const rule = expect.objectContaining({ origin: 'USER', target: { tabId: 7, allFrames: true } });
    expect(browser.scripting.insertCSS).toHaveBeenCalledWith(rule);
    expect(vi.mocked(browser.scripting.removeCSS).mock.calls).toEqual(vi.mocked(browser.scripting.insertCSS).mock.calls);
  });

  it('takes it back where the look fails, and says that there was none', async () => {
    play('executeScript', () => Promise.reject(new Error('no frame')));
    expect(await bringScript('card-sight', IN_FRAME)).toBe(false);
    expect(log).toEqual(['insertCSS', 'executeScript', 'removeCSS']);
  });

  it('does not take place without it', async () => {
    play('insertCSS', () => Promise.reject(new Error('not there')));
    expect(await bringScript('card-sight', IN_FRAME)).toBe(false);
    expect(log).toEqual(['insertCSS']);
  });

  it('is one at a time: none ends the rule of another', async () => {
    await Promise.all([bringScript('card-sight', IN_FRAME), bringScript('card-sight', IN_FRAME)]);
    expect(log).toEqual(['insertCSS', 'executeScript', 'removeCSS', 'insertCSS', 'executeScript', 'removeCSS']);
  });

  it('is all that the rule is for', async () => {
    await bringScript('more-webmails', IN_FRAME);
    expect(log).toEqual(['executeScript']);
  });
});
