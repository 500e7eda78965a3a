// The browser refuses to store more; what was recorded before is untouched.

export class StorageFull extends Error {
  override readonly name = 'StorageFull';
}
