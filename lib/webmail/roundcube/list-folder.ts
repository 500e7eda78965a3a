// Lists what claims to be PEC in the open folder of Roundcube: a search on the mail server, so that nothing else is even listed.
import type { Ask, FolderItem, FolderList, ListProblem, OpenFolder } from '../adapter';
import { CLAIMING_SENDER, MAX_ITEMS } from '../walk/list-answer';
import { findRoundcubeFolder, isRoundcubeSearchOpen, readRoundcubeFolder, readRoundcubePage } from './folder';
import { parseRoundcubeList, type RoundcubeList } from './parse-list';
import { toRoundcubeKey, toRoundcubeSource, toRoundcubeUrl } from './source';

/**
 * By the headers that make the claim (RFC 6109 section 3), or by the sender that only a provider may use. Asked by `_action=search`,
 * because the plain list would take note of new mail in the session, and the user's own list would never show it.
 */
const CLAIMS = `OR OR HEADER X-Ricevuta "" HEADER X-Trasporto "" FROM "${CLAIMING_SENDER}"`;
/** Another tab of the webmail can end our search at any time. */
const MAX_SEARCHES = 3;

type Listing = { page: Document; folder: string; token: string; ask: Ask };
type Step = { ok: true; list: RoundcubeList } | { ok: false; problem: ListProblem };

const request = async (listing: Listing, parameters: Record<string, string>, always = false): Promise<Step> => {
  const { page, folder, token, ask } = listing;
  // A search of the user's own lives in the same session: ours would take its place.
  if (!always && isRoundcubeSearchOpen(page)) return { ok: false, problem: 'search-open' };
  const url = toRoundcubeUrl(page, { ...parameters, _mbox: folder, _remote: '1' });
  const answer = await ask({ url, headers: { 'X-Roundcube-Request': token } }, { always });
  if (!answer.ok) return answer;
  const list = parseRoundcubeList(answer.text, folder);
  if (list === null) return { ok: false, problem: 'webmail-changed' };
  return list.hasExpired ? { ok: false, problem: 'session-expired' } : { ok: true, list };
};

/** The session remembers the page that was listed last, and new mail would throw the user's own list there. */
const restorePage = async (listing: Listing, search: string, listed: number): Promise<void> => {
  const own = readRoundcubePage(listing.page);
  if (own !== listed && !isRoundcubeSearchOpen(listing.page)) {
    await request(listing, { _action: 'list', _search: search, _page: String(own) }, true);
  }
};

type Gathered = { isWhole: boolean; problem: ListProblem | null };

const gather = async (listing: Listing, rows: Map<number, string>): Promise<Gathered> => {
  const first = await request(listing, { _action: 'search', _filter: CLAIMS, _scope: 'base' });
  if (!first.ok) return { isWhole: false, problem: first.problem };
  const { search, pages } = first.list;
  // Without a search of that name the rows would be those of the whole folder.
  if (search === null) return { isWhole: false, problem: 'webmail-changed' };
  const take = ({ rows: more }: RoundcubeList): void => {
    for (const { uid, witness } of more) if (rows.size < MAX_ITEMS) rows.set(uid, witness);
  };
  take(first.list);
  await restorePage(listing, search, 1);
  for (let number = 2; number <= pages && rows.size < MAX_ITEMS; number += 1) {
    const next = await request(listing, { _action: 'list', _search: search, _page: String(number) });
    if (!next.ok) return { isWhole: false, problem: next.problem };
    await restorePage(listing, search, number);
    if (next.list.search !== search) return { isWhole: false, problem: null };
    if (next.list.rows.length === 0) break;
    take(next.list);
  }
  return { isWhole: true, problem: null };
};

export const listRoundcubeFolder = async (page: Document, { id }: OpenFolder, ask: Ask): Promise<FolderList> => {
  const found = readRoundcubeFolder(page);
  // The user may have gone to another folder meanwhile, whose uids must not count as those of this one.
  if (found === null || findRoundcubeFolder(page)?.id !== id) return { ok: false, problem: 'webmail-changed' };
  const { folder, token } = found;
  const toItem = ([uid, witness]: [number, string]): FolderItem => ({
    key: toRoundcubeKey(page, token, folder, String(uid)),
    source: toRoundcubeSource(page, token, folder, String(uid)),
    uid,
    witness,
  });
  for (let attempt = 0; attempt < MAX_SEARCHES; attempt += 1) {
    const rows = new Map<number, string>();
    const { isWhole, problem } = await gather({ page, folder, token, ask }, rows);
    if (problem !== null) return { ok: false, problem };
    if (isWhole) return { ok: true, items: [...rows].map(toItem) };
  }
  return { ok: false, problem: 'source-unavailable' };
};
