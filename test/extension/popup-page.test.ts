// @vitest-environment jsdom
// Popup and side panel: what a tab says is checked, the verdict is the background's, and no answer outlives its question.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { startPopup } from '../../lib/extension/popup/popup-page';
import { writeLedger } from '../../lib/extension/recording/with-ledger';
import type { PopupProps } from '../../lib/view';
import { accepted } from '../ledger/build-evidence';
import { toJudged } from '../ledger/to-judged';
import { type FakeExtension, installFakeExtension } from './fake-extension';

const [A, B] = ['aa'.repeat(32), 'bb'.repeat(32)];
const TAB = { id: 7, url: 'https://mail.uno.example/?_task=mail' };

let extension: FakeExtension;
let replies: Record<string, unknown>;
let drawn: PopupProps[];
let life: AbortController;
let tab: { id: number; url?: string } | undefined;
const judge = vi.fn();

beforeEach(async () => {
  extension = installFakeExtension();
  extension.origins.add('https://mail.uno.example/*');
  await Dexie.delete('ledger');
  replies = { 'site-state': { adapter: 'roundcube', isProven: true, problems: [] } };
  drawn = [];
  life = new AbortController();
  tab = TAB;
  judge
    .mockReset()
    .mockImplementation(async (sha256: string) => ({ type: 'judged', report: { sha256 }, message: null, recorded: true, problem: null }));
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ version: '9.9.9' } as never);
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation(async (_, message) => replies[(message as { type: string }).type]);
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (message: unknown) =>
    judge((message as { sha256: string }).sha256),
  );
});
afterEach(() => life.abort());

const start = (): void =>
  startPopup({ findTab: async () => tab as never, leave: vi.fn(), draw: (props) => void drawn.push(props) }, life.signal);
const latest = (): PopupProps | undefined => drawn.at(-1);
const waitFor = (part: object): Promise<void> => vi.waitFor(() => expect(latest()).toMatchObject(part), { timeout: 5000 });

it('draws the judgement of the bytes that the tab names, with the channel they came by', async () => {
  replies['what-is-shown'] = { status: 'judged', sha256: A, fidelity: 'reversible', isSeen: true };
  start();
  await waitFor({
    site: { status: 'on' },
    shown: { status: 'judged', report: { sha256: A }, fidelity: 'reversible', recorded: true },
    ledgerProblem: null,
  });
});

it.each([true, false])('tells a card that the page hides or covers: seen %s', async (isSeen) => {
  replies['what-is-shown'] = { status: 'judged', sha256: A, fidelity: 'exact', isSeen };
  start();
  await waitFor({ shown: { status: 'judged' }, isCardHidden: !isSeen });
});

describe('takes for nothing shown', () => {
  it.each([
    [{ status: 'judged', sha256: 'zz', fidelity: 'exact', isSeen: true }],
    [{ status: 'judged', sha256: A, fidelity: 'perfect', isSeen: true }],
    [{ status: 'problem', problem: '<b>call 800 123</b>' }],
    ['verified'],
    [undefined],
  ])('%j', async (reply) => {
    replies['what-is-shown'] = reply;
    start();
    await waitFor({ site: { status: 'on' }, shown: { status: 'none' } });
  });
});

it('never believes a verdict that the page sends along', async () => {
  replies['what-is-shown'] = { status: 'judged', sha256: A, fidelity: 'exact', isSeen: true, report: { verdict: 'verified' } };
  judge.mockResolvedValue(null);
  start();
  await waitFor({ shown: { status: 'problem', problem: 'internal-error' } });
});

it('follows the page to the next message, and asks about each only once', async () => {
  replies['what-is-shown'] = { status: 'judged', sha256: A, fidelity: 'exact', isSeen: true };
  start();
  await waitFor({ shown: { report: { sha256: A } } });
  replies['what-is-shown'] = { status: 'judged', sha256: B, fidelity: 'exact', isSeen: true };
  await waitFor({ shown: { report: { sha256: B } } });
  const asked = judge.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 1300));
  expect(judge.mock.calls.length).toBe(asked);
});

it('drops the answer about A once the page shows B', async () => {
  let answerA: (judgement: unknown) => void = () => {};
  judge.mockImplementation((sha256: string) =>
    sha256 === A
      ? new Promise((resolve) => {
          answerA = resolve;
        })
      : Promise.resolve({ type: 'judged', report: { sha256 }, message: null, recorded: true, problem: null }),
  );
  replies['what-is-shown'] = { status: 'judged', sha256: A, fidelity: 'exact', isSeen: true };
  start();
  await vi.waitFor(() => expect(judge).toHaveBeenCalledWith(A));
  replies['what-is-shown'] = { status: 'judged', sha256: B, fidelity: 'exact', isSeen: true };
  await waitFor({ shown: { report: { sha256: B } } });
  answerA({ type: 'judged', report: { sha256: A }, message: null, recorded: true, problem: null });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(latest()).toMatchObject({ shown: { report: { sha256: B } } });
  expect(drawn.some(({ shown }) => shown.status === 'judged' && shown.report.sha256 === A)).toBe(false);
});

