// A screen that nobody sits at, with a hand on its mouse and keys: for what a browser lets the system draw. X11.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { retry } from './scope';

export type Screen = {
  /** As in DISPLAY. */
  name: string;
  /** The other button of the mouse at that place, and in the menu that opens the command whose name begins with that letter, as no other's does. */
  choose(place: { x: number; y: number }, letter: string): Promise<void>;
  stop(): Promise<void>;
};

/** It is the process that the test started; the number of the screen is its own choice. */
export const startScreen = async (): Promise<Screen> => {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1300x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(server.stdio[3] as Readable, 'data')) as [Buffer];
  const name = `:${String(number).trim()}`;
  const hand = (...words: string[]): string => {
    const answer = execFileSync('xdotool', words, { env: { ...process.env, DISPLAY: name }, stdio: ['ignore', 'pipe', 'ignore'] });
    return String(answer);
  };
  const countWindows = (): number => hand('search', '--onlyvisible', '--name', '.*').trim().split('\n').length;
  return {
    name,
    choose: async ({ x, y }, letter) => {
      const before = countWindows();
      hand('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', '3');
      await retry('the menu', async () => countWindows() > before || undefined);
      hand('key', letter);
    },
    stop: async () => {
      const stopped = once(server, 'exit');
      server.kill();
      await stopped;
    },
  };
};
