// One line about a file that could not be read, and a word when there was nothing at all.
import { toVisibleText } from '../visible-text';
import { toKey } from '../wording';
import type { Request } from './command';
import type { Tally, Unread } from './judge-inputs';

/** A path that was named and is missing goes to stderr too: the command did not do what was asked. */
export const tellUnread = ({ path, problem, damage }: Unread, { json, wording, out, err }: Request): void => {
  const sentence = damage === undefined ? `cli_problem_${toKey(problem)}` : `backup_damage_${damage}`;
  const line = `${toVisibleText(path)}: ${wording.text(sentence)}\n`;
  if (json) out(`${JSON.stringify({ path, error: problem, ...(damage === undefined ? {} : { damage }) })}\n`);
  if (problem === 'not-found') err(line);
  else if (!json) out(line);
};

export const tellNothing = ({ messages, unread }: Tally, { wording, err }: Request): void => {
  if (messages + unread === 0) err(`${wording.text('cli_nothing')}\n`);
};
