// Lists what claims to be PEC in the open folder of SnappyMail: the search that its own page makes, of which its server remembers nothing.
import type { Ask, FolderItem, FolderList, ListProblem, OpenFolder } from '../adapter';
import { MAX_ITEMS } from '../walk/list-answer';
import { findSnappymailFolder, readSnappymailFolder } from './folder';
import { parseSnappymailList, SNAPPYMAIL_CLAIM } from './parse-list';
import {
  parseAppData,
  SNAPPYMAIL_ACCOUNT,
  toAppDataUrl,
  toSnappymailHash,
  toSnappymailHome,
  toSnappymailKey,
  toSnappymailSource,
} from './source';

/** The server describes every message that it lists. */
const PAGE_SIZE = 200;

const refuse = (problem: ListProblem): FolderList => ({ ok: false, problem });

/** All that the server wants to be told; `hash` is for answers that were kept. */
const toListUrl = (page: Document, folder: string, offset: number): string => {
  const asked = { folder, offset, limit: PAGE_SIZE, search: SNAPPYMAIL_CLAIM, sort: '', uidNext: 0, useThreads: 0, hash: '' };
  return `${toSnappymailHome(page)}?/Json/&q[]=/0/MessageList/&q[]=/${toSnappymailHash(asked)}`;
};

/** The hash by which the server knows the account, if it is still the one that the page shows: another tab can change it. */
const findAccount = async (
  page: Document,
  email: string,
  ask: Ask,
): Promise<{ ok: true; account: string } | { ok: false; problem: ListProblem }> => {
  const answer = await ask({ url: toAppDataUrl(toSnappymailHome(page)), headers: {} });
  if (!answer.ok) return answer;
  const { Auth, Email, accountHash } = parseAppData(answer.text);
  if (Auth === false) return { ok: false, problem: 'session-expired' };
  const isSame = Email === email && typeof accountHash === 'string' && SNAPPYMAIL_ACCOUNT.test(accountHash);
  return isSame ? { ok: true, account: accountHash } : { ok: false, problem: 'webmail-changed' };
};

export const listSnappymailFolder = async (page: Document, { id }: OpenFolder, ask: Ask): Promise<FolderList> => {
  const found = readSnappymailFolder(page);
  // The user may have gone to another folder meanwhile, whose uids must not count as those of this one.
  if (found === null || findSnappymailFolder(page)?.id !== id) return refuse('webmail-changed');
  const { email, folder } = found;
  const known = await findAccount(page, email, ask);
  if (!known.ok) return known;
  const items: FolderItem[] = [];
  for (let offset = 0, total = 1; offset < Math.min(total, MAX_ITEMS); offset += PAGE_SIZE) {
    const answer = await ask({ url: toListUrl(page, folder, offset), headers: {} });
    if (!answer.ok) return answer;
    const list = parseSnappymailList(answer.text, folder);
    if (list === null) return refuse('webmail-changed');
    if (list.hasExpired) return refuse('session-expired');
    total = list.total;
    for (const { uid, witness } of list.rows) {
      const named = { account: known.account, folder, uid };
      items.push({ key: toSnappymailKey(page, named), source: toSnappymailSource(page, named), uid, witness });
    }
  }
  return { ok: true, items };
};
