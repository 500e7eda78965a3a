// What a person does in each stand-in for a webmail that cannot be run here, and what its page and server must not give away.

import type { Standin, StandinMessage } from '../lab/standin';
import { startBlobStandin } from '../lab/standin-blob';
import { startShadowStandin } from '../lab/standin-shadow';
import type { Page } from './driver';

export type TaughtHand = {
  name: string;
  start(messages: StandinMessage[]): Promise<Standin>;
  open(page: Page, message: StandinMessage, place: number): Promise<void>;
  /** As the webmail lets one save the open message. */
  save(page: Page): Promise<void>;
  /** Of the requests, those for a message's source. */
  isSource(asked: Standin['asked'][number]): boolean;
};

const shadow: TaughtHand = {
  name: 'open shadow roots and form posts',
  start: startShadowStandin,
  async open(page, { subject }, place) {
    const app = page.shadow('standin-app');
    await app.shadow('standin-list').click(`li:nth-child(${place + 1})`);
    await app.shadow('standin-reader').waitUntil((root, wanted: string) => root.querySelector('h2')?.textContent === wanted, {}, subject);
  },
  save: (page) => page.shadow('standin-app').shadow('standin-reader').click('.export'),
  isSource: ({ body }) => body.includes('Act_Export=1'),
};

const blob: TaughtHand = {
  name: 'one page, XHR and blobs',
  start: startBlobStandin,
  async open(page, { subject }, place) {
    await page.click(`li:nth-child(${place + 1}) a`);
    await page.waitUntil((root, wanted: string) => root.querySelector('h1')?.textContent === wanted, {}, subject);
  },
  save: (page) => page.click('main button'),
  isSource: ({ path }) => path.includes('format=eml'),
};

export const TAUGHT_HANDS = [shadow, blob];
