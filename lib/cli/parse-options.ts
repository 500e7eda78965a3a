// Command-line words → options, or what is wrong with them.
import { parseArgs } from 'node:util';

const COMMANDS = ['verify', 'ledger', 'bundle', 'check'] as const;
export type CommandName = (typeof COMMANDS)[number];

export type Options = { command: CommandName; paths: string[]; json: boolean; trustPaths: string[]; at: string | null; outPath: string };

export type UsageProblem = 'no-command' | 'unknown-command' | 'unknown-option' | 'no-path' | 'no-out' | 'bad-instant';

export type ParsedOptions =
  | { ok: true; options: Options }
  | { ok: true; options: null }
  | { ok: false; problem: UsageProblem; detail: string };

const HELP = { help: { type: 'boolean', short: 'h' } } as const;
const JSON_OUTPUT = { json: { type: 'boolean' } } as const;
const TRUST = { trust: { type: 'string', multiple: true }, at: { type: 'string' } } as const;

const ALLOWED = {
  verify: { ...HELP, ...JSON_OUTPUT, ...TRUST },
  ledger: { ...HELP, ...JSON_OUTPUT, ...TRUST },
  bundle: { ...HELP, ...TRUST, out: { type: 'string' } },
  check: { ...HELP, ...JSON_OUTPUT },
} as const;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Date.parse makes 3 March of 31 February: the day and minute must come back as they were written. */
const isInstant = (text: string): boolean => {
  if (!INSTANT.test(text) || Number.isNaN(Date.parse(text))) return false;
  const written = text.slice(0, 16);
  return new Date(`${written}Z`).toISOString().startsWith(written);
};

const isCommand = (word: string): word is CommandName => COMMANDS.some((command) => command === word);

type Values = { help?: boolean; json?: boolean; trust?: string[]; at?: string; out?: string };

/** node:util throws on options that it does not know; its sentence is shown beside ours. */
const parseWords = (command: CommandName, words: string[]): { values: Values; positionals: string[] } | { detail: string } => {
  try {
    const { values, positionals } = parseArgs({ args: words, options: ALLOWED[command], allowPositionals: true, strict: true });
    return { values: values as Values, positionals };
  } catch (error) {
    return { detail: error instanceof Error ? error.message : '' };
  }
};

const findProblem = (command: CommandName, { at, out }: Values, paths: readonly string[]): UsageProblem | null => {
  if (paths.length === 0) return 'no-path';
  if (at !== undefined && !isInstant(at)) return 'bad-instant';
  return command === 'bundle' && !out ? 'no-out' : null;
};

/** Options null: help was asked for. */
export const parseOptions = (words: readonly string[]): ParsedOptions => {
  const [command, ...rest] = words;
  if (command === undefined) return { ok: false, problem: 'no-command', detail: '' };
  if (command === '--help' || command === '-h' || command === 'help') return { ok: true, options: null };
  if (!isCommand(command)) return { ok: false, problem: 'unknown-command', detail: command };
  const parsed = parseWords(command, rest);
  if ('detail' in parsed) return { ok: false, problem: 'unknown-option', detail: parsed.detail };
  const { values, positionals: paths } = parsed;
  if (values.help) return { ok: true, options: null };
  const problem = findProblem(command, values, paths);
  if (problem) return { ok: false, problem, detail: problem === 'bad-instant' ? (values.at ?? '') : '' };
  const { json = false, trust = [], at = null, out = '' } = values;
  return { ok: true, options: { command, paths, json, trustPaths: trust, at, outPath: out } };
};
