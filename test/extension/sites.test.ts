// Registered scripts follow the permissions, whoever changed them and in whatever state they were.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  findGrants,
  findSite,
  injectIntoOpenTabs,
  isSiteAllowed,
  isSiteOn,
  readRefused,
  readSites,
  reconcileSites,
} from '../../lib/extension/access/sites';
import { type FakeExtension, installFakeExtension } from './fake-extension';

let extension: FakeExtension;
beforeEach(() => {
  extension = installFakeExtension();
});

describe('findSite', () => {
  it.each([
    ['https://mail.uno.example/x?y#z', { host: 'mail.uno.example', pattern: 'https://mail.uno.example/*' }],
    ['http://127.0.0.1:18080/', { host: '127.0.0.1', pattern: 'http://127.0.0.1/*' }],
  ])('%s', (url, site) => expect(findSite(url)).toEqual(site));

  it.each(['chrome://extensions', 'about:blank', 'file:///a.html', 'data:text/html,x', 'null', '', undefined])('nothing in %s', (url) =>
    expect(findSite(url)).toBeUndefined(),
  );
});

describe('reconcileSites', () => {
  it('registers what was granted, in every frame and for good', async () => {
    extension.origins.add('https://mail.uno.example/*');
    await reconcileSites();
    expect([...extension.scripts.values()]).toEqual([
      {
        id: 'pec@mail.uno.example',
        matches: ['https://mail.uno.example/*'],
        js: ['content-scripts/webmail.js'],
        allFrames: true,
        runAt: 'document_idle',
        persistAcrossSessions: true,
      },
    ]);
  });

  it('takes away what was withdrawn, and leaves what is not ours', async () => {
    extension.origins.add('https://a.example/*').add('https://b.example/*');
    extension.scripts.set('other', { id: 'other', css: [] });
    await reconcileSites();
    extension.origins.delete('https://a.example/*');
    await reconcileSites();
    expect([...extension.scripts.keys()].sort()).toEqual(['other', 'pec@b.example']);
  });

  it('puts a script right that matches something else than was granted', async () => {
    extension.origins.add('https://a.example/*');
    extension.scripts.set('pec@a.example', { id: 'pec@a.example', matches: ['http://a.example/*'], css: [] });
    await reconcileSites();
    expect(extension.scripts.get('pec@a.example')?.matches).toEqual(['https://a.example/*']);
  });

  it('keeps one script for a host with both schemes', async () => {
    extension.origins.add('https://a.example/*').add('http://a.example/*');
    await reconcileSites();
    await reconcileSites();
    expect(extension.scripts.get('pec@a.example')?.matches).toEqual(['http://a.example/*', 'https://a.example/*']);
  });

  it('survives being asked several times at once, and a failure in between', async () => {
    extension.origins.add('https://a.example/*');
    await Promise.all([reconcileSites(), reconcileSites(), reconcileSites()]);
    vi.spyOn(fakeBrowser.permissions, 'getAll').mockRejectedValueOnce(new Error('busy'));
    await expect(reconcileSites()).rejects.toThrow('busy');
    extension.origins.clear();
    await reconcileSites();
    expect(extension.scripts.size).toBe(0);
  });
});

it('ignores grants that are no web hosts, and counts wildcards of the browser settings', async () => {
  extension.origins.add('file:///*').add('chrome://favicon/*').add('https://*/*');
  expect([...(await readSites())]).toEqual([['*', ['https://*/*']]]);
  expect(await isSiteOn({ host: 'x.example', pattern: 'https://x.example/*' })).toBe(true);
  expect(await isSiteOn({ host: 'x.example', pattern: 'http://x.example/*' })).toBe(false);
});

it('injects into open tabs; one that refuses does not keep the others from theirs', async () => {
  const query = vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: 666 }, { id: 3 }, {}] as never);
  await injectIntoOpenTabs(['https://a.example/*', 'file:///*']);
  expect(query).toHaveBeenCalledWith({ url: ['https://a.example/*'], discarded: false });
  expect(extension.injected).toEqual([{ tabId: 3, file: '/content-scripts/webmail.js' }]);
  query.mockClear();
  await injectIntoOpenTabs([]);
  expect(query).not.toHaveBeenCalled();
});

describe('with an administration that allows a few webmails', () => {
  const UNO = { host: 'mail.uno.example', pattern: 'https://mail.uno.example/*' };
  const DUE = { host: 'due.example', pattern: 'https://due.example/*' };

  beforeEach(() => fakeBrowser.storage.managed.set({ webmails: ['mail.uno.example', '*.tre.example'] }));

  it('is on only where both the browser and the administration say so', async () => {
    extension.origins.add(UNO.pattern).add(DUE.pattern);
    expect([await isSiteOn(UNO), await isSiteOn(DUE)]).toEqual([true, false]);
    expect([await isSiteAllowed(UNO), await isSiteAllowed(DUE)]).toEqual([true, false]);
    expect([...(await readSites()).keys()]).toEqual(['mail.uno.example']);
    expect(await readRefused()).toEqual(['due.example']);
    await reconcileSites();
    expect([...extension.scripts.keys()]).toEqual(['pec@mail.uno.example']);
  });

  it('narrows what was granted for every site, and not by scheme alone', async () => {
    extension.origins.add('*://*/*');
    expect([...(await readSites())]).toEqual([
      ['mail.uno.example', ['https://mail.uno.example/*']],
      ['*.tre.example', ['https://*.tre.example/*']],
    ]);
    expect(await isSiteOn({ ...UNO, pattern: 'http://mail.uno.example/*' })).toBe(false);
    expect(await isSiteOn({ host: 'a.tre.example', pattern: 'https://a.tre.example/*' })).toBe(true);
    expect(await isSiteOn({ host: 'tre.example', pattern: 'https://tre.example/*' })).toBe(true);
    expect(await isSiteOn({ host: 'a-tre.example', pattern: 'https://a-tre.example/*' })).toBe(false);
  });

  it('takes a script away once its site is allowed no more', async () => {
    extension.origins.add(UNO.pattern);
    await reconcileSites();
    await fakeBrowser.storage.managed.set({ webmails: [] });
    await reconcileSites();
    expect(extension.scripts.size).toBe(0);
  });
});

it('knows which grant keeps a host on', async () => {
  extension.origins.add('https://a.example/*').add('https://*/*').add('http://b.example/*');
  expect(await findGrants('a.example')).toEqual(['https://*/*', 'https://a.example/*']);
});
