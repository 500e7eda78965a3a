// A frame that another page wrote is no page, whatever address it claims; browsers name what a frame was loaded from differently.
import { expect, it } from 'vitest';
import { isPage } from '../../lib/webmail/is-page';

const createPage = (entries: { name: string }[], isTop = false): Document => {
  const view = { top: null as unknown, performance: { getEntriesByType: (type: string) => (type === 'navigation' ? entries : []) } };
  view.top = isTop ? view : {};
  return { defaultView: view } as unknown as Document;
};

it.each(['about:blank', 'about:srcdoc', 'document', 'javascript:x', 'blob:https://webmail.example/1', 'xhttps://webmail.example/'])(
  'is not what was loaded from %s',
  (name) => {
    expect(isPage(createPage([{ name }]))).toBe(false);
  },
);

it('is not a frame that tells nothing, nor a document that nobody shows', () => {
  expect(isPage(createPage([]))).toBe(false);
  expect(isPage({ defaultView: null } as unknown as Document)).toBe(false);
});

it('is what was loaded from an address, and whatever stands on top', () => {
  expect(isPage(createPage([{ name: 'https://webmail.example/?_uid=5' }]))).toBe(true);
  expect(isPage(createPage([], true))).toBe(true);
});
