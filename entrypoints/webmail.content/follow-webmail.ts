// Picks how this page is read: as Roundcube, by what a second script brings for other webmails, or by the recipe that its user taught.
import type { BackgroundRequest } from '../../lib/extension/protocol';
import type { WebmailAdapter } from '../../lib/webmail/adapter';
import { roundcube } from '../../lib/webmail/roundcube';
import type { Wording } from '../../lib/wording';
import { askBackground } from './ask-background';
import type { followUnknown, Start } from './follow-unknown';

export type Brought = { ceralaccaWebmails?: readonly WebmailAdapter[]; ceralaccaUnknown?: typeof followUnknown };
type Script = Extract<BackgroundRequest, { type: 'bring-script' }>['script'];

/** Global to this extension's world in this frame, out of the page's reach: there further scripts leave what they bring. */
const world = globalThis as Brought;

/** The webmail that most hosts have is in this script: the others' readers come where they are needed. */
const bring = async (script: Script): Promise<Brought> => ((await askBackground({ type: 'bring-script', script })) === true ? world : {});

export const followWebmail = async (start: Start, wording: Wording, signal: AbortSignal): Promise<void> => {
  if (roundcube.recognises(document)) return start(roundcube, signal);
  const { ceralaccaWebmails = [] } = await bring('more-webmails');
  const known = ceralaccaWebmails.find((webmail) => webmail.recognises(document));
  const isWhole = window === window.top;
  const { ceralaccaUnknown } = known === undefined && isWhole ? await bring('taught-webmail') : {};
  if (signal.aborted) return;
  if (ceralaccaUnknown === undefined) start(known, signal);
  else ceralaccaUnknown(start, wording, signal);
};
