// Has a further script of ours brought into this frame, and gives what all of them have left there.
import type { BackgroundRequest } from '../../lib/extension/protocol';
import type { WebmailAdapter } from '../../lib/webmail/adapter';
import { askBackground } from './ask-background';
import type { followUnknown } from './follow-unknown';

export type Brought = {
  ceralaccaWebmails?: readonly WebmailAdapter[];
  ceralaccaUnknown?: typeof followUnknown;
  ceralaccaIsSeen?: ((element: Element) => boolean) | undefined;
};
type Script = Extract<BackgroundRequest, { type: 'bring-script' }>['script'];

/** Global to this extension's world in this frame, out of the page's reach: there further scripts leave what they bring. */
export const brought = globalThis as Brought;

/** The webmail that most hosts have is in the first script: the others' readers come where they are needed. */
export const bring = async (script: Script): Promise<Brought> =>
  (await askBackground({ type: 'bring-script', script })) === true ? brought : {};
