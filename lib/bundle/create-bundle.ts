// Prepared content → an ASiC-E container that stands up without us: untouched .eml files, their hashes, how to check them, a report to print.
import { makeZip } from 'client-zip';
import { parseHex, toLatin1, toSha256Hex } from '../verify/bytes';
import type { Report } from '../verify/report';
import { describeRevocations } from '../verify/revocation/describe-revocation';
import type { TrustStore } from '../verify/trust/trust-store';
import type { Wording } from '../wording';
import { toAuthoritiesPem } from './authorities-pem';
import type { BundleContent, BundleEntry, BundleMessage, BundleSource } from './bundle-source';
import { findFolder, toSentName } from './file-names';
import { toFilingTable } from './filing-table';
import { readSent } from './find-sent';
import { MIMETYPE, NAMES, REVOCATION_FOLDER } from './layout';
import { type ListedFile, toManifest } from './manifest';
import { toMetadataXml } from './metadata-xml';
import { readIntact, type Watching } from './prepare-bundle';
import { type StampedFile, toReadmeText } from './readme-text';
import { toReportHtml } from './report-html';
import { toReportJson } from './report-json';
import REPORT_SCHEMA from './report-schema.json';
import { settleSource } from './settle-source';
import { addSigners, type Signers, toSignersPem } from './signers-pem';
import { createSizeLimit } from './size-limit';
import { type TimestampForm, toTimestampForm } from './timestamp-form';

export type WriteOptions = Watching & { wording: Wording };

type Making = WriteOptions & {
  source: BundleSource;
  content: BundleContent;
  signers: Signers;
  stamped: StampedFile[];
  seals: BundleEntry[];
  done: number;
};
type Files = AsyncGenerator<BundleEntry>;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

type StampFile = BundleEntry & { form: TimestampForm };

const toStampFile = (path: string, bytes: Uint8Array, number: string): StampFile => {
  const form = toTimestampForm(bytes);
  return { name: `${path}${number}.${form}`, bytes, form };
};

/** Of several one may be worthless, and a line that fails would speak against the others. */
const findProvenStamps = (path: string, stamps: readonly StampFile[], { checks }: Report): StampedFile[] => {
  const isProven = checks.some(({ check, status }) => check === 'timestamp' && status === 'passed');
  if (!isProven || stamps.length !== 1) return [];
  // What holds the data within itself openssl does not read.
  return stamps.flatMap(({ name, form }) => (form === 'tsd' ? [] : [{ path, stamp: name, form }]));
};

async function* writeProofs(making: Making, { evidence }: BundleMessage): Files {
  const { source, content, signal, onProgress, signers } = making;
  const total = content.paths.size;
  for (const { sha256, report } of evidence) {
    signal.throwIfAborted();
    const name = content.paths.get(sha256) ?? sha256;
    const { bytes, timestamps } = await readIntact(source, sha256);
    await addSigners(bytes, signers);
    yield { name, bytes, sha256 };
    const stamps = timestamps.map((stamp, index) => toStampFile(name, stamp, timestamps.length === 1 ? '' : `.${index + 1}`));
    making.stamped.push(...findProvenStamps(name, stamps, report));
    yield* stamps;
    making.done += 1;
    onProgress(making.done, total);
  }
}

async function* writeMessage(making: Making, item: BundleMessage): Files {
  const { source, content } = making;
  const folder = findFolder(item, content.paths);
  yield* writeProofs(making, item);
  const sent = item.sent && (await readSent(item.sent, source));
  if (item.sent && sent) yield { name: `${folder}${toSentName(item.sent)}`, bytes: sent };
  if (content.pack !== 'archive') return;
  const metadata = toMetadataXml(item, content.paths, content.at, sent ? sent.length : null);
  yield { name: `${folder}metadati.xml`, bytes: encode(metadata) };
}

