// @vitest-environment jsdom
// One copy of the script works in a frame, a forged event does not stop it, and only the right frame answers.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { answerTab } from '../../entrypoints/webmail.content/answer-tab';
import { claimFrame } from '../../entrypoints/webmail.content/claim-frame';
import type { ShownReply } from '../../lib/extension/protocol';
import { browser } from '../fake-browser';

const OWN_ID = 'test-extension';

beforeEach(() => {
  Object.assign(browser.runtime, { id: OWN_ID });
});

describe('claimFrame', () => {
  const createContext = () => {
    const invalidate: (() => void)[] = [];
    return { ctx: { onInvalidated: (listener: () => void) => invalidate.push(listener) } as unknown as ContentScriptContext, invalidate };
  };

  it('is granted once, and again after the first copy has stopped', () => {
    const first = claimFrame(createContext().ctx, 'messages');
    expect(first).not.toBeNull();
    expect(claimFrame(createContext().ctx, 'messages')).toBeNull();
    first?.abort();
    const second = claimFrame(createContext().ctx, 'messages');
    expect(second).not.toBeNull();
    second?.abort();
  });

  it('is refused to a frame that another page wrote', () => {
    vi.stubGlobal('document', { defaultView: { top: {}, performance: { getEntriesByType: () => [] } } });
    expect(claimFrame(createContext().ctx, 'messages')).toBeNull();
    vi.unstubAllGlobals();
  });

  it('outlasts the event that a page can forge, and ends when the extension is really gone', () => {
    const { ctx, invalidate } = createContext();
    const claim = claimFrame(ctx, 'messages');
    for (const listener of invalidate) listener();
    expect(claim?.signal.aborted).toBe(false);
    Object.assign(browser.runtime, { id: undefined });
    for (const listener of invalidate) listener();
    expect(claim?.signal.aborted).toBe(true);
  });
});

describe('a site that is switched off while its page is open', () => {
  const hear = async (message: unknown, id: string, texts: unknown): Promise<boolean> => {
    const listeners: ((message: unknown, sender: object) => void)[] = [];
    vi.spyOn(browser.runtime.onMessage, 'addListener').mockImplementation((listener) => void listeners.push(listener as never));
    vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue(texts as never);
    const claim = claimFrame({ onInvalidated: () => undefined } as unknown as ContentScriptContext, 'messages');
    for (const listener of listeners) listener(message, { id });
    await new Promise((resolve) => setTimeout(resolve));
    const isStopped = claim?.signal.aborted ?? false;
    claim?.abort();
    return isStopped;
  };

  it('ends the script, once the background has no words for it any more', async () => {
    expect(await hear({ type: 'access-changed' }, OWN_ID, null)).toBe(true);
  });
  it('and not when it is still on, or when somebody else says so', async () => {
    expect(await hear({ type: 'access-changed' }, OWN_ID, { locale: 'it', texts: {} })).toBe(false);
    expect(await hear({ type: 'access-changed' }, 'another-extension', null)).toBe(false);
    expect(await hear({ type: 'verdicts-changed' }, OWN_ID, null)).toBe(false);
  });
});

describe('answerTab', () => {
  let stop: AbortController;
  let shown: ShownReply | null;
  let changes: number;
  const send = (message: unknown, id: string = OWN_ID): unknown[] => {
    const replies: unknown[] = [];
    for (const listener of listeners) listener(message, { id }, (reply: unknown) => replies.push(reply));
    return replies;
  };
  const listeners = new Set<(...values: unknown[]) => unknown>();

  beforeEach(() => {
    stop = new AbortController();
    [shown, changes] = [null, 0];
    vi.spyOn(browser.runtime.onMessage, 'addListener').mockImplementation((listener) => void listeners.add(listener as never));
    vi.spyOn(browser.runtime.onMessage, 'removeListener').mockImplementation((listener) => void listeners.delete(listener as never));
    const siteState = () => ({ adapter: 'roundcube', isProven: true, problems: [] });
    const verdictsChanged = (): void => {
      changes += 1;
    };
    answerTab({ whatIsShown: () => shown, siteState, verdictsChanged }, stop.signal);
  });
  afterEach(() => stop.abort());

  it('leaves what is shown to the frame that shows something', () => {
    expect(send({ type: 'what-is-shown' })).toEqual([]);
    shown = { status: 'reading' };
    expect(send({ type: 'what-is-shown' })).toEqual([{ status: 'reading' }]);
  });

  it('looks whether its card is seen before it answers for a verdict', async () => {
    shown = { status: 'judged', sha256: 'a'.repeat(64), fidelity: 'exact', isSeen: false };
    const asked = vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async () => {
      shown = { status: 'judged', sha256: 'a'.repeat(64), fidelity: 'exact', isSeen: true };
      return true;
    });
    const replies = send({ type: 'what-is-shown' });
    expect(replies).toEqual([]);
    await vi.waitFor(() => expect(replies).toMatchObject([{ isSeen: true }]));
    expect(asked).toHaveBeenCalledWith({ type: 'bring-script', script: 'card-sight' });
  });

  it('looks again for veils after seconds only, and at once where the card is not seen any more', async () => {
    const judged = { status: 'judged', sha256: 'a'.repeat(64), fidelity: 'exact' } as const;
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
    const asked = vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue(true);
    const ask = async (isSeen: boolean): Promise<number> => {
      shown = { ...judged, isSeen };
      const replies = send({ type: 'what-is-shown' });
      await vi.waitFor(() => expect(replies).toHaveLength(1));
      return asked.mock.calls.length;
    };
    expect(await ask(true)).toBe(1);
    expect(await ask(true)).toBe(1);
    expect(await ask(false)).toBe(2);
    now.mockReturnValue(7000);
    expect(await ask(true)).toBe(3);
    now.mockRestore();
  });

  it('tells the state of the site from the top frame only', () => {
    expect(send({ type: 'site-state' })).toEqual([{ adapter: 'roundcube', isProven: true, problems: [] }]);
    vi.stubGlobal('window', { top: {} });
    expect(send({ type: 'site-state' })).toEqual([]);
    vi.unstubAllGlobals();
  });

  it('passes on that verdicts changed', () => {
    send({ type: 'verdicts-changed' });
    expect(changes).toBe(1);
  });

  it('hears nobody but its own extension, and nothing it does not know', () => {
    shown = { status: 'reading' };
    expect(send({ type: 'what-is-shown' }, 'another-extension')).toEqual([]);
    for (const message of [null, 'what-is-shown', { type: 'x' }, {}]) expect(send(message)).toEqual([]);
    expect(changes).toBe(0);
  });

  it('is silent once stopped', () => {
    shown = { status: 'reading' };
    stop.abort();
    expect(send({ type: 'what-is-shown' })).toEqual([]);
  });
});
