// One message at the user's word: the tab is let in for two minutes, that host alone, and nothing is switched on.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { allowOnce, isAllowedOnce } from '../../lib/extension/access/once-allowed';
import { readPageHint, verifyOnce } from '../../lib/extension/access/verify-once';
import { installFakeExtension } from './fake-extension';

const PAGE = 'https://mail.uno.example/posta';
const TAB = { id: 7, url: PAGE } as never;

beforeEach(() => {
  installFakeExtension();
  vi.useRealTimers();
});
const play = (answer: unknown) => vi.spyOn(browser.tabs, 'sendMessage').mockResolvedValue(answer as never);

describe('isAllowedOnce', () => {
  it('is for that tab and that host alone', async () => {
    await allowOnce(7, 'mail.uno.example');
    expect(await isAllowedOnce(7, 'mail.uno.example')).toBe(true);
    expect(await isAllowedOnce(8, 'mail.uno.example')).toBe(false);
    expect(await isAllowedOnce(7, 'mail.due.example')).toBe(false);
    expect(await isAllowedOnce(undefined, 'mail.uno.example')).toBe(false);
  });

  it('ends after two minutes, and a clock put back does not prolong it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000_000 });
    await allowOnce(7, 'mail.uno.example');
    vi.setSystemTime(1_000_000_000 + 120_001);
    expect(await isAllowedOnce(7, 'mail.uno.example')).toBe(false);
    vi.setSystemTime(1_000_000_000 - 3_600_000);
    expect(await isAllowedOnce(7, 'mail.uno.example')).toBe(false);
  });

  it('takes broken memory for none', async () => {
    await browser.storage.session.set({ once: [{ tabId: 7, host: 'mail.uno.example', until: 'for ever' }] });
    expect(await isAllowedOnce(7, 'mail.uno.example')).toBe(false);
  });
});

describe('verifyOnce', () => {
  it('asks the frame that was clicked, for that address', async () => {
    const send = play(true);
    expect(await verifyOnce({ tabId: 7, frameId: 3, pageUrl: PAGE, url: `${PAGE}/1.eml` })).toBe(true);
    expect(send).toHaveBeenCalledWith(7, { type: 'once-verify', url: `${PAGE}/1.eml`, frameUrl: null }, { frameId: 3 });
    expect(await isAllowedOnce(7, 'mail.uno.example')).toBe(true);
  });

  it.each([undefined, 'about:blank', 'chrome://settings', 'file:///tmp/x.eml'])('does nothing on %s', async (pageUrl) => {
    const send = play(true);
    expect(await verifyOnce({ tabId: 7, pageUrl })).toBe(false);
    expect(send).not.toHaveBeenCalled();
  });

  it('says no where the browser does not let us in', async () => {
    vi.spyOn(browser.scripting, 'executeScript').mockRejectedValue(new Error('no access'));
    expect(await verifyOnce({ tabId: 7, pageUrl: PAGE })).toBe(false);
  });
});

describe('readPageHint', () => {
  it('tells what the page looks like', async () => {
    play({ webmail: 'roundcube', looksLikePec: true });
    expect(await readPageHint(TAB)).toEqual({ webmail: 'roundcube', looksLikePec: true });
  });

  it.each([undefined, null, 'PEC', { webmail: 4, looksLikePec: true }, { webmail: 'x'.repeat(41), looksLikePec: true }])(
    'takes %j for no answer',
    async (answer) => {
      play(answer);
      expect(await readPageHint(TAB)).toBeNull();
    },
  );
});
