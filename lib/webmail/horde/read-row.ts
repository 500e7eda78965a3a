// Reads one row of Horde's message lists: the basic view names the message in a link, the dynamic view only to its own scripts.
import type { ListRow } from '../adapter';
import { looksLikePec } from '../pec-hints';
import { readTexts } from '../read-texts';
import { isMount } from '../sight/mount';
import { type HordeMessageId, toHordeMessageId } from './source';

export type HordeRow = Omit<ListRow, 'key'> & { id: HordeMessageId | null };

/** In the order in which the probe tells of them. */
export const DYNAMIC_ROWS = '#msgSplitPane .vpRow[id^="VProw_"]';
export const BASIC_ROWS = 'form#messages table.messageList tr[id^="row"]';

const PROBED = /^([\w-]{1,900});([1-9]\d{0,9})$/;

export const isHordeRowId = (id: string): boolean => PROBED.test(id);

export const readDynamicRow = (row: Element, told: string | null): HordeRow | null => {
  const slot = row.querySelector('.msgSubject');
  if (slot === null) return null;
  const [, mailbox = '', uid = ''] = PROBED.exec(told ?? '') ?? [];
  const texts = { subjects: readTexts([slot]), senders: readTexts(row.querySelectorAll('.msgFrom')), attachments: [] };
  return { id: toHordeMessageId(mailbox, uid), slot, before: findStart(slot), looksLikePec: looksLikePec(texts) };
};

/** Long subjects are cut off at the end. */
const findStart = (slot: Element): ChildNode | null => [...slot.childNodes].find((node) => !isMount(node)) ?? null;

/** Drafts link to the composer and are left alone. */
export const readBasicRow = (row: Element): HordeRow | null => {
  const slot = row.querySelector<HTMLAnchorElement>('a.mboxSubject[href*="page=message"]');
  if (slot === null || !URL.canParse(slot.href)) return null;
  const { origin, searchParams } = new URL(slot.href);
  if (origin !== row.ownerDocument.location.origin) return null;
  const id = toHordeMessageId(searchParams.get('mailbox') ?? '', searchParams.get('buid') ?? '');
  const texts = { subjects: readTexts([slot]), senders: readTexts(row.querySelectorAll('td:nth-child(2)')), attachments: [] };
  return { id, slot, before: findStart(slot), looksLikePec: looksLikePec(texts) };
};
