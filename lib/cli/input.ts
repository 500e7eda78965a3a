// What reading a path gives: the bytes of one message, or why there are none; and the seals that a copy carries. Types only.
import type { Damage } from '../backup/read-items';
import type { SealCopy } from '../backup/seal-row';
import type { IntakeProblem } from '../intake/source';

/** The last ones are about a copy of a ledger: which refuses to be opened, or is damaged at the place that the path names. */
export type InputProblem = 'not-found' | IntakeProblem | 'copy-sealed' | 'copy-passphrase' | 'copy-newer' | 'copy-unknown' | 'copy-damaged';

/** `path` names the message for people and programs: `box.mbox#3`, `archive.zip/inner.eml`. `timestamps` lie beside it under its name. */
export type InputMessage = {
  path: string;
  bytes: Uint8Array;
  timestamps: readonly Uint8Array[];
  /** Hash of what comes out of a copy of a ledger, which keeps signed parts of ordinary mails too. */
  copied?: string;
};

export type InputFault = { path: string; problem: InputProblem /** What is wrong with that place of a copy. */; damage?: Damage['what'] };

/** Whole in itself; what came back for it is not judged yet. */
export type InputSeal = { seal: SealCopy };

export type Input = InputMessage | InputFault | InputSeal;