/** Lists and answers that some judgement in here names as its source. */
async function* writeRevocation({ source, content }: Making): Files {
  const checks = content.messages.flatMap(({ evidence }) => evidence.flatMap(({ report }) => report.checks));
  const used = checks.flatMap(({ check, facts }) => (check === 'revocation' && Array.isArray(facts.sources) ? facts.sources : []));
  for (const bytes of source.context.revocation ?? []) {
    // Sources are told as `CRL issuer: thisUpdate / nextUpdate`.
    const named = describeRevocations(bytes).find(({ issuer, thisUpdate }) =>
      used.some((line) => line.includes(`${issuer}: ${thisUpdate}`)),
    );
    if (named === undefined) continue;
    const sha256 = await toSha256Hex(bytes);
    yield { name: `${REVOCATION_FOLDER}${sha256.slice(0, 16)}.${named.kind}`, bytes };
  }
}

/** By fingerprint alone: who added it does not show in the file. */
const toPem = (anchors: TrustStore['anchors']): string => {
  const byFingerprint = new Map(anchors.map(({ certificate: { fingerprint, der } }) => [fingerprint, der]));
  return toAuthoritiesPem([...byFingerprint].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, der]) => der));
};

async function* writeTexts({ content, source, wording, signers, stamped, seals }: Making): Files {
  const { anchors, timestampAnchors } = source.context.trust;
  const texts: [string, string][] = [
    [NAMES.authorities, toPem(anchors)],
    [NAMES.timestampAuthorities, toPem(timestampAnchors)],
    [NAMES.signers, toSignersPem(signers)],
    [NAMES.filing, toFilingTable(content, wording)],
    [NAMES.reportPage, toReportHtml(content, wording)],
    [NAMES.reportData, toReportJson(content)],
    [NAMES.reportSchema, `${JSON.stringify(REPORT_SCHEMA, null, 2)}\n`],
    [NAMES.readme, toReadmeText(content, { stamped, seals }, wording)],
  ];
  for (const [name, text] of texts) yield { name, bytes: encode(text) };
}

async function* writeAll(making: Making): Files {
  const { content, source } = making;
  for (const item of content.messages) yield* writeMessage(making, item);
  yield* writeRevocation(making);
  making.seals = await source.readSeals([...content.paths.keys()]);
  yield* making.seals;
  yield { name: NAMES.checkPage, bytes: source.checkPage };
  yield* writeTexts(making);
}

/** Each file with its hash, then the two lists of hashes: one for people's tools, one for the time-stamp. */
async function* writeListed(given: Making): Files {
  const making = { ...given, source: await settleSource(given.source) };
  const limit = createSizeLimit(making.content);
  yield { name: NAMES.mimetype, bytes: encode(MIMETYPE) };
  const listed: ListedFile[] = [];
  const sums: string[] = [];
  const list = async ({ name, bytes, sha256: known }: BundleEntry): Promise<void> => {
    const sha256 = known ?? (await toSha256Hex(bytes));
    sums.push(`${sha256}  ${name}\n`);
    listed.push({ name, digest: btoa(toLatin1(parseHex(sha256))) });
  };
  for await (const file of writeAll(making)) {
    limit.take(file);
    await list(file);
    yield file;
  }
  const sumsFile = { name: NAMES.sums, bytes: encode(sums.join('')) };
  await list(sumsFile);
  yield sumsFile;
  yield { name: NAMES.manifest, bytes: encode(toManifest(listed)) };
}

/** Zip stores local time without a zone: a local constant gives the same octets everywhere; noon exists on every day in every zone. */
export const ENTRY_TIME = [1980, 0, 1, 12] as const;

/** What it is given as a stream the zip writer has summed up before it hands it on, so that whoever reads may release it. */
async function* toInput(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* toEntries(files: Files): AsyncGenerator<{ name: string; input: AsyncIterable<Uint8Array>; lastModified: Date }> {
  for await (const { name, bytes } of files) yield { name, input: toInput(bytes), lastModified: new Date(...ENTRY_TIME) };
}

/** The stream fails rather than deliver a bundle that lacks a proof: with EvidenceMismatch, with BundleTooLarge, with what `read` throws, and with the
 * signal's reason once it is aborted. Same bytes, context, pack and language give the same container. Nothing looks again at a piece that was
 * read: it may be released. */
export const createBundle = (source: BundleSource, content: BundleContent, options: WriteOptions): ReadableStream<Uint8Array> =>
  makeZip(toEntries(writeListed({ ...options, source, content, signers: new Map(), stamped: [], seals: [], done: 0 })));
