// The script that walks a folder: brought into the page of a webmail only when popup or side panel ask for it, to keep the other one small.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { WEBMAILS } from '../lib/webmail/all';
import { FOLDER_READERS } from '../lib/webmail/walk/folder-readers';
import { answerWalk } from './webmail.content/answer-walk';
import { claimFrame } from './webmail.content/claim-frame';
import { createPageWalk } from './webmail.content/walk-page';

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main(ctx) {
    const stop = claimFrame(ctx, 'walk');
    if (stop === null) return;
    const adapter = WEBMAILS.find((webmail) => webmail.recognises(document));
    const reader = adapter && FOLDER_READERS[adapter.id];
    // Nobody asks again and again for a folder where there is none.
    answerWalk(
      createPageWalk(reader ?? { find: () => null, list: async () => ({ ok: false, problem: 'source-unavailable' }) }, stop.signal),
      stop.signal,
    );
  },
});
