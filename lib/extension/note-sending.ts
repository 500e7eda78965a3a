// Writes a noticed sending into the ledger.
import type { Sending } from '../ledger/sending';
import type { Ledger } from '../ledger/store';
import { writeLedger } from './with-ledger';

/** Until the store can keep sendings, none is kept. */
type SendingsKeeper = { noteSending?(sending: Sending): Promise<void> };

/** False when it could not be kept: the receipt will tell of the message all the same. */
export const noteSending = async (sending: Sending): Promise<boolean> => {
  try {
    const { result } = await writeLedger(async (ledger: Ledger & SendingsKeeper) => {
      await ledger.noteSending?.(sending);
      return ledger.noteSending !== undefined;
    });
    return result;
  } catch {
    return false;
  }
};
