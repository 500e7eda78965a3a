// A bundle that nobody could check, because every reader refuses more files or octets than that, is not written.

export class BundleTooLarge extends Error {
  override name = 'BundleTooLarge';
}
