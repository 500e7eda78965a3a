// What reading a path gives: the bytes of one message, or why there are none. Types only.
import type { IntakeProblem } from '../intake/source';

export type InputProblem = 'not-found' | IntakeProblem;

/** `path` names the message for people and programs: `box.mbox#3`, `archive.zip/inner.eml`. `timestamps` lie beside it under its name. */
export type Input = { path: string; bytes: Uint8Array; timestamps: readonly Uint8Array[] } | { path: string; problem: InputProblem };
