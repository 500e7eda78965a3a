// Asks a page's own scripts which message each row of its list is about. Runs one of our functions there once and leaves nothing behind.
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';

export type ProbeFunctions = Readonly<Record<string, () => unknown>>;

const MAX_ROWS = 1000;

/** From among the page's scripts anything may come: short texts only, and not more rows than a list shows. */
const ROWS = v.fallback(
  v.pipe(
    v.array(v.object({ text: v.pipe(v.string(), v.maxLength(4000)), id: v.pipe(v.string(), v.maxLength(1000)) })),
    v.maxLength(MAX_ROWS),
  ),
  [],
);
type ToldRows = v.InferOutput<typeof ROWS>;

export const runProbe = async (
  probes: ProbeFunctions,
  webmail: string,
  { tab, frameId }: Browser.runtime.MessageSender,
): Promise<ToldRows> => {
  const func = Object.hasOwn(probes, webmail) ? probes[webmail] : undefined;
  if (func === undefined || tab?.id === undefined || frameId === undefined) return [];
  try {
    const [first] = await browser.scripting.executeScript({ target: { tabId: tab.id, frameIds: [frameId] }, world: 'MAIN', func });
    return v.parse(ROWS, first?.result);
  } catch {
    // The page was left meanwhile, or its scripts are not as the function expects.
    return [];
  }
};
