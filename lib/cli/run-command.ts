// One run of the command line: options, trust, the command, its exit code.
import { toVisibleText } from '../visible-text';
import { toKey } from '../wording';
import { bundle } from './bundle';
import { check } from './check';
import { createCliWording } from './cli-wording';
import type { Command, ExitCode, Output } from './command';
import { ledger } from './ledger';
import { type CommandName, parseOptions } from './parse-options';
import { readTrust } from './read-trust';
import { verify } from './verify';

const RUNNERS: Record<CommandName, Command> = { verify, ledger, bundle, check };

/** `lang` is the environment's LANG; `now` is used where `--at` is not given. */
export type Surroundings = Output & { lang: string | undefined; now: string };

export const runCommand = async (words: readonly string[], { out, err, lang, now }: Surroundings): Promise<ExitCode> => {
  const wording = createCliWording(lang);
  const parsed = parseOptions(words);
  if (!parsed.ok) {
    const detail = parsed.detail === '' ? '' : ` (${toVisibleText(parsed.detail)})`;
    err(`${wording.text(`cli_usage_${toKey(parsed.problem)}`)}${detail}\n\n${wording.text('cli_help')}\n`);
    return 2;
  }
  if (parsed.options === null) {
    out(`${wording.text('cli_help')}\n`);
    return 0;
  }
  const { command, paths, json, outPath, trustPaths, at } = parsed.options;
  const trusted = await readTrust(trustPaths);
  if (!trusted.ok) {
    err(`${toVisibleText(trusted.path)}: ${wording.text('cli_bad_trust')}\n`);
    return 2;
  }
  return RUNNERS[command]({ paths, json, outPath, trust: trusted.trust, now: at ?? now, wording, out, err });
};
