// `ceralacca check`: not there yet, and it says so rather than pass anything.
import type { Command } from './command';

export const check: Command = async ({ err, wording }) => {
  err(`${wording.text('cli_check_missing')}\n`);
  return 2;
};
