// Reads one row of Roundcube's message list by the link of its subject, whatever layout and columns the user chose.
import { looksLikePec } from '../pec-hints';
import { isRoundcubeUid } from './read-session';

export type RoundcubeRow = { uid: string; folder: string; slot: Element; before: Element; looksLikePec: boolean };

/** Drafts link to the composer and are left alone. */
export const readRoundcubeRow = (row: Element): RoundcubeRow | null => {
  const before = row.querySelector<HTMLAnchorElement>('a[href*="_action=show"]');
  const slot = before?.parentElement;
  if (!before || !slot) return null;
  // Read once: each question to a link has the browser read its address anew.
  const [address = ''] = before.href.split('#');
  const asked = new URLSearchParams(address.slice(address.indexOf('?')));
  const [uid, folder] = [asked.get('_uid'), asked.get('_mbox')];
  const isOwn = address.startsWith(`${row.ownerDocument.location.origin}/`);
  if (!isOwn || uid === null || folder === null || !isRoundcubeUid(uid)) return null;
  const senders = [...row.querySelectorAll('.fromto, .fromto [title]')].flatMap((one) => [readText(one), one.getAttribute('title') ?? '']);
  return { uid, folder, slot, before, looksLikePec: looksLikePec({ subjects: [readText(before)], senders, attachments: [] }) };
};

/** Node by node, as of what is not known as well, a long list would cost twice as much. */
const readText = ({ textContent }: Element): string => (textContent ?? '').trim();
