// Brings what tells whether a card is seen into a page whose tab is asked what it shows: apart, to keep the first script small.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isSeen } from '../lib/webmail/sight/is-seen';
import type { Brought } from './webmail.content/bring';

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main: () => void Object.assign(globalThis, { ceralaccaIsSeen: isSeen } satisfies Brought),
});
