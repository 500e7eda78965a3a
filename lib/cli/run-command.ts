// One run of the command line: options, trust, the command, its exit code.
import { toVisibleText } from '../visible-text';
import { toKey } from '../wording';
import { bundle } from './bundle';
import { check } from './check';
import { createCliWording } from './cli-wording';
import type { Command, ExitCode, Output } from './command';
import { ledger } from './ledger';
import { type CommandName, parseOptions } from './parse-options';
import { path } from './path';
import { readCheckPage } from './read-check-page';
import { readFacts } from './read-facts';
import { readPassphrase } from './read-passphrase';
import { readTrust } from './read-trust';
import { seal } from './seal';
import { stamp } from './stamp';
import { verify } from './verify';

const RUNNERS: Record<Exclude<CommandName, 'path' | 'stamp'>, Command> = { verify, ledger, bundle, seal, check };

/** `lang` is the environment's LANG; `now` is used where `--at` is not given. */
export type Surroundings = Output & { lang: string | undefined; now: string; readCheckPage?: () => Promise<Uint8Array> };

export const runCommand = async (words: readonly string[], surroundings: Surroundings): Promise<ExitCode> => {
  const { out, err, lang, now } = surroundings;
  const parsed = parseOptions(words);
  const wording = createCliWording((parsed.ok && parsed.options?.language) || lang);
  if (!parsed.ok) {
    const detail = parsed.detail === '' ? '' : ` (${toVisibleText(parsed.detail)})`;
    err(`${wording.text(`cli_usage_${toKey(parsed.problem)}`)}${detail}\n\n${wording.text('cli_help')}\n`);
    return 2;
  }
  if (parsed.options === null) {
    out(`${wording.text('cli_help')}\n`);
    return 0;
  }
  const refuse = (name: string, reason: string): ExitCode => {
    err(`${toVisibleText(name)}: ${wording.text(reason)}\n`);
    return 2;
  };
  const { options } = parsed;
  if (options.command === 'path') return path(options, { wording, out, err });
  const trusted = await readTrust(options.trustPaths, options.tsaPaths);
  if (!trusted.ok) return refuse(trusted.path, 'cli_bad_trust');
  if (options.command === 'stamp') return stamp(options, { wording, out, err, trust: trusted.trust, now: options.at ?? now });
  const read = await readFacts(options);
  if (!read.ok) return refuse(read.path, 'cli_problem_unreadable');
  const passphrase = await readPassphrase(options.passphrasePath);
  if (passphrase === undefined) return refuse(options.passphrasePath ?? '', 'cli_problem_unreadable');
  const { command, paths, json, outPath, pack, sealPaths, service, at } = options;
  const given = { paths, json, passphrase, outPath, pack, sealPaths, service };
  const request = { ...given, trust: trusted.trust, facts: read.facts, now: at ?? now, wording, out, err };
  return RUNNERS[command]({ readCheckPage, ...surroundings, ...request });
};
