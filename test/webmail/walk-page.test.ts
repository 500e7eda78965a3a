// @vitest-environment jsdom
// The walk in the page's script: only our own pages give orders, and what was cut off waits for one.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWalk } from '../../entrypoints/webmail.content/answer-walk';
import { readWalkItem } from '../../entrypoints/webmail.content/read-walk-item';
import { createPageWalk, type PageWalk } from '../../entrypoints/webmail.content/walk-page';
import { sendSource } from '../../lib/extension/sources/send-source';
import type { FolderItem, FolderReader } from '../../lib/webmail/adapter';
import type { WalkRecord } from '../../lib/webmail/walk/walk-folder';
import { browser } from '../fake-browser';

vi.mock('../../lib/extension/sources/send-source', () => ({ sendSource: vi.fn() }));

const ID = 'test-extension';
const OWN = { id: ID, url: 'chrome-extension://test-extension/popup.html' };
const item = (uid: number): FolderItem => ({
  ...{ key: `k${uid}`, uid, witness: `w${uid}` },
  source: { url: `${location.origin}/?uid=${uid}`, headers: {}, fidelity: 'exact' },
});
const judged = (verdict: string, problem: string | null = null) =>
  ({ type: 'judged', report: { verdict, enclosed: [], checks: [], sha256: 'aa' }, message: null, recorded: true, problem }) as never;

let kept: WalkRecord | null;
let isAllowed: boolean;
let stop: AbortController;
let walk: PageWalk;
const reader: FolderReader = {
  find: () => ({ id: 'folder', name: 'Posta' }),
  list: async () => ({ ok: true, items: [item(1), item(2)] }),
};

beforeEach(() => {
  [kept, isAllowed, stop] = [null, true, new AbortController()];
  Object.assign(browser.runtime, { id: ID });
  vi.spyOn(browser.runtime, 'getURL').mockImplementation((path) => `chrome-extension://${ID}${path}`);
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((async (request: { type: string; walk?: WalkRecord }) => {
    if (request.type === 'walk-load') return { isAllowed, walk: kept };
    if (request.type === 'walk-save') kept = structuredClone(request.walk ?? null);
    return true;
  }) as never);
  vi.stubGlobal('fetch', async () => new Response('Subject: x\r\n\r\n'));
  vi.mocked(sendSource).mockReset().mockResolvedValue(judged('verified'));
  walk = createPageWalk(reader, stop.signal);
});
afterEach(() => stop.abort());

const finish = (): Promise<void> => vi.waitFor(async () => expect((await walk.state())?.status).toBe('done'), { timeout: 8000 });

