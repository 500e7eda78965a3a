// Reads one row of Roundcube's message list by the link of its subject, whatever layout and columns the user chose.
import { looksLikePec } from './pec-hints';
import { isRoundcubeUid } from './read-roundcube-session';

export type RoundcubeRow = { uid: string; folder: string; slot: Element; before: Element; looksLikePec: boolean };

/** Drafts link to the composer and are left alone. */
export const readRoundcubeRow = (row: Element): RoundcubeRow | null => {
  const before = row.querySelector<HTMLAnchorElement>('a[href*="_action=show"]');
  const slot = before?.parentElement;
  if (!before || !slot) return null;
  const asked = new URLSearchParams(before.search);
  const [uid, folder] = [asked.get('_uid'), asked.get('_mbox')];
  if (before.origin !== row.ownerDocument.location.origin || uid === null || folder === null || !isRoundcubeUid(uid)) return null;
  const senders = [...row.querySelectorAll('.fromto, .fromto [title]')].flatMap((one) => [readText(one), one.getAttribute('title') ?? '']);
  return { uid, folder, slot, before, looksLikePec: looksLikePec({ subjects: [readText(before)], senders, attachments: [] }) };
};

/** Node by node, as of what is not known as well, a long list would cost twice as much. */
const readText = ({ textContent }: Element): string => (textContent ?? '').trim();
