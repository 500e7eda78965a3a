// Asks a page's own scripts which message each row of its list is about. Runs one of our functions there once and leaves nothing behind.
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';

export type ProbeFunctions = Readonly<Record<string, () => unknown>>;

const MAX_ROWS = 1000;

/** From among the page's scripts anything may come: ids only, and not more of them than a list shows; counted before one is looked at. */
const IDS = v.pipe(
  v.unknown(),
  v.check((told) => Array.isArray(told) && told.length <= MAX_ROWS),
  v.array(v.pipe(v.string(), v.maxLength(1000))),
);

export const runProbe = async (
  probes: ProbeFunctions,
  webmail: string,
  { tab, frameId }: Browser.runtime.MessageSender,
): Promise<string[]> => {
  const func = Object.hasOwn(probes, webmail) ? probes[webmail] : undefined;
  if (func === undefined || tab?.id === undefined || frameId === undefined) return [];
  try {
    const [first] = await browser.scripting.executeScript({ target: { tabId: tab.id, frameIds: [frameId] }, world: 'MAIN', func });
    return v.parse(IDS, first?.result);
  } catch {
    // The page was left meanwhile, or what it tells is not as agreed.
    return [];
  }
};
