// @vitest-environment jsdom
// The content script's own steps against a played background: streaming, stale answers, lossy sources, silence.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { brought } from '../../entrypoints/webmail.content/bring';
import { type FollowedMessage, followMessage } from '../../entrypoints/webmail.content/follow-message';
import { toShown } from '../../lib/extension/judging/to-shown';
import { CHUNK_BYTES, type Judgement, type SourceMessage } from '../../lib/extension/protocol';
import { sendSource } from '../../lib/extension/sources/send-source';
import type { Report, Verdict } from '../../lib/verify/report';
import type { OpenMessage } from '../../lib/webmail/adapter';
import { createWording } from '../../lib/wording';
import { browser } from '../fake-browser';

const wording = createWording('en', {});
const report = (verdict: Verdict): Report => ({
  ...{ format: 1, verdict, kind: 'none', checks: [], certified: null, enclosed: [] },
  ...{ judgedAt: '', trustListDate: '2026-01-01', sha256: 'a'.repeat(64) },
});
const judged = (verdict: Verdict): Judgement => ({
  type: 'judged',
  report: report(verdict),
  message: null,
  recorded: false,
  problem: null,
  keep: { recorded: false, backedUpAt: null },
});

/** A background that answers each port by `answer`, or closes it unanswered. */
const play = (
  answer: (received: SourceMessage[], call: number) => Judgement | 'close' | Promise<Judgement>,
): { received: SourceMessage[][] } => {
  const received: SourceMessage[][] = [];
  vi.spyOn(browser.runtime, 'connect').mockImplementation(() => {
    const messages: SourceMessage[] = [];
    const call = received.push(messages);
    const heard: Record<'message' | 'close', ((value?: unknown) => void)[]> = { message: [], close: [] };
    const finish = async (): Promise<void> => {
      const reply = await answer(messages, call);
      for (const listener of reply === 'close' ? heard.close : heard.message) listener(reply);
    };
    return {
      postMessage(message: SourceMessage) {
        messages.push(message);
        if (message.type === 'end') void finish();
      },
      disconnect() {},
      onMessage: { addListener: (listener: () => void) => heard.message.push(listener) },
      onDisconnect: { addListener: (listener: () => void) => heard.close.push(listener) },
    } as never;
  });
  return { received };
};
const serve = (text = 'Subject: x\r\n\r\n', headers = {}): void => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(text, { headers })));
};
const settle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 30));
const cards = (): number => document.querySelectorAll('[data-ceralacca="card"]').length;

let isOpen = true;
let stop: AbortController;
const follow = (looksLikePec = true): FollowedMessage => {
  const anchor = document.getElementById('anchor') as Element;
  const message: OpenMessage = {
    key: 'k',
    anchor,
    source: { url: `${location.origin}/x`, headers: {}, fidelity: 'exact' },
    isPart: false,
    looksLikePec,
  };
  return followMessage(message, { wording, isOpen: () => isOpen, signal: stop.signal });
};

beforeEach(() => {
  // jsdom lays nothing out: here every card is seen.
  brought.ceralaccaIsSeen = () => true;
  document.body.innerHTML = '<p id="anchor"></p>';
  isOpen = true;
  stop = new AbortController();
  Object.assign(browser.runtime, { id: 'test-extension' });
  vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ locale: 'en', texts: {} } as never);
  serve();
});

describe('sendSource', () => {
  it('sends begin, chunks no larger than agreed, end', async () => {
    const { received } = play(() => judged('verified'));
    const large = new Uint8Array(CHUNK_BYTES + 3).fill(7);
    const judgement = await sendSource({ key: 'k', fidelity: 'exact', isPart: false, chunks: [large, Uint8Array.of(1, 2)] }, stop.signal);
    const sizes = received[0]?.map((message) => (message.type === 'chunk' ? message.bytes.byteLength : message.type));
    expect(sizes).toEqual(['begin', CHUNK_BYTES, 3, 2, 'end']);
    expect(judgement).toEqual(judged('verified'));
  });

  it('tries once more when the background slept, and not again', async () => {
    const once = play((_, call) => (call === 1 ? 'close' : judged('failed')));
    expect(await sendSource({ key: 'k', fidelity: 'exact', isPart: false, chunks: [] }, stop.signal)).toEqual(judged('failed'));
    expect(once.received).toHaveLength(2);
    const never = play(() => 'close');
    expect(await sendSource({ key: 'k', fidelity: 'exact', isPart: false, chunks: [] }, stop.signal)).toBeNull();
    expect(never.received).toHaveLength(2);
  });

  it('takes nothing but a judgement for one', async () => {
    for (const answer of [null, 1, {}, { type: 'judged' }, { type: 'judged', report: { verdict: 'verified' } }, { type: 'problem' }]) {
      play(() => answer as never);
      expect(await sendSource({ key: 'k', fidelity: 'exact', isPart: false, chunks: [] }, stop.signal)).toBeNull();
    }
  });
});

