// During a lesson, and at no other time, lets the page's own world note which of its requests bring a message. Keeps nothing itself.
// Not by `webRequest`: Chrome gives no events to an extension that got that permission only while it was running.
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { endLesson, type Noted, openLesson, readLesson, watchFetch, watchForms, watchLinks, watchRequests } from './page-lesson';

type Sender = Browser.runtime.MessageSender;

const TEXT = v.pipe(v.string(), v.maxLength(4000));
const FIELDS = v.pipe(v.array(v.tuple([TEXT, TEXT])), v.maxLength(200));

/** From among the page's scripts anything may come. */
const NOTED = v.pipe(
  v.array(
    v.object({
      url: TEXT,
      method: v.pipe(v.string(), v.maxLength(20)),
      form: v.nullable(FIELDS),
      headers: FIELDS,
      hasOtherBody: v.boolean(),
      isRedirected: v.boolean(),
      answer: v.picklist(['message', 'maybe']),
    }),
  ),
  v.maxLength(20),
) satisfies v.GenericSchema<unknown, Noted[]>;

/** Frames as well: a webmail may show the message in one of its own. */
const run = <T>({ tab }: Sender, func: () => T): Promise<{ result?: unknown }[]> =>
  browser.scripting.executeScript({ target: { tabId: tab?.id ?? -1, allFrames: true }, world: 'MAIN', func }) as Promise<
    { result?: unknown }[]
  >;

/** False where the browser lets nobody look: a page that is loading, or shows an error. */
export const startRecording = async (sender: Sender): Promise<boolean> => {
  try {
    for (const step of [openLesson, watchFetch, watchRequests, watchForms, watchLinks]) await run(sender, step);
    return true;
  } catch {
    return false;
  }
};

/** Null when nothing is being noted any more. */
export const readRecording = async (sender: Sender): Promise<Noted[] | null> => {
  const frames = await run(sender, readLesson).catch(() => []);
  const told = frames.map(({ result }) => v.safeParse(NOTED, result)).filter(({ success }) => success);
  return told.length === 0 ? null : told.flatMap(({ output }) => output as Noted[]);
};

export const stopRecording = async (sender: Sender): Promise<void> => {
  await run(sender, endLesson).catch(() => []);
};
