// Brings the readers of the other webmails into a page that is no Roundcube: apart, to keep the first script small.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { WEBMAILS } from '../lib/webmail/all';
import type { Brought } from './webmail.content/bring';

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main: () => void Object.assign(globalThis, { ceralaccaWebmails: WEBMAILS } satisfies Brought),
});
