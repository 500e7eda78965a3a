// Popup and side panel: whether the webmail of the tab can be taught, and the orders to begin or to forget.
import * as v from 'valibot';
import type { Browser } from 'wxt/browser';
import type { TeachOrder, TeachState } from '../../teach-view';
import { askTab } from '../access/ask-tab';
import { removeRecipe } from './taught-recipes';

type Tab = Browser.tabs.Tab;

const STATE = v.variant('status', [
  v.object({ status: v.picklist(['none', 'teachable', 'teaching']) }),
  v.object({ status: v.literal('taught'), since: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)) }),
]) satisfies v.GenericSchema<unknown, TeachState>;

const NONE: TeachState = { status: 'none' };

/** What is read in a private window leaves nothing on the disk: nothing is taught there. */
export const readTeachState = async (tab: Tab | undefined): Promise<TeachState> => {
  const reply = v.safeParse(STATE, tab && (await askTab(tab, { type: 'teach-state' }, { frameId: 0 })));
  if (!reply.success) return NONE;
  return tab?.incognito === true && reply.output.status === 'teachable' ? NONE : reply.output;
};

export const orderTeaching = async (tab: Tab | undefined, order: TeachOrder): Promise<void> => {
  if (tab?.url === undefined) return;
  if (order === 'start') await askTab(tab, { type: 'teach-start' }, { frameId: 0 });
  else await removeRecipe(new URL(tab.url).origin);
};
