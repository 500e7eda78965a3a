// Where the bytes of one message lie: a slice of a file, or an entry of an archive. Types only.
import type { Slices } from './slices';
import type { ZipRecord } from './zip-record';

/** Nothing of it is read before a worker is free: a file of a gigabyte costs no memory here. */
export type Source = { blob: Blob } | { blob: Slices; entry: ZipRecord };

/** Why there are no bytes, or none that may be looked at. */
export type IntakeProblem =
  | 'unreadable'
  | 'too-large'
  | 'too-many'
  | 'archive-broken'
  | 'archive-unsafe'
  | 'archive-bomb'
  | 'archive-too-many'
  | 'archive-nested'
  | 'archive-encrypted'
  | 'archive-zip64'
  | 'archive-unsupported'
  | 'outlook-file'
  | 'timestamp-alone';
