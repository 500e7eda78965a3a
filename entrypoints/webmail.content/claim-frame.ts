// Makes sure that one copy of the script works in a frame, as long as its site is on, and that a newer version of the extension takes over.

import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { isPage } from '../../lib/webmail/is-page';
import { askWording, isCutOff } from './ask-background';
import { hearExtension } from './hear-extension';

/** Global to this extension's world in this frame, out of the page's reach. */
const world = globalThis as { ceralaccaRuns?: Set<string> };

/** Without a reload of the page nothing else would tell this script that it has no business here any more. */
const watchAccess = (stop: AbortController): void =>
  hearExtension(({ type }) => {
    if (type === 'access-changed') void askWording().then((wording) => wording === null && stop.abort());
    return undefined;
  }, stop.signal);

/** The signal by which the copy in charge stops; null for a copy that came second (registered and injected), and in frames that are no pages. */
export const claimFrame = (ctx: ContentScriptContext, script: 'messages' | 'walk' | 'once'): AbortController | null => {
  if (!isPage(document)) return null;
  world.ceralaccaRuns ??= new Set();
  const running = world.ceralaccaRuns;
  if (running.has(script)) return null;
  running.add(script);
  const stop = new AbortController();
  watchAccess(stop);
  stop.signal.addEventListener('abort', () => {
    running.delete(script);
  });
  // A page can forge the event that invalidates a context; only a script that lost its extension has really been replaced.
  ctx.onInvalidated(() => {
    if (isCutOff()) stop.abort();
  });
  return stop;
};
