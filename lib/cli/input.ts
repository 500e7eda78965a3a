// What reading a path gives: the bytes of one message, or why there are none. Types only.

export type InputProblem =
  | 'not-found'
  | 'unreadable'
  | 'too-large'
  | 'archive-broken'
  | 'archive-unsafe'
  | 'archive-nested'
  | 'outlook-file';

/** `path` names the message for people and programs: `box.mbox#3`, `archive.zip/inner.eml`. */
export type Input = { path: string; bytes: Uint8Array } | { path: string; problem: InputProblem };
