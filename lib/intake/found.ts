// What a file turned out to hold: messages by their names, what could not be read, and what is no mail at all. Types only.
import type { IntakeProblem, Source } from './source';

export type FoundMessage = {
  /** Names the message for people and programs: `box.mbox#3`, `archive.zip/inner.eml`. */
  name: string;
  source: Source;
  /** Upper bound of what reading it takes, in octets. */
  size: number;
  /** Time-stamp files that lie beside it under its name. */
  timestamps: readonly Source[];
  /** Its bytes are in memory already: a mailbox inside an archive had to be unpacked. */
  isHeld?: true;
};

export type Found = FoundMessage | { name: string; problem: IntakeProblem } | { name: string; isPassedOver: true };

export type GivenFile = {
  name: string;
  /** What was named is always judged; what merely lies in a folder is passed over when it is no mail. */
  isNamed: boolean;
  /** May reject: the file can be gone, locked or on a drive that was unplugged. */
  open(): Promise<Blob>;
};
