// A private window keeps no ledger: the database that it would open is another one, empty, and gone with the window.
import { browser } from 'wxt/browser';

export class PrivateWindow extends Error {
  override readonly name = 'PrivateWindow';
}

/** Of this page; a background belongs to the ordinary windows, also where it is asked by a private one. */
export const isInPrivateWindow = (): boolean => browser.extension?.inIncognitoContext === true;
