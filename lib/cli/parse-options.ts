// Command-line words → options, or what is wrong with them.
import { parseArgs } from 'node:util';
import { PACKS, type Pack } from '../bundle/bundle-source';
import { toServiceUrl } from '../bundle/timestamp-service';
import { isPolicy } from '../verify/timestamps/create-timestamp-request';
import type { Locale } from '../wording';
import type { ServiceOptions } from './command';

const COMMANDS = ['verify', 'ledger', 'bundle', 'seal', 'stamp', 'check', 'path'] as const;
export type CommandName = (typeof COMMANDS)[number];

const PURPOSES = ['email', 'timestamp', 'any'] as const;
/** What the certificate at the end of a path is to be good for. */
export type Purpose = (typeof PURPOSES)[number];

export type Options = {
  command: CommandName;
  paths: string[];
  json: boolean;
  trustPaths: string[];
  /** Authorities for time-stamps only. */
  tsaPaths: string[];
  revocationPaths: string[];
  timestampPaths: string[];
  originalPaths: string[];
  sealPaths: string[];
  passphrasePath: string | null;
  intermediatePaths: string[];
  purpose: Purpose;
  at: string | null;
  outPath: string;
  pack: Pack;
  /** In which language it speaks and writes; null for the environment's. */
  language: Locale | null;
  /** A time-stamp that was made elsewhere. */
  tokenPath: string;
  /** Where the request for one is written. */
  requestPath: string;
  /** OID under which a time-stamp is asked for; '' leaves it to the service. */
  tsaPolicy: string;
  service: ServiceOptions | null;
};

export type UsageProblem =
  | 'no-command'
  | 'unknown-command'
  | 'unknown-option'
  | 'no-path'
  | 'no-out'
  | 'no-instant'
  | 'no-trust'
  | 'bad-instant'
  | 'bad-purpose'
  | 'bad-pack'
  | 'bad-language'
  | 'bad-service'
  | 'bad-policy'
  | 'no-service'
  | 'no-token'
  | 'several-paths';

export type ParsedOptions =
  | { ok: true; options: Options }
  | { ok: true; options: null }
  | { ok: false; problem: UsageProblem; detail: string };

const HELP = { help: { type: 'boolean', short: 'h' }, lang: { type: 'string' } } as const;
const JSON_OUTPUT = { json: { type: 'boolean' } } as const;
const FILES = { type: 'string', multiple: true } as const;
/** Two names of one option: what a file is, it says itself. */
const REVOCATION = { crl: FILES, ocsp: FILES } as const;
const TRUST = { trust: FILES, at: { type: 'string' } } as const;
const FACTS = { ...TRUST, 'passphrase-file': { type: 'string' }, tsa: FILES, ...REVOCATION, timestamp: FILES, original: FILES } as const;

const TEXT = { type: 'string' } as const;
const SERVICE = { 'tsa-url': TEXT, 'tsa-policy': TEXT, 'tsa-login': TEXT } as const;

const ALLOWED = {
  verify: { ...HELP, ...JSON_OUTPUT, ...FACTS },
  ledger: { ...HELP, ...JSON_OUTPUT, ...FACTS },
  bundle: { ...HELP, ...FACTS, ...SERVICE, out: TEXT, pack: TEXT, seal: FILES },
  seal: { ...HELP, ...FACTS, out: TEXT },
  stamp: { ...HELP, ...TRUST, ...SERVICE, tsa: FILES, out: TEXT, token: TEXT, request: TEXT },
  check: { ...HELP, ...JSON_OUTPUT, ...TRUST, tsa: FILES, ...REVOCATION },
  path: { ...HELP, ...JSON_OUTPUT, ...TRUST, intermediates: FILES, ...REVOCATION, purpose: { type: 'string' } },
} as const;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Date.parse makes 3 March of 31 February: the day and minute must come back as they were written. */
const isInstant = (text: string): boolean => {
  if (!INSTANT.test(text) || Number.isNaN(Date.parse(text))) return false;
  const written = text.slice(0, 16);
  return new Date(`${written}Z`).toISOString().startsWith(written);
};

const isCommand = (word: string): word is CommandName => COMMANDS.some((command) => command === word);

type Values = Partial<Record<'trust' | 'tsa' | 'crl' | 'ocsp' | 'timestamp' | 'original' | 'intermediates' | 'seal', string[]>> &
  Partial<Record<'at' | 'out' | 'purpose' | 'pack' | 'lang' | 'passphrase-file' | 'token' | 'request' | keyof typeof SERVICE, string>> &
  Partial<Record<'help' | 'json', boolean>>;

