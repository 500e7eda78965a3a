// Where the messages of the tables lie that mutation runs judge: built once by `npm run mutate`, judged thousands of times.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Code, Verdict } from '../../lib/verify/report';

export const FOLDER: string = join(tmpdir(), 'ceralacca-mutation', 'messages');
export const TABLE: string = join(FOLDER, 'table.json');

export type KeptMessage = {
  name: string;
  verdict: Verdict;
  code: Code | null;
  /** Of a genuine message. */
  kind: string | null;
  /** File names: the message, and the authorities that were added. */
  message: string;
  authorities: readonly string[];
};
