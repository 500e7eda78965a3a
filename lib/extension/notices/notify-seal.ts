// Reminds of a seal over the archive before what its proofs rest on ends, where the user lets Ceralacca tell anything by itself: once a day at most.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { openLedgerPage } from '../board/open-ledger-page';
import { withLedger } from '../recording/with-ledger';
import { readSealBook, readSealState } from '../seals/read-seals';
import { readSettings } from '../settings/settings';
import { storeLocally } from '../settings/store-locally';
import { readWording } from '../settings/with-wording';
import { readTrust } from '../trust/trust';
import { showNotice } from './show-notice';

const ID = 'seal';
const KEY = 'sealLookedAt';
const DAY_MS = 24 * 3_600_000;

const LOOKED_AT = v.fallback(v.string(), '');

/** To look costs more than a glance, so that is done once a day as well.
 * @param now ISO instant */
export const notifySeal = async (now: string): Promise<void> => {
  const { notify } = await readSettings();
  // Undefined until the permission is given, and again when it is taken back.
  if (notify === 'never' || browser.notifications === undefined) return;
  const last = Date.parse(v.parse(LOOKED_AT, (await browser.storage.local.get(KEY))[KEY]));
  if (Date.parse(now) - last < DAY_MS) return;
  await storeLocally({ [KEY]: now });
  const trust = await readTrust();
  const { result } = await withLedger(async (ledger) => readSealState(ledger, await readSealBook(ledger, { trust, now }), now));
  if (result.due === null) return;
  const wording = await readWording();
  // What is sealed already is due again when its time-stamp ends; the other text would speak of proofs without a seal.
  const text = result.due.reason === 'timestamp-ends' ? 'notify_seal_again' : 'notify_seal';
  await showNotice(ID, wording.text(text), wording);
};

export const openFromSealNotice = async (id: string): Promise<void> => {
  if (id !== ID) return;
  await browser.notifications.clear(ID);
  await openLedgerPage({ identifier: null });
};
