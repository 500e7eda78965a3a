// Writes a noticed sending into the ledger.
import type { Sending } from '../../ledger/sending';
import { writeLedger } from './with-ledger';

/** False when it was not kept: the receipt will tell of the message all the same. */
export const noteSending = async (sending: Sending): Promise<boolean> => {
  try {
    return (await writeLedger((ledger) => ledger.noteSending(sending))).result;
  } catch {
    return false;
  }
};
