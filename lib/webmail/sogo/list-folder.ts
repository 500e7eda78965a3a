// Lists what claims to be PEC in the open folder of SOGo: the search that its own page makes, and the headers of what that found.
import type { Ask, FolderItem, FolderList, OpenFolder } from '../adapter';
import { CLAIMING_SENDER, MAX_ITEMS } from '../walk/list-answer';
import { findSogoFolder, readSogoFolder } from './folder';
import { parseSogoHeaders, parseSogoUids } from './parse-list';
import { toSogoFolderUrl, toSogoKey, toSogoSource } from './source';

/** As many as SOGo's own page asks for at once. */
const CHUNK = 100;
/** No order is named: SOGo would keep it as the user's own. */
const SEARCH = {
  sortingAttributes: { match: 'AND', noHeaders: true },
  filters: [{ searchBy: 'from', searchInput: CLAIMING_SENDER }],
};

export const listSogoFolder = async (page: Document, { id }: OpenFolder, ask: Ask): Promise<FolderList> => {
  const found = readSogoFolder(page);
  // The user may have gone to another folder meanwhile, whose uids must not count as those of this one.
  if (found === null || findSogoFolder(page)?.id !== id) return { ok: false, problem: 'webmail-changed' };
  const { session, folder } = found;
  const headers = { 'X-XSRF-TOKEN': session.token, 'Content-Type': 'application/json' };
  const request = async (action: 'view' | 'headers', data: object) => {
    const url = `${toSogoFolderUrl(session, folder)}/${action}`;
    return ask({ url, method: 'POST', headers, body: JSON.stringify(data) });
  };
  const searched = await request('view', SEARCH);
  if (!searched.ok) return searched;
  const uids = parseSogoUids(searched.text)?.slice(0, MAX_ITEMS);
  if (uids === undefined) return { ok: false, problem: 'webmail-changed' };
  const items: FolderItem[] = [];
  for (let at = 0; at < uids.length; at += CHUNK) {
    const asked = uids.slice(at, at + CHUNK);
    const told = await request('headers', { uids: asked });
    if (!told.ok) return told;
    const rows = parseSogoHeaders(told.text);
    if (rows === null) return { ok: false, problem: 'webmail-changed' };
    for (const { uid, witness } of rows) {
      const address = { ...folder, uid: String(uid) };
      if (asked.includes(uid)) items.push({ key: toSogoKey(session, address), source: toSogoSource(session, address), uid, witness });
    }
  }
  return { ok: true, items };
};
