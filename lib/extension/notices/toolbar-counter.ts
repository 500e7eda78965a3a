// How many messages need attention, on the toolbar button and in its title, which a screen reader reads.
import { browser } from 'wxt/browser';
import { ATTENTION_COUNTED } from '../../ledger/attention';
import type { ProblemCode } from '../../view';
import { toKey, type Wording } from '../../wording';
import { readWording } from '../settings/with-wording';

/** Contrast 12.6 : 1. Not the brand's red: a number is no verdict. */
const BACKGROUND = '#333333';
const FOREGROUND = '#ffffff';

const MOST_SHOWN = 99;

export const toBadge = (count: number): string => (count === 0 ? '' : count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count));

const show = async (text: string, entitle: (wording: Wording) => string): Promise<void> => {
  const title = entitle(await readWording());
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setTitle({ title }),
    browser.action.setBadgeBackgroundColor({ color: BACKGROUND }),
    browser.action.setBadgeTextColor({ color: FOREGROUND }),
  ]);
};

export const toTitle = (wording: Wording, count: number): string => {
  if (count === 0) return wording.text('extName');
  return count < ATTENTION_COUNTED ? wording.count('toolbar_attention', count) : wording.text('toolbar_attention_many', count);
};

export const showCount = (count: number): Promise<void> => show(toBadge(count), (wording) => toTitle(wording, count));

/** Something is wrong with the ledger itself: no number would be true. */
export const showHarm = (problem: ProblemCode): Promise<void> =>
  show('!', (wording) => `${wording.text('extName')}: ${wording.text(`problem_${toKey(problem)}_what`)}`);