it('a lossy source may confirm, never condemn', () => {
  expect(toShown(judged('failed'), 'lossy')).toEqual({ status: 'problem', problem: 'source-unproven' });
  expect(toShown(judged('verified'), 'lossy')).toMatchObject({ status: 'judged', fidelity: 'lossy' });
  expect(toShown(judged('failed'), 'reversible')).toMatchObject({ status: 'judged' });
});

describe('an open message', () => {
  it('shows its verdict and answers for it', async () => {
    play(() => judged('verified'));
    const followed = follow();
    await settle();
    expect(cards()).toBe(1);
    expect(followed.toReply()).toEqual({ status: 'judged', sha256: 'a'.repeat(64), fidelity: 'exact', isSeen: true });
  });

  it('answers that nobody sees it, where the page hides it and where no look could be taken', async () => {
    play(() => judged('verified'));
    const followed = follow();
    await settle();
    brought.ceralaccaIsSeen = () => false;
    expect(followed.toReply()).toMatchObject({ isSeen: false });
    delete brought.ceralaccaIsSeen;
    expect(followed.toReply()).toMatchObject({ isSeen: false });
  });

  it('shows nothing on ordinary mail, while reading and after', async () => {
    play(async () => judged('not-pec'));
    follow(false);
    expect(cards()).toBe(0);
    await settle();
    expect(cards()).toBe(0);
  });

  it('shows nothing when hinted mail turns out to be ordinary', async () => {
    play(() => judged('not-pec'));
    const followed = follow();
    await settle();
    expect([cards(), followed.toReply()?.status]).toEqual([0, 'judged']);
  });

  it('shows a verdict on mail that gave no hint', async () => {
    play(() => judged('failed'));
    follow(false);
    await settle();
    expect(cards()).toBe(1);
  });

  it.each([true, false])('shows a problem as a card only when it looks like PEC: %s', async (looksLikePec) => {
    serve('<!doctype html>');
    const followed = follow(looksLikePec);
    await settle();
    expect(cards()).toBe(looksLikePec ? 1 : 0);
    expect(followed.toReply()).toEqual({ status: 'problem', problem: 'session-expired' });
  });

  it('leaves large mail alone that does not look like PEC', async () => {
    const { received } = play(() => judged('failed'));
    serve('Subject: x\r\n\r\n', { 'content-length': String(6 * 1024 * 1024) });
    const followed = follow(false);
    await settle();
    expect([cards(), followed.toReply(), received]).toEqual([0, null, []]);
  });

  it('drops an answer that comes after it was closed', async () => {
    let answer: (judgement: Judgement) => void = () => {};
    play(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const followed = follow();
    await settle();
    expect(cards()).toBe(1);
    stop.abort();
    answer(judged('verified'));
    await settle();
    expect([cards(), followed.toReply()]).toEqual([0, null]);
  });

  it('drops an answer when the page shows another message that the watcher has not seen yet', async () => {
    let answer: (judgement: Judgement) => void = () => {};
    play(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const followed = follow();
    await settle();
    isOpen = false;
    answer(judged('verified'));
    await settle();
    expect(followed.toReply()).toEqual({ status: 'reading' });
  });

  it('says so when the extension was updated under it', async () => {
    play(() => 'close');
    Object.assign(browser.runtime, { id: undefined });
    const followed = follow();
    await settle();
    expect(followed.toReply()).toEqual({ status: 'problem', problem: 'extension-updated' });
  });

  it('goes quiet when the site was switched off', async () => {
    play(() => 'close');
    vi.mocked(browser.runtime.sendMessage).mockResolvedValue(null as never);
    const followed = follow();
    await settle();
    expect([cards(), followed.toReply()]).toEqual([0, null]);
  });
});
