// Keeps Firefox's one window at the size that the page in front wants, because tabs share it.
import type { Marionette } from './marionette';

export type Size = { width: number; height: number };
export type FitWindow = (size: Size) => Promise<void>;

const MEASURE = 'return [outerWidth - innerWidth, outerHeight - innerHeight];';

/** To be called while Marionette stands in the tab that is in front. */
export const createFitWindow = (marionette: Marionette): FitWindow => {
  let fitted: Size = { width: 0, height: 0 };
  return async (size) => {
    if (size.width === fitted.width && size.height === fitted.height) return;
    const [across = 0, down = 0] = (await marionette.send('WebDriver:ExecuteScript', { script: MEASURE })) as number[];
    await marionette.send('WebDriver:SetWindowRect', { width: size.width + across, height: size.height + down });
    fitted = size;
  };
};
