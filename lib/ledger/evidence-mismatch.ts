// Bytes that are not those their report speaks of: a programming error that must never reach the ledger.

export class EvidenceMismatch extends Error {
  override readonly name = 'EvidenceMismatch';
}
