// How many messages need attention, on the toolbar button and in its title, which a screen reader reads.
import { browser } from 'wxt/browser';
import type { ProblemCode } from '../view';
import { toKey, type Wording } from '../wording';
import { readWording } from './with-wording';

/** Contrast 12.6 : 1. Not the brand's red: a number is no verdict. */
const BACKGROUND = '#333333';
const FOREGROUND = '#ffffff';

const MOST_SHOWN = 99;

export const toBadge = (count: number): string => (count === 0 ? '' : count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count));

const show = async (text: string, toTitle: (wording: Wording) => string): Promise<void> => {
  const title = toTitle(await readWording());
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setTitle({ title }),
    browser.action.setBadgeBackgroundColor({ color: BACKGROUND }),
    browser.action.setBadgeTextColor({ color: FOREGROUND }),
  ]);
};

export const showCount = (count: number): Promise<void> =>
  show(toBadge(count), (wording) => (count === 0 ? wording.text('extName') : wording.count('toolbar_attention', count)));

/** Something is wrong with the ledger itself: no number would be true. */
export const showHarm = (problem: ProblemCode): Promise<void> =>
  show('!', (wording) => `${wording.text('extName')}: ${wording.text(`problem_${toKey(problem)}_what`)}`);
