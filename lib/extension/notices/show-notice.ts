// Shows a notification of the browser's own; a newer one of the same id takes the place of the older.
import { browser } from 'wxt/browser';
import type { Wording } from '../../wording';

/** Only where notifications are allowed: until then the browser has no such interface. */
export const showNotice = async (id: string, message: string, wording: Wording): Promise<void> => {
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: wording.text('extName'),
    message,
  });
};