describe('the site', () => {
  it('is no webmail without an address that we may see', async () => {
    tab = { id: 7 };
    start();
    await waitFor({ site: { status: 'not-a-webmail' }, shown: { status: 'none' } });
  });

  it('that is off is not asked what it shows, though its script may live on', async () => {
    extension.origins.clear();
    replies['what-is-shown'] = { status: 'judged', sha256: A, fidelity: 'exact', isSeen: true };
    start();
    await waitFor({ site: { status: 'off', host: 'mail.uno.example' }, shown: { status: 'none' } });
    expect(judge).not.toHaveBeenCalled();
  });

  it('does not wait for what its page looks like', async () => {
    extension.origins.clear();
    let answer = (): void => undefined;
    vi.spyOn(fakeBrowser.scripting, 'executeScript').mockReturnValue(new Promise((resolve) => (answer = () => resolve([]))) as never);
    replies['once-look'] = { webmail: 'sogo', looksLikePec: false };
    start();
    await waitFor({ site: { status: 'off' }, hint: null });
    answer();
    await waitFor({ site: { status: 'off' }, hint: { webmail: 'sogo' } });
  });

  it.each([true, false])('tells whether it was tried live: %s', async (isProven) => {
    replies['site-state'] = { adapter: 'gmail', isProven, problems: [] };
    start();
    await waitFor({ site: { status: 'on', host: 'mail.uno.example', isProven } });
  });

  it('tells what its adapter found wrong', async () => {
    replies['site-state'] = { adapter: 'roundcube', isProven: true, problems: [{ code: 'list-changed', detail: 'no rows' }] };
    start();
    await waitFor({ site: { status: 'degraded', host: 'mail.uno.example', report: 'Ceralacca 9.9.9, roundcube\nlist-changed: no rows' } });
  });
});

it('a lost ledger is its first word', async () => {
  await fakeBrowser.storage.local.set({ canary: { count: 3, head: 'abc', fedAt: '' } });
  start();
  await waitFor({ ledgerProblem: 'ledger-lost', attention: { total: 0, first: [] } });
});

describe('the walk through the folder', () => {
  const WALK = { folder: 'Posta', status: 'reading', total: 9, done: 4, pec: 3, unread: 0, known: 0, problem: null };

  it('is drawn as the tab tells, and an order goes to its top frame', async () => {
    replies['walk-state'] = WALK;
    replies['walk-pause'] = { ...WALK, status: 'paused' };
    start();
    await waitFor({ walk: WALK });
    latest()?.actions.walk('pause');
    await waitFor({ walk: { status: 'paused' } });
    expect(fakeBrowser.tabs.sendMessage).toHaveBeenCalledWith(7, { type: 'walk-pause' }, { frameId: 0 });
  });

  it.each([
    [{ ...WALK, done: -1 }],
    [{ ...WALK, status: 'splendid' }],
    [{ ...WALK, problem: '<b>call 800 123</b>' }],
    [{ ...WALK, folder: 'x'.repeat(201) }],
    ['reading'],
    [undefined],
  ])('is none when the tab says %j', async (reply) => {
    replies['walk-state'] = reply;
    start();
    await waitFor({ site: { status: 'on' }, walk: null });
  });

  it('is not asked of a site that is off', async () => {
    replies['walk-state'] = WALK;
    extension.origins.clear();
    start();
    await waitFor({ site: { status: 'off' }, walk: null });
  });
});

it.each([
  ['a tab of a private window', { ...TAB, incognito: true }, false],
  ['a popup that is in one itself', TAB, true],
])('shows nothing of the ledger over %s, and says why', async (_, shownTab, isPrivate) => {
  await writeLedger((ledger) => ledger.record(toJudged(accepted())));
  const canary = await fakeBrowser.storage.local.get('canary');
  tab = shownTab;
  Object.assign(fakeBrowser.extension, { inIncognitoContext: isPrivate });
  try {
    start();
    await waitFor({ ledgerProblem: 'private-ledger', attention: { total: 0, first: [] } });
  } finally {
    Object.assign(fakeBrowser.extension, { inIncognitoContext: false });
  }
  expect(await fakeBrowser.storage.local.get('canary')).toEqual(canary);
});
