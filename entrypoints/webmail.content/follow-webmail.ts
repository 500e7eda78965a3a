// Picks how this page is read: as Roundcube, by what a second script brings for other webmails, or by the recipe that its user taught.
import { roundcube } from '../../lib/webmail/roundcube';
import type { Wording } from '../../lib/wording';
import { bring } from './bring';
import type { Start } from './follow-unknown';

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
