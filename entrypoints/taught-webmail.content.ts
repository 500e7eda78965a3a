// Brings what reads a webmail by the recipe of its user, and the lesson, into a page that no adapter knows.
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Brought } from './webmail.content/bring';
import { followUnknown } from './webmail.content/follow-unknown';

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main: () => void Object.assign(globalThis, { ceralaccaUnknown: followUnknown } satisfies Brought),
});
