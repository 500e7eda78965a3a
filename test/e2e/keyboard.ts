// Walks a page with the Tab key alone and tells what was reached, and whether the focus could be seen there.
import type { Page, Root, Scope } from './driver';

export type Stop = { name: string; isVisible: boolean };

/** What can be acted on, in the order of the page: of a group of radio buttons or tabs only the chosen one. */
export const listActions = (scope: Scope): Promise<string[]> =>
  scope.evaluate((root) => {
    const isReachable = (element: HTMLElement): boolean =>
      element.checkVisibility() &&
      element.tabIndex >= 0 &&
      !element.matches(':disabled') &&
      !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked);
    return Array.from(root.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary'))
      .filter(isReachable)
      .map((element) => `${element.localName} ${element.id} ${element.innerText || element.getAttribute('aria-label') || ''}`);
  });

/** Focus is seen by an outline, or by a border or shadow that changes; the views use outlines. */
const readFocus = (root: Root): Stop | null => {
  const element = root.activeElement as HTMLElement | null;
  if (element === null || element.localName === 'body') return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  return {
    name: `${element.localName} ${element.id} ${element.innerText || element.getAttribute('aria-label') || ''}`,
    isVisible:
      element.matches(':focus-visible') && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0 && width > 0 && height > 0,
  };
};

/** Stops of that many presses of Tab, those inside the scope only. */
export const walkByTab = async (page: Page, scope: Scope, presses: number, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Stop[]> => {
  const stops: Stop[] = [];
  for (let press = 0; press < presses; press += 1) {
    await page.press(key);
    const stop = await scope.evaluate(readFocus);
    if (stop !== null) stops.push(stop);
  }
  return stops;
};
