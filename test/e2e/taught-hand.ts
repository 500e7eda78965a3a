// What a person does in each stand-in for a webmail that cannot be run here, and what its page and server must not give away.

import type { Standin, StandinMessage } from '../lab/standin';
import { startBlobStandin } from '../lab/standin-blob';
import { startShadowStandin } from '../lab/standin-shadow';
import type { Page } from './driver';
import { retry } from './scope';

export type TaughtHand = {
  name: string;
  start(messages: StandinMessage[]): Promise<Standin>;
  open(page: Page, message: StandinMessage, place: number): Promise<void>;
  /** As the webmail lets one save the open message. */
  save(page: Page): Promise<void>;
  /** As the webmail lets one delete it. */
  remove(page: Page): Promise<void>;
  /** The page has a command stand where it had what the recipe reads. */
  turn(page: Page): Promise<void>;
  /** Of the requests, those for a message's source. */
  isSource(asked: Standin['asked'][number]): boolean;
};

/** Again where the row moved away under the pointer: the card of the message before may just be coming or going. */
const press = (work: () => Promise<void>, isDone: () => Promise<boolean>): Promise<true> =>
  retry('a message to open', async () => {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return (await isDone()) || undefined;
  });

const shadow: TaughtHand = {
  name: 'open shadow roots and form posts',
  start: startShadowStandin,
  async open(page, { subject }, place) {
    const app = page.shadow('standin-app');
    await press(
      () => app.shadow('standin-list').click(`li:nth-child(${place + 1})`),
      async () => (await app.shadow('standin-reader').texts('h2')).includes(subject),
    );
  },
  save: (page) => page.shadow('standin-app').shadow('standin-reader').click('.export'),
  remove: (page) => page.shadow('standin-app').shadow('standin-reader').click('.delete'),
  turn: (page) =>
    page
      .shadow('standin-app')
      .evaluate((root) => void root.querySelector('standin-reader')?.setAttribute('object-id', 'delete-f1a9c3e07b52')),
  isSource: ({ body }) => body.includes('Act_Export=1'),
};

const blob: TaughtHand = {
  name: 'one page, XHR and blobs',
  start: startBlobStandin,
  async open(page, { subject }, place) {
    await press(
      () => page.click(`li:nth-child(${place + 1}) a`),
      async () => (await page.texts('h1')).includes(subject),
    );
  },
  save: (page) => page.click('main button:first-child'),
  remove: (page) => page.click('main button:last-child'),
  turn: (page) => page.evaluate((root) => void root.querySelector('meta[name="app-view"]')?.setAttribute('content', 'delete-40217')),
  isSource: ({ path }) => path.includes('format=eml') && !path.includes('/delete?'),
};

export const TAUGHT_HANDS = [shadow, blob];
