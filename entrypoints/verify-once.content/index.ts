// The script that comes into a page only when the user asks on it: tells what the page looks like, and has one message of it verified.
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { ShownReply } from '../../lib/extension/protocol';
import type { PageHint } from '../../lib/view';
import { WEBMAILS } from '../../lib/webmail/all';
import { looksLikePecPage } from '../../lib/webmail/generic/find-hint';
import { claimFrame } from '../webmail.content/claim-frame';
import { hearExtension } from '../webmail.content/hear-extension';
import { fetchOnce } from './fetch-once';

/** So long what was found out may be told: the page may have gone on to another message without saying so. */
const TOLD_FOR_MS = 300_000;

type Found = { reply: ShownReply; href: string; at: number };

const readHint = (): PageHint => ({
  webmail: WEBMAILS.find((webmail) => webmail.recognises(document))?.id ?? null,
  looksLikePec: looksLikePecPage(document),
});

const answer = (signal: AbortSignal): void => {
  let found: Found | null = null;
  let turn = new AbortController();
  const verify = async (url: string | null, frameUrl: string | null): Promise<void> => {
    turn.abort();
    turn = new AbortController();
    const mine = turn.signal;
    found = { reply: { status: 'reading' }, href: location.href, at: performance.now() };
    const reply = await fetchOnce(document, { url, frameUrl }, AbortSignal.any([signal, mine]));
    if (!mine.aborted) found = { ...found, reply };
  };
  const tell = (): ShownReply | undefined => {
    const isFresh = found !== null && found.href === location.href && performance.now() - found.at < TOLD_FOR_MS;
    return isFresh ? found?.reply : undefined;
  };
  hearExtension((request, _, reply) => {
    if (request.type === 'once-look') reply(readHint());
    const told = request.type === 'once-state' ? tell() : undefined;
    if (told !== undefined) reply(told);
    if (request.type !== 'once-verify') return;
    void verify(request.url ?? null, request.frameUrl ?? null);
    reply(true);
    return undefined;
  }, signal);
};

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main(ctx) {
    const stop = claimFrame(ctx, 'once');
    if (stop !== null) answer(stop.signal);
  },
});
