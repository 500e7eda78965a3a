// Popup and side panel: how the walk through the tab's folder stands, as its content script tells, and the orders to it.
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { type FolderWalk, PROBLEM_CODES, WALK_STATUSES, type WalkOrder } from '../../view';
import { askTab } from '../access/ask-tab';
import type { ContentRequest, WalkReply } from '../protocol';

const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0));

const WALK = v.nullable(
  v.object({
    folder: v.pipe(v.string(), v.maxLength(200)),
    status: v.picklist(WALK_STATUSES),
    total: COUNT,
    done: COUNT,
    pec: COUNT,
    unread: COUNT,
    known: COUNT,
    problem: v.nullable(v.picklist(PROBLEM_CODES)),
  }),
) satisfies v.GenericSchema<unknown, WalkReply>;

type Tab = Browser.tabs.Tab;

const SCRIPT = '/content-scripts/folder-walk.js';

/** Where none is yet: a site that is on lets us. */
const bringScript = async (tab: Tab): Promise<void> => {
  try {
    await browser.scripting.executeScript({ target: { tabId: tab.id ?? -1, frameIds: [0] }, files: [SCRIPT] });
  } catch {
    // A page that is loading or shows an error refuses; the next look asks again.
  }
};

/** Only the top frame walks: it stays while messages open in frames below it. */
const askTopFrame = async (tab: Tab, request: ContentRequest): Promise<unknown> => {
  const reply = await askTab(tab, request, { frameId: 0 });
  if (reply !== undefined) return reply;
  await bringScript(tab);
  return askTab(tab, request, { frameId: 0 });
};

const ask = async (tab: Tab | undefined, request: ContentRequest): Promise<FolderWalk | null> => {
  const reply = v.safeParse(WALK, tab && (await askTopFrame(tab, request)));
  return reply.success ? reply.output : null;
};

export const readFolderWalk = (tab: Tab | undefined): Promise<FolderWalk | null> => ask(tab, { type: 'walk-state' });

export const orderWalk = (tab: Tab | undefined, order: WalkOrder): Promise<FolderWalk | null> => ask(tab, { type: `walk-${order}` });
