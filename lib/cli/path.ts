// `ceralacca path`: the certification path of one certificate, or the reason why there is none.
import type { Certificate } from '../verify/cms/certificate';
import { findUnrevokedPath, type UnrevokedPathResult } from '../verify/path/find-unrevoked-path';
import { toVisibleText } from '../visible-text';
import { toKey, type Wording } from '../wording';
import type { ExitCode, Output } from './command';
import type { Options } from './parse-options';
import { readCertificates } from './read-certificates';
import { readFacts } from './read-facts';

/** `malformed`: the leaf itself cannot be read; the last two: a file that was named is of no use. */
type Judged = UnrevokedPathResult | { ok: false; problem: 'malformed' | Unusable };

type Unusable = 'unreadable' | 'bad-trust';

/** `isWhole`: no file held more certificates than are looked into. */
type Material = { anchors: Certificate[]; intermediates: Certificate[]; isWhole: boolean; revocation: Uint8Array[] };
type Read<T> = { ok: true; value: T } | { ok: false; path: string; problem: Unusable };

const SENTENCES: Readonly<Record<Unusable, string>> = { unreadable: 'cli_problem_unreadable', 'bad-trust': 'cli_bad_trust' };

const isRead = (certificate: Certificate | null): certificate is Certificate => certificate !== null;

const readAnchors = async (paths: readonly string[]): Promise<Read<Certificate[]>> => {
  const value: Certificate[] = [];
  for (const path of paths) {
    const read = await readCertificates(path);
    // One certificate that cannot be read spoils the file.
    const isSound = read.ok && read.isWhole && read.certificates.length > 0 && read.certificates.every(isRead);
    if (!isSound) return { ok: false, path, problem: 'bad-trust' };
    value.push(...read.certificates.filter(isRead));
  }
  return { ok: true, value };
};

const readMaterial = async (options: Options): Promise<Read<Material>> => {
  const anchors = await readAnchors(options.trustPaths);
  if (!anchors.ok) return anchors;
  const value: Material = { anchors: anchors.value, intermediates: [], isWhole: true, revocation: [] };
  for (const path of options.intermediatePaths) {
    const read = await readCertificates(path);
    if (!read.ok) return { ok: false, path, problem: 'unreadable' };
    value.intermediates.push(...read.certificates.filter(isRead));
    value.isWhole &&= read.isWhole;
  }
  const facts = await readFacts(options);
  if (!facts.ok) return { ok: false, path: facts.path, problem: 'unreadable' };
  return { ok: true, value: { ...value, revocation: [...facts.facts.revocation] } };
};

const judge = async (
  file: string,
  { anchors, intermediates, isWhole, revocation }: Material,
  { at, purpose }: Options,
): Promise<Judged> => {
  const read = await readCertificates(file);
  if (!read.ok) return { ok: false, problem: 'unreadable' };
  const [leaf, ...beside] = read.certificates;
  if (!leaf) return { ok: false, problem: 'malformed' };
  const helpers = [...intermediates, ...beside.filter(isRead)];
  const instant = Date.parse(at ?? '');
  const result = await findUnrevokedPath({ leaf, intermediates: helpers, anchors, instant, purpose, isStrict: true }, revocation);
  // What was not looked into may hold the missing issuer.
  const isLost = !result.ok && result.problem === 'issuer-missing' && !(isWhole && read.isWhole);
  return isLost ? { ok: false, problem: 'limit-reached' } : result;
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

const isUnusable = (problem: string): problem is Unusable => problem in SENTENCES;

/** Exit code 0 when every leaf has a path, 1 when one has none, 2 when a file that was named is of no use; with JSON one line a leaf in any case. */
export const path = async (options: Options, { wording, out, err }: Output & { wording: Wording }): Promise<ExitCode> => {
  const complain = (file: string, problem: Unusable): void => err(`${toVisibleText(file)}: ${wording.text(SENTENCES[problem])}\n`);
  const material = await readMaterial(options);
  if (!material.ok) complain(material.path, material.problem);
  let code: ExitCode = material.ok ? 0 : 2;
  for (const file of options.paths) {
    const judged: Judged = material.ok ? await judge(file, material.value, options) : { ok: false, problem: material.problem };
    const unusable = !judged.ok && isUnusable(judged.problem) ? judged.problem : null;
    if (options.json) out(`${toJson(file, judged)}\n`);
    else if (!unusable) out(`${toText(file, judged, wording)}\n`);
    if (unusable && material.ok) complain(file, unusable);
    code = unusable ? 2 : judged.ok || code === 2 ? code : 1;
  }
  return code;
};
