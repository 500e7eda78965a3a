// Makes sure that one copy of the script works in a frame, and that a newer version of the extension takes over cleanly.
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { isCutOff } from './ask-background';

/** Global to this extension's world in this frame, out of the page's reach. */
const world = globalThis as { ceralaccaRuns?: Set<string> };

/** Some webmails write the body of a mail into an empty frame, which then claims the address of the page around it:
 * only a frame that was loaded from somewhere is a page. */
const isPage = (): boolean =>
  window === window.top || performance.getEntriesByType('navigation').some(({ name }) => /^https?:\/\//.test(name));

/** The signal by which the copy in charge stops; null for a copy that came second (registered and injected), and in frames that are no pages. */
export const claimFrame = (ctx: ContentScriptContext, script: 'messages' | 'walk' | 'once'): AbortController | null => {
  if (!isPage()) return null;
  world.ceralaccaRuns ??= new Set();
  const running = world.ceralaccaRuns;
  if (running.has(script)) return null;
  running.add(script);
  const stop = new AbortController();
  stop.signal.addEventListener('abort', () => {
    running.delete(script);
  });
  // A page can forge the event that invalidates a context; only a script that lost its extension has really been replaced.
  ctx.onInvalidated(() => {
    if (isCutOff()) stop.abort();
  });
  return stop;
};
