// `ceralacca path`: the certification path of one certificate, or the reason why there is none.
import type { Certificate } from '../verify/cms/certificate';
import { findUnrevokedPath, type UnrevokedPathResult } from '../verify/path/find-unrevoked-path';
import { toVisibleText } from '../visible-text';
import { toKey, type Wording } from '../wording';
import type { ExitCode, Output } from './command';
import type { Options } from './parse-options';
import { readCertificates } from './read-certificates';
import { readFacts } from './read-facts';

/** `malformed`: the leaf itself cannot be read. */
type Judged = UnrevokedPathResult | { ok: false; problem: 'malformed' };

type Material = { anchors: Certificate[]; intermediates: Certificate[]; revocation: Uint8Array[] };
type Read<T> = { ok: true; value: T } | { ok: false; path: string; reason: 'cli_bad_trust' | 'cli_problem_unreadable' };

const isRead = (certificate: Certificate | null): certificate is Certificate => certificate !== null;

/** @param mustBeWhole whether one certificate that cannot be read spoils the file */
const readAll = async (paths: readonly string[], mustBeWhole: boolean): Promise<Read<Certificate[]>> => {
  const value: Certificate[] = [];
  for (const path of paths) {
    const read = await readCertificates(path);
    if (!read.ok) return { ok: false, path, reason: mustBeWhole ? 'cli_bad_trust' : 'cli_problem_unreadable' };
    const { certificates } = read;
    if (mustBeWhole && (certificates.length === 0 || !certificates.every(isRead))) return { ok: false, path, reason: 'cli_bad_trust' };
    value.push(...certificates.filter(isRead));
  }
  return { ok: true, value };
};

const readMaterial = async (options: Options): Promise<Read<Material>> => {
  const anchors = await readAll(options.trustPaths, true);
  if (!anchors.ok) return anchors;
  const intermediates = await readAll(options.intermediatePaths, false);
  if (!intermediates.ok) return intermediates;
  const facts = await readFacts(options);
  if (!facts.ok) return { ok: false, path: facts.path, reason: 'cli_problem_unreadable' };
  return { ok: true, value: { anchors: anchors.value, intermediates: intermediates.value, revocation: [...facts.facts.revocation] } };
};

const judge = async (
  [leaf, ...beside]: readonly (Certificate | null)[],
  { anchors, intermediates, revocation }: Material,
  { at, purpose }: Options,
): Promise<Judged> => {
  if (!leaf) return { ok: false, problem: 'malformed' };
  const helpers = [...intermediates, ...beside.filter(isRead)];
  const instant = Date.parse(at ?? '');
  return findUnrevokedPath({ leaf, intermediates: helpers, anchors, instant, purpose, isStrict: true }, revocation);
};

/** One line: `certificates` from the leaf to the anchor, empty when there is no path; `reason` null when there is one. */
const toJson = (path: string, judged: Judged): string =>
  JSON.stringify({
    path,
    valid: judged.ok,
    reason: judged.ok ? null : judged.problem,
    certificates: judged.ok
      ? judged.path.map(({ subject, issuer, serial, fingerprint }) => ({
          subject: subject.text,
          issuer: issuer.text,
          serial,
          fingerprint,
        }))
      : [],
  });

const toText = (path: string, judged: Judged, wording: Wording): string => {
  const verdict = wording.text(judged.ok ? 'cli_path_valid' : 'cli_path_not_valid');
  const lines = judged.ok ? judged.path.map(({ subject }) => subject.text) : [wording.text(`cli_path_${toKey(judged.problem)}`)];
  return [`${path}: ${verdict}`, ...lines.map((line) => `    ${line}`)].map(toVisibleText).join('\n');
};

/** Exit code 0 when every leaf has a path, 1 when one has none, 2 when a file that was named cannot be read. */
export const path = async (options: Options, { wording, out, err }: Output & { wording: Wording }): Promise<ExitCode> => {
  const fail = (file: string, reason: string): ExitCode => {
    err(`${toVisibleText(file)}: ${wording.text(reason)}\n`);
    return 2;
  };
  const material = await readMaterial(options);
  if (!material.ok) return fail(material.path, material.reason);
  let code: ExitCode = 0;
  for (const file of options.paths) {
    const read = await readCertificates(file);
    if (!read.ok) return fail(file, 'cli_problem_unreadable');
    const judged = await judge(read.certificates, material.value, options);
    out(`${options.json ? toJson(file, judged) : toText(file, judged, wording)}\n`);
    if (!judged.ok) code = 1;
  }
  return code;
};
