// Builds the scope interface on the four primitives that each browser supplies.
import type { Root, Scope, WaitOptions } from './driver';

export type Step = { into: 'frame' | 'shadow'; selector: string };

export type ScopePrimitives = {
  /** Calls the function, given as source text, with the root that the path leads to and the values. */
  run(path: readonly Step[], source: string, values: readonly unknown[]): Promise<unknown>;
  click(path: readonly Step[], selector: string): Promise<void>;
  type(path: readonly Step[], selector: string, text: string): Promise<void>;
  setFiles(path: readonly Step[], selector: string, paths: readonly string[]): Promise<void>;
};

const TIMEOUT_MS = 15_000;
/** Each look costs the browser as much work as a step of a scenario: who waits long looks less often. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [40, 400];

/** Pages navigate and redraw under a test: whatever fails is tried again until the time is over. */
export const retry = async <T>(what: string, attempt: () => Promise<T | undefined>, timeoutMs = TIMEOUT_MS): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  let pauseMs = FIRST_PAUSE_MS;
  do {
    try {
      const value = await attempt();
      if (value !== undefined) return value;
    } catch (error) {
      lastError = error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(pauseMs * 1.4, LONGEST_PAUSE_MS);
  } while (Date.now() < deadline);
  throw new Error(`waited ${timeoutMs} ms for ${what}`, { cause: lastError });
};

const done = async (work: Promise<void>): Promise<true> => {
  await work;
  return true;
};

/** Some pages replace Array.from by one that knows no second argument. */
const readTexts = (root: Root, selector: string): string[] =>
  [...root.querySelectorAll<HTMLElement>(selector)].map((element) => (element.innerText ?? element.textContent ?? '').trim());

export const createScope = (primitives: ScopePrimitives, path: readonly Step[] = []): Scope => {
  const place = path.map((step) => `${step.into} ${step.selector} → `).join('');
  const evaluate: Scope['evaluate'] = async (work, ...values) =>
    (await primitives.run(path, String(work), values)) as Awaited<ReturnType<typeof work>>;
  const waitUntil: Scope['waitUntil'] = (work, { timeoutMs }, ...values) =>
    retry(
      `${place}${String(work).slice(0, 120)} ${JSON.stringify(values)}`,
      async () => (await evaluate(work, ...values)) || undefined,
      timeoutMs,
    );
  return {
    evaluate,
    waitUntil,
    click: async (selector) => void (await retry(`a click on ${place}${selector}`, () => done(primitives.click(path, selector)))),
    type: async (selector, text) =>
      void (await retry(`typing into ${place}${selector}`, () => done(primitives.type(path, selector, text)))),
    setFiles: async (selector, paths) =>
      void (await retry(`files for ${place}${selector}`, () => done(primitives.setFiles(path, selector, paths)))),
    waitFor: async (selector, options: WaitOptions = {}) =>
      void (await waitUntil((root, wanted: string) => root.querySelector(wanted) !== null, options, selector)),
    waitForText: (selector, pattern, options: WaitOptions = {}) =>
      retry(
        `${place}${selector} to read ${pattern}`,
        async () => (await evaluate(readTexts, selector)).find((text) => pattern.test(text)),
        options.timeoutMs,
      ),
    texts: (selector) => evaluate(readTexts, selector),
    count: (selector) => evaluate((root, wanted: string) => root.querySelectorAll(wanted).length, selector),
    frame: (selector) => createScope(primitives, [...path, { into: 'frame', selector }]),
    shadow: (selector) => createScope(primitives, [...path, { into: 'shadow', selector }]),
  };
};

/** Source of a call: tsx names inner functions through `__name`, which no page knows. */
export const toCallable = (source: string): string => `((__name) => (${source}))((work) => work)`;