/** node:util throws on options that it does not know; its sentence is shown beside ours. */
const parseWords = (command: CommandName, words: string[]): { values: Values; positionals: string[] } | { detail: string } => {
  try {
    const { values, positionals } = parseArgs({ args: words, options: ALLOWED[command], allowPositionals: true, strict: true });
    return { values: values as Values, positionals };
  } catch (error) {
    return { detail: error instanceof Error ? error.message : '' };
  }
};

const isPurpose = (word: string): word is Purpose => PURPOSES.some((purpose) => purpose === word);

const isPack = (word: string): word is Pack => PACKS.some((pack) => pack === word);
const isLanguage = (word: string): word is Locale => word === 'it' || word === 'en';

const findStampProblem = ({ token, request, out, 'tsa-url': url }: Values, paths: readonly string[]): UsageProblem | null => {
  if (paths.length > 1) return 'several-paths';
  if ([token, request, url].filter((word) => word !== undefined && word !== '').length !== 1) return 'no-token';
  return out || request ? null : 'no-out';
};

const findServiceProblem = (values: Values): UsageProblem | null => {
  const { request, 'tsa-url': url, 'tsa-policy': policy, 'tsa-login': login } = values;
  if (url !== undefined && toServiceUrl(url) === undefined) return 'bad-service';
  if (policy !== undefined && !isPolicy(policy)) return 'bad-policy';
  return url === undefined && ((policy !== undefined && !request) || login !== undefined) ? 'no-service' : null;
};

const findProblem = (command: CommandName, values: Values, paths: readonly string[]): UsageProblem | null => {
  const { at, out, trust, purpose = 'any', pack = 'case', lang = 'it' } = values;
  if (paths.length === 0) return 'no-path';
  if (at !== undefined && !isInstant(at)) return 'bad-instant';
  if (!isPurpose(purpose)) return 'bad-purpose';
  if (!isPack(pack)) return 'bad-pack';
  if (!isLanguage(lang)) return 'bad-language';
  // A path is judged by what is given and by nothing built in: a forgotten instant or anchor would be a silent default.
  if (command === 'path' && at === undefined) return 'no-instant';
  if (command === 'path' && !trust) return 'no-trust';
  const service = findServiceProblem(values);
  if (service) return service;
  if (command === 'stamp') return findStampProblem(values, paths);
  return (command === 'bundle' || command === 'seal') && !out ? 'no-out' : null;
};

const BAD_WORDS: Partial<Record<UsageProblem, 'at' | 'purpose' | 'pack' | 'lang' | 'tsa-policy'>> = {
  'bad-instant': 'at',
  'bad-purpose': 'purpose',
  'bad-pack': 'pack',
  'bad-language': 'lang',
  'bad-policy': 'tsa-policy',
};

const detailOf = (problem: UsageProblem, values: Values): string => {
  const name = BAD_WORDS[problem];
  return (name && values[name]) ?? '';
};

const toService = (values: Values): ServiceOptions | null => {
  const { 'tsa-url': url = '', 'tsa-policy': policy, 'tsa-login': loginPath = '' } = values;
  const href = toServiceUrl(url);
  return href === undefined ? null : { url: href, policy: policy ?? null, loginPath };
};

const toOptions = (command: CommandName, values: Values, paths: string[]): Options => {
  const {
    json = false,
    trust = [],
    tsa = [],
    crl = [],
    ocsp = [],
    timestamp = [],
    original = [],
    intermediates = [],
    seal = [],
    at = null,
  } = values;
  const { out = '', purpose = 'any', pack = 'case', lang = '' } = values;
  return {
    command,
    paths,
    json,
    trustPaths: trust,
    tsaPaths: tsa,
    revocationPaths: [...crl, ...ocsp],
    timestampPaths: timestamp,
    originalPaths: original,
    sealPaths: seal,
    passphrasePath: values['passphrase-file'] ?? null,
    intermediatePaths: intermediates,
    purpose: isPurpose(purpose) ? purpose : 'any',
    at,
    outPath: out,
    pack: isPack(pack) ? pack : 'case',
    language: isLanguage(lang) ? lang : null,
    tokenPath: values.token ?? '',
    requestPath: values.request ?? '',
    tsaPolicy: values['tsa-policy'] ?? '',
    service: toService(values),
  };
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
  if (problem) return { ok: false, problem, detail: detailOf(problem, values) };
  return { ok: true, options: toOptions(command, values, paths) };
};
