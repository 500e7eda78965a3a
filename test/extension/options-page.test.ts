// The options page fetches a revocation list only from a host that the user allowed for it: a refusal sends nothing at all.
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readRequests } from '../../lib/extension/network/request-log';
import { startOptionsPage } from '../../lib/extension/settings/options-page';
import { REVOCATION_SOURCES } from '../../lib/verify/trust/built-in';
import type { OptionsProps } from '../../lib/view';
import { createAuthority } from '../pki/authority';
import { issueCrl } from '../pki/issue-crl';
import { type FakeExtension, installFakeExtension } from './fake-extension';

const URLS = REVOCATION_SOURCES.map(({ url }) => url);
const authority = await createAuthority();

let extension: FakeExtension;
let asked: MockInstance<typeof fetch>;
let page: AbortController;
let shown: OptionsProps | null;

/** What the page draws, once it is as it is waited for. */
const waitFor = (isReady: (props: OptionsProps) => boolean): Promise<OptionsProps> =>
  vi.waitUntil(() => (shown && isReady(shown) ? shown : null), { timeout: 5000 });

const answer = (isGranted: boolean): void => {
  extension.onRequest = (origins) => {
    if (isGranted) for (const origin of origins) extension.origins.add(origin);
    return isGranted;
  };
};

beforeEach(() => {
  extension = installFakeExtension();
  asked = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(new Uint8Array(issueCrl(authority.ca))));
  page = new AbortController();
  shown = null;
  startOptionsPage(
    () => ({ ok: false }) as never,
    (props) => {
      shown = props;
    },
    page.signal,
  );
});

afterEach(() => {
  page.abort();
  asked.mockRestore();
});

describe.each(URLS)('the list at %s', (url) => {
  it('is not asked for where its host was refused: nothing is sent, written down or kept', async () => {
    answer(false);
    const sent = vi.spyOn(fakeBrowser.runtime, 'sendMessage');
    (await waitFor(() => true)).actions.fetchRevocation(url);
    const { revocation, requests } = await waitFor((props) => props.revocation.problem !== null);
    expect(revocation).toMatchObject({ problem: 'not-allowed', lists: [] });
    expect(extension.requested).toEqual([[`${new URL(url).origin}/*`]]);
    expect(asked).not.toHaveBeenCalled();
    expect(sent).not.toHaveBeenCalled();
    expect([requests, await readRequests()]).toEqual([[], []]);
  });

  it('is asked for once where its host was allowed, and that is written down', async () => {
    answer(true);
    (await waitFor(() => true)).actions.fetchRevocation(url);
    const { revocation } = await waitFor((props) => props.revocation.lists.length > 0);
    expect(revocation).toMatchObject({ problem: null, lists: [{ source: url }] });
    expect(asked.mock.calls.map(([address]) => address)).toEqual([url]);
    expect(await readRequests()).toMatchObject([{ url, outcome: 'received' }]);
  });
});
