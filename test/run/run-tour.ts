// Runs the tour once, without a display, and cleans up after it.
import { join } from 'node:path';
import type { BrowserName } from '../e2e/driver';
import { launchBrowser } from '../e2e/launch-browser';
import { startStage } from '../e2e/stage';
import { walkTour } from '../e2e/tour';
import { print, ROOT } from './steps';

export const TOUR_FOLDER = join(ROOT, '.output', 'tour');

export const runTour = async (name: BrowserName, program: string): Promise<void> => {
  print(`\n── tour in ${name}`);
  const stage = await startStage();
  try {
    const driver = await launchBrowser(name, program);
    try {
      await walkTour({ driver, stage, folder: TOUR_FOLDER, say: (line) => print(`  ${line}`) });
    } finally {
      await driver.close();
    }
  } finally {
    await stage.stop();
  }
};
