// The lines that tell anybody how to follow a proof to the root of a seal with sha256sum and xxd, to be typed as they are.
import { parseInclusions } from '../ledger/seal/inclusion';
import { parseSealFile, type SealFile, toSealName } from '../ledger/seal/seal-file';
import type { Wording } from '../wording';
import type { BundleEntry, BundlePaths } from './bundle-source';
import { NAMES, SEAL_FOLDER } from './layout';
import { toSignatureLine, toStampLine } from './stamp-line';

/** One line of a POSIX shell: the hash of the file, then each step, left or right, then the root in the seal. */
export const toSealCommand = (path: string, folder: string): string => {
  const hash = (octets: string): string => `$(printf ${octets} | xxd -r -p | sha256sum | cut -c1-64)`;
  const steps = `sinistra) r=${hash('01$v$r')};; destra) r=${hash('01$r$v')};;`;
  const walk = `r=${hash('00$h')}; while read -r k v; do case $k in ${steps} esac; done; grep -x "radice $r" ${folder}/sigillo.txt`;
  return `h=$(sha256sum < ${path} | cut -c1-64); sed -n "/^prova $h\\$/,/^\\$/p" ${folder}/prove.txt | { ${walk}; }`;
};

/** What came back for the seal, one file after the other: how openssl checks it, and what it shows. */
const toAnswerLines = (folder: string, answer: string, authoritiesPath: string, wording: Wording): string[] => {
  const [path, file] = [`${folder}/sigillo.txt`, `${folder}/${answer}`];
  if (answer.endsWith('.tsd')) return [wording.text('bundle_readme_seal_tsd', file), ''];
  if (/\.p7[ms]$/.test(answer)) return [wording.text('bundle_readme_seal_signature', file), '', `    ${toSignatureLine(path, file)}`, ''];
  const line = toStampLine(path, file, answer.endsWith('.tst') ? 'tst' : 'tsr', authoritiesPath);
  return [wording.text('bundle_readme_seal_stamp', file), '', `    ${line}`, ''];
};

/** @param paths of the proofs under this seal, as they are called in the bundle
 * @param answers names of the files beside the seal: a time-stamp, signatures
 * @param authoritiesPath PEM of the authorities that vouch for the time-stamp */
export const toSealReadme = (
  seal: SealFile,
  paths: readonly string[],
  answers: readonly string[],
  authoritiesPath: string,
  wording: Wording,
): string[] => {
  const folder = `${SEAL_FOLDER}${toSealName(seal)}`;
  return [
    wording.text('bundle_readme_seal', folder),
    '',
    ...paths.map((path) => `    ${toSealCommand(path, folder)}`),
    '',
    wording.text('bundle_readme_seal_expected', seal.root),
    '',
    ...answers.flatMap((answer) => toAnswerLines(folder, answer, authoritiesPath, wording)),
  ];
};

/** For each seal in the bundle the lines about the proofs that are under it. */
export const toSealSections = (files: readonly BundleEntry[], paths: BundlePaths, wording: Wording): string[] => {
  const find = (name: string): Uint8Array | undefined => files.find((file) => file.name === name)?.bytes;
  return files.flatMap(({ name, bytes }) => {
    const [, folder = ''] = /^(.*\/)sigillo\.txt$/.exec(name) ?? [];
    const seal = folder === '' ? null : parseSealFile(bytes);
    const proofs = find(`${folder}prove.txt`);
    const answers = files.flatMap((file) => (file.name.startsWith(`${name}.`) ? [file.name.slice(folder.length)] : []));
    if (seal === null || proofs === undefined || answers.length === 0) return [];
    const sealed = (parseInclusions(proofs) ?? []).flatMap(({ sha256 }) => paths.get(sha256) ?? []);
    return toSealReadme(seal, sealed, answers, NAMES.timestampAuthorities, wording);
  });
};
