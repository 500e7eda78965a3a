// The ledger was written by a later version: this one must not touch what it does not understand.

export class LedgerTooNew extends Error {
  override readonly name = 'LedgerTooNew';
}
