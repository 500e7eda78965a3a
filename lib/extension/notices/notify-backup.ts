// Reminds of a copy of the ledger, where the user lets Ceralacca tell anything by itself: once a day at most.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { openLedgerPage } from '../board/open-ledger-page';
import { readSettings } from '../settings/settings';
import { storeLocally } from '../settings/store-locally';
import { readWording } from '../settings/with-wording';
import { showNotice } from './show-notice';

const ID = 'backup';
const KEY = 'backupRemindedAt';
const DAY_MS = 24 * 3_600_000;

const REMINDED_AT = v.fallback(v.string(), '');

/** @param now ISO instant */
export const notifyBackup = async (now: string): Promise<void> => {
  const { notify } = await readSettings();
  // Undefined until the permission is given, and again when it is taken back.
  if (notify === 'never' || browser.notifications === undefined) return;
  const last = Date.parse(v.parse(REMINDED_AT, (await browser.storage.local.get(KEY))[KEY]));
  if (Date.parse(now) - last < DAY_MS) return;
  await storeLocally({ [KEY]: now });
  const wording = await readWording();
  await showNotice(ID, wording.text('notify_backup'), wording);
};

export const openFromBackupNotice = async (id: string): Promise<void> => {
  if (id !== ID) return;
  await browser.notifications.clear(ID);
  await openLedgerPage({ identifier: null });
};
