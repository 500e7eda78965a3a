// Speaking names for the files of a bundle, legal on every system and harmless in a shell.

import { SENT_COPY_NAMES } from '../intake/sent-copy';
import type { Evidence } from '../ledger/ledger-message';
import type { BundleContent, BundleMessage, BundlePaths, Pack, SentMessage } from './bundle-source';
import { EXTENSION } from './layout';

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
  const name = toSafeName(message.subject ?? '', FOLDER_LENGTH);
  return `${toNumber(index, count)}${name === '' ? '' : `-${name}`}/`;
};

/** One message lies at the top; several get a numbered folder each, and in an archive every one. */
export const toFilePaths = (messages: readonly BundleMessage[], pack: Pack): BundlePaths => {
  const paths = new Map<string, string>();
  messages.forEach((item, at) => {
    const folder = messages.length === 1 && pack !== 'archive' ? '' : toFolder(item, at, messages.length);
    item.evidence.forEach((evidence, index) => {
      paths.set(evidence.sha256, `${folder}${toNumber(index, item.evidence.length)}-${toBaseName(evidence)}.eml`);
    });
  });
  return paths;
};

/** Folder of a message's proofs, with its `/`; '' for the top. */
export const findFolder = ({ evidence: [first] }: BundleMessage, paths: BundlePaths): string => {
  const path = (first && paths.get(first.sha256)) ?? '';
  return path.slice(0, path.lastIndexOf('/') + 1);
};

/** The message itself, which is no proof of its own. */
export const toSentName = ({ origin }: SentMessage): string => SENT_COPY_NAMES[origin];

/** The name that a bundle is saved under; an incomplete one says so. */
export const toBundleName = ({ pack, messages }: BundleContent): string => {
  const [first] = messages;
  const time = first?.message.acceptedAt ?? first?.message.evidence.find(({ at }) => at !== null)?.at ?? '';
  const what = messages.length === 1 ? (first?.message.subject ?? '') : `${messages.length}-messaggi`;
  const isWhole = messages.every(({ isComplete }) => isComplete);
  const parts = [PACK_NAMES[pack], time.slice(0, 10), toSafeName(what, FOLDER_LENGTH), isWhole ? '' : 'incompleto'];
  return `${parts.filter((part) => part !== '').join('-')}${EXTENSION}`;
};

/** The name beside that of a bundle that was already handed out without its time-stamp. */
export const toStampedName = (name: string): string => `${name.replace(/\.asice$/i, '')}-marcato${EXTENSION}`;

const PACK_NAMES: Record<Pack, string> = { case: 'fascicolo', filing: 'deposito', archive: 'conservazione' };
