// How one message on a Zimbra mailbox server is asked for, by the classic and the modern client and by Carbonio alike.
import type { OpenMessage, SourceRequest } from '../adapter';
import { toPageScope } from '../page-scope';

/** A number; in a folder that another account shares, after the id of that account. */
const ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:)?[1-9]\d{0,9}$/;

export const isZimbraId = (id: string): boolean => ID.test(id);

/** A conversation of one message bears the message's id with a minus sign; of other conversations the id says nothing about messages. */
export const toMessageOfConversation = (id: string): string | null => (/^-\d+$/.test(id) && isZimbraId(id.slice(1)) ? id.slice(1) : null);

/** Copies the stored octets and marks nothing as read; `view=text`, as in the clients' own menus, would not. */
export const toZimbraSource = (page: Document, id: string): SourceRequest => ({
  url: `${page.location.origin}/service/home/~/?auth=co&id=${encodeURIComponent(id)}`,
  headers: {},
  fidelity: 'exact',
});

/** For the clients that tell their page no session. */
export const toZimbraKey = (page: Document, client: string, id: string): string => JSON.stringify([client, ...toPageScope(page), id]);

export const toZimbraMessage = (page: Document, client: string, id: string): Pick<OpenMessage, 'key' | 'source' | 'isPart'> => ({
  key: toZimbraKey(page, client, id),
  source: toZimbraSource(page, id),
  isPart: false,
});
