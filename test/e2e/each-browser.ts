// Runs a scenario in every browser of this machine that the runner asked for, on the built extension.
import { describe } from 'vitest';
import { findSystemPrograms } from '../lab/system-packages';
import type { BrowserDriver, BrowserName } from './driver';
import { BROWSERS, type BrowserOptions, launchBrowser } from './launch-browser';

const programs = findSystemPrograms();
const wanted = (process.env.E2E_BROWSERS ?? BROWSERS.join(',')).split(',');

/** False where Roundcube or Dovecot is missing; the runner has said so. */
export const hasWebmail = programs.webmail;
export const hasSogo = programs.sogo;

/** Whether a window may stand somewhere although nobody sits here. */
export const hasScreen = programs.screen;

/** The same for Horde. */
export const hasHorde = programs.horde;

/** Whether what was printed can be read. */
export const hasPaper = programs.paper;

type Launch = (options?: BrowserOptions) => Promise<BrowserDriver>;

/** The browsers of this run, in the order in which scenarios run in them. */
export const RUN_IN: readonly BrowserName[] = BROWSERS.filter((name) => programs[name] !== null && wanted.includes(name));

type Scenario = (launch: Launch, name: BrowserName) => void;

const runIn = (names: readonly BrowserName[], title: string, scenario: Scenario): void => {
  for (const name of names) {
    const program = programs[name] ?? '';
    describe(`${title} in ${name}`, () => scenario((options) => launchBrowser(name, program, options), name));
  }
};

export const inEachBrowser = (title: string, scenario: Scenario): void => runIn(RUN_IN, title, scenario);

/** For what is tested in each browser elsewhere, piece by piece. */
export const inFirstBrowser = (title: string, scenario: Scenario): void => runIn(RUN_IN.slice(0, 1), title, scenario);
