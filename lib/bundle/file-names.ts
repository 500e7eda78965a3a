// Speaking names for the files of a bundle, legal on every system and harmless in a shell.
import type { Evidence } from '../ledger/ledger-message';
import { toOrderedEvidence } from '../ledger/proof';
import type { BundleMessage, BundlePaths } from './bundle-source';

const NAME_LENGTH = 80;
const FOLDER_LENGTH = 40;

/** Lower-case ASCII letters, digits and `@ . _ -`: no case clash, no reserved character, no option, nothing to quote. */
const toSafeName = (text: string, length: number): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9@._]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, length)
    .replace(/^[-.]+|[-.]+$/g, '');

const toNumber = (index: number, count: number): string => String(index + 1).padStart(Math.max(2, String(count).length), '0');

/** What is not verified says so in its name: a file name must not promise more than the file proves. */
const toBaseName = ({ report }: Evidence): string => {
  const kind = report.kind === 'none' ? 'messaggio' : report.kind;
  return toSafeName([report.verdict === 'verified' ? '' : 'non-verificata', kind, report.certified?.delivery ?? ''].join('-'), NAME_LENGTH);
};

const toFolder = ({ message }: BundleMessage, index: number, count: number): string => {
  if (count === 1) return '';
  const name = toSafeName(message.subject ?? '', FOLDER_LENGTH);
  return `${toNumber(index, count)}${name === '' ? '' : `-${name}`}/`;
};

/** One message lies at the top; several get a numbered folder each. */
export const toFilePaths = (messages: readonly BundleMessage[]): BundlePaths => {
  const paths = new Map<string, string>();
  messages.forEach((item, at) => {
    const folder = toFolder(item, at, messages.length);
    const ordered = toOrderedEvidence(item.evidence);
    ordered.forEach((evidence, index) => {
      paths.set(evidence.sha256, `${folder}${toNumber(index, ordered.length)}-${toBaseName(evidence)}.eml`);
    });
  });
  return paths;
};
