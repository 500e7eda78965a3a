// How one message of a Roundcube folder is named for this session, and how its stored octets are asked for.
import type { SourceRequest } from '../adapter';

/** The token is the session: whoever logs in next on this page never sees verdicts of this mailbox. */
export const toRoundcubeKey = (page: Document, token: string, folder: string, uid: string): string =>
  JSON.stringify(['roundcube', page.location.origin, token, folder, uid]);

export const toRoundcubeUrl = (page: Document, parameters: Record<string, string>): string => {
  const url = new URL(page.location.href);
  url.hash = '';
  url.search = String(new URLSearchParams({ _task: 'mail', ...parameters }));
  return url.href;
};

/** `_save=1` makes Roundcube hand out the stored octets (BODY.PEEK[], nothing is marked as read); without it lines are trimmed. */
export const toRoundcubeSource = (page: Document, token: string, folder: string, uid: string): SourceRequest => ({
  url: toRoundcubeUrl(page, { _action: 'viewsource', _uid: uid, _mbox: folder, _save: '1', _token: token }),
  headers: {},
  fidelity: 'exact',
});
