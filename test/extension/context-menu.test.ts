// The two commands of the context menu: where they are offered, and which frame of the page is meant.
import { beforeEach, expect, it, vi } from 'vitest';
import { type Browser, browser } from 'wxt/browser';
import { followMenu } from '../../lib/extension/context-menu';
import { installFakeExtension } from './fake-extension';

const PAGE = 'https://mail.uno.example/posta';
const TAB = { id: 7, windowId: 1, url: PAGE } as Browser.tabs.Tab;

beforeEach(() => {
  installFakeExtension();
  Object.assign(browser, { action: { openPopup: async () => undefined } });
});

const choose = async (info: Partial<Browser.contextMenus.OnClickData>): Promise<unknown> => {
  const send = vi.spyOn(browser.tabs, 'sendMessage').mockResolvedValue(true as never);
  await followMenu({ menuItemId: 'verify-page', ...info } as Browser.contextMenus.OnClickData, TAB);
  const [, request, options] = send.mock.calls.at(-1) ?? [];
  return { ...(request as object), ...(options as object) };
};

it('over the page means the page', async () => {
  expect(await choose({ frameId: 0 })).toEqual({ type: 'once-verify', url: null, frameUrl: null, frameId: 0 });
});

it('over a frame of the same origin means that frame, read from the page around it', async () => {
  const frameUrl = 'https://mail.uno.example/pane?id=4';
  expect(await choose({ frameId: 3, frameUrl })).toEqual({ type: 'once-verify', url: null, frameUrl, frameId: 0 });
});

it('over a frame that the page wrote itself means the page', async () => {
  for (const frameUrl of ['about:blank', 'about:srcdoc']) expect(await choose({ frameId: 3, frameUrl })).toMatchObject({ frameId: 0 });
});

it('over a frame of another origin means nothing but that frame', async () => {
  const frameUrl = 'https://corpo.due.example/4';
  expect(await choose({ frameId: 3, frameUrl })).toEqual({ type: 'once-verify', url: null, frameUrl: null, frameId: 3 });
});

it('over a link in a frame means what it leads to', async () => {
  const linkUrl = 'https://mail.uno.example/m/4.eml';
  const link = { menuItemId: 'verify-link', linkUrl, frameId: 3 };
  expect(await choose({ ...link, frameUrl: 'about:srcdoc' })).toMatchObject({ url: linkUrl, frameId: 0 });
  expect(await choose({ ...link, frameUrl: 'https://corpo.due.example/4' })).toMatchObject({ url: linkUrl, frameId: 3 });
});