describe('an order', () => {
  it('starts a walk that keeps its record with the background', async () => {
    expect(await walk.state()).toMatchObject({ folder: 'Posta', status: 'new' });
    expect((await walk.order('start'))?.status).toMatch(/listing|reading/);
    await finish();
    expect(kept).toMatchObject({ status: 'done', total: 2, done: 2, pec: 2 });
    expect(vi.mocked(sendSource).mock.calls.map(([{ key }]) => key)).toEqual(['k2', 'k1']);
  });

  it('starts one walk, however often it is given', async () => {
    await Promise.all([walk.order('start'), walk.order('start'), walk.order('resume')]);
    await finish();
    expect(sendSource).toHaveBeenCalledTimes(2);
  });

  it('is refused in a private window, in words', async () => {
    isAllowed = false;
    expect(await walk.order('start')).toMatchObject({ status: 'new', problem: 'private-window' });
    expect([sendSource, kept].map((one) => (one === null ? null : vi.mocked(sendSource).mock.calls.length))).toEqual([0, null]);
  });

  it('must be one that fits: pause and cancel start nothing', async () => {
    expect((await walk.order('pause'))?.status).toBe('new');
    expect((await walk.order('cancel'))?.status).toBe('new');
    expect(sendSource).not.toHaveBeenCalled();
  });

  it('is needed to take up what was cut off', async () => {
    kept = {
      ...{ status: 'reading', startedAt: '2026-09-19T13:41:19.000Z', problem: null },
      ...{ total: 9, done: 4, pec: 3, unread: 0, known: 0, covered: [], witnesses: [] },
    };
    expect(await walk.state()).toMatchObject({ status: 'interrupted', total: 9, done: 4, pec: 3 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sendSource).not.toHaveBeenCalled();
  });
});

describe('only our own pages', () => {
  const deliver = (message: unknown, sender: object): { answers: boolean } => {
    let listener: ((...values: unknown[]) => unknown) | undefined;
    vi.spyOn(browser.runtime.onMessage, 'addListener').mockImplementation((given) => {
      listener = given as never;
    });
    const asked: PageWalk = { state: vi.fn(async () => null), order: vi.fn(async () => null) };
    answerWalk(asked, stop.signal);
    listener?.(message, sender, () => undefined);
    return { answers: vi.mocked(asked.state).mock.calls.length + vi.mocked(asked.order).mock.calls.length > 0 };
  };

  it.each([['walk-start'], ['walk-state'], ['walk-cancel']])('give %s', (type) => {
    expect(deliver({ type }, OWN).answers).toBe(true);
  });

  it.each<[string, unknown, object]>([
    ['a page', { type: 'walk-start' }, { id: ID, url: 'https://webmail.example/' }],
    ['a page that looks like ours', { type: 'walk-start' }, { id: ID, url: 'https://evil.example/chrome-extension://test-extension/' }],
    ['another extension', { type: 'walk-start' }, { id: 'other', url: OWN.url }],
    ['nobody', { type: 'walk-start' }, {}],
    ['ours, of something else', { type: 'what-is-shown' }, OWN],
    ['ours, of nothing', null, OWN],
  ])('and not %s', (_, message, sender) => {
    expect(deliver(message, sender).answers).toBe(false);
  });
});

describe('one message of a walk', () => {
  const read = () => readWalkItem(item(1), stop.signal, new AbortController().signal);

  it.each([
    [judged('verified'), { result: 'pec' }],
    [judged('failed'), { result: 'pec' }],
    [judged('not-pec'), { result: 'ordinary' }],
    [judged('verified', 'ledger-lost'), { result: 'pec' }],
    [judged('verified', 'storage-full'), { result: 'stop', problem: 'storage-full' }],
    [judged('verified', 'ledger-unavailable'), { result: 'stop', problem: 'ledger-unavailable' }],
    [{ type: 'problem', problem: 'internal-error' } as never, { result: 'unread' }],
    [null, { result: 'stop', problem: 'internal-error' }],
  ])('%j → %j', async (judgement, outcome) => {
    vi.mocked(sendSource).mockResolvedValue(judgement);
    expect(await read()).toEqual(outcome);
  });

  it.each([
    [200, '<!doctype html>', { result: 'stop', problem: 'session-expired' }],
    [429, 'Subject: x', { result: 'stop', problem: 'too-many-requests' }],
    [500, 'Subject: x', { result: 'unavailable' }],
    [200, '{"a":1}', { result: 'unread' }],
  ])('answered with %i %s', async (status, text, outcome) => {
    vi.stubGlobal('fetch', async () => new Response(text, { status }));
    expect(await read()).toEqual(outcome);
    expect(sendSource).not.toHaveBeenCalled();
  });

  it('is judged to its end though the walk is cancelled meanwhile, and not even asked for afterwards', async () => {
    const cancelled = new AbortController();
    vi.mocked(sendSource).mockImplementation(async (_, signal) => {
      cancelled.abort();
      return signal.aborted ? null : judged('verified');
    });
    expect(await readWalkItem(item(1), stop.signal, cancelled.signal)).toEqual({ result: 'pec' });
    vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) =>
      signal?.aborted ? Promise.reject(new DOMException('', 'AbortError')) : new Response('Subject: x'),
    );
    expect(await readWalkItem(item(1), stop.signal, cancelled.signal)).toEqual({ result: 'unavailable' });
  });

  it('without a network', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    expect(await read()).toEqual({ result: 'stop', problem: 'offline' });
  });
});
