// The browser gives no database (private window, disk error, newer version in use); nothing is known about what it holds.

export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable';
}
