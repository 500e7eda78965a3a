// Tells of messages that newly need attention, as much as the user chose: one notification at a time, which leads to the ledger.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Attention } from '../../ledger/ledger-message';
import type { LedgerSummary } from '../../ledger/summary';
import { toVisibleText } from '../../visible-text';
import { toKey, type Wording } from '../../wording';
import { openLedgerPage } from '../board/open-ledger-page';
import { readSettings, type Settings } from '../settings/settings';
import { readWording } from '../settings/with-wording';
import { showNotice } from './show-notice';

/** Always the same: a newer one takes the place of the older, so that no heap of them grows while nobody looks. */
const ID = 'attention';

const KEY = 'notified';

/** What cannot wait: it did not arrive, or somebody pretends. */
const FAILURES: readonly Attention[] = ['not-accepted', 'not-delivered', 'contradicted', 'fake', 'revoked', 'altered'];

const isWanted = ({ attention }: LedgerSummary, notify: Settings['notify']): boolean =>
  notify === 'all' || (notify === 'failures' && attention.some((reason) => FAILURES.includes(reason)));

const MAX_SUBJECT = 120;

/** Whoever stands before the screen reads it too: the subject is shown only when the user chose so. */
export const toNotice = (wanted: readonly LedgerSummary[], showsSubject: boolean, wording: Wording): string => {
  const [first] = wanted;
  if (first === undefined || wanted.length > 1) return wording.count('notify_many', wanted.length);
  const reason = wording.text(`attention_${toKey(first.attention[0] ?? 'unproven')}`);
  const subject = first.subject === null ? '' : toVisibleText(first.subject).slice(0, MAX_SUBJECT);
  return showsSubject && subject !== '' ? `${subject}: ${reason}` : wording.text('notify_one', reason);
};

export const notifyAttention = async (entered: readonly LedgerSummary[]): Promise<void> => {
  const { notify, notifySubjects } = await readSettings();
  const wanted = entered.filter((summary) => isWanted(summary, notify));
  const [first] = wanted;
  // Undefined until the permission is given, and again when it is taken back.
  if (first === undefined || browser.notifications === undefined) return;
  const wording = await readWording();
  await browser.storage.session.set({ [KEY]: wanted.length === 1 ? first.identifier : null });
  await showNotice(ID, toNotice(wanted, notifySubjects, wording), wording);
};

const IDENTIFIER = v.fallback(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))), null);

export const openNotified = async (id: string): Promise<void> => {
  if (id !== ID) return;
  const identifier = v.parse(IDENTIFIER, (await browser.storage.session.get(KEY))[KEY]);
  await browser.notifications.clear(ID);
  await openLedgerPage({ identifier });
};
