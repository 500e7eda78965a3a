// Evidence → a zip that stands up without us: untouched .eml files, their hashes, how to check them, a report to print.
import { makeZip } from 'client-zip';
import { EvidenceMismatch } from '../ledger/evidence-mismatch';
import { toSha256Hex } from '../verify/bytes';
import type { Wording } from '../wording';
import { toAuthoritiesPem } from './authorities-pem';
import type { BundleSource } from './bundle-source';
import { toFilePaths } from './file-names';
import { toReadmeText } from './readme-text';
import { toReportHtml } from './report-html';
import { toReportJson } from './report-json';

const NAMES = {
  authorities: 'autorita.pem',
  html: 'rapporto.html',
  json: 'rapporto.json',
  readme: 'LEGGIMI.txt',
  hashes: 'SHA256SUMS',
} as const;

type Entry = { name: string; input: Uint8Array; lastModified: Date };

/** Zip stores local time without a zone: a local constant gives the same octets everywhere; noon exists on every day in every zone. */
const toEntry = (name: string, input: Uint8Array): Entry => ({ name, input, lastModified: new Date(1980, 0, 1, 12) });

/** @throws EvidenceMismatch when the stored bytes are gone or are not those that were judged */
const findIntactBytes = async (source: BundleSource, sha256: string): Promise<Uint8Array> => {
  const bytes = await source.bytesOf(sha256);
  if (!bytes || (await toSha256Hex(bytes)) !== sha256) throw new EvidenceMismatch('stored bytes are missing or differ');
  return bytes;
};

async function* createEntries(source: BundleSource, wording: Wording): AsyncGenerator<Entry> {
  const { messages, authorities } = source;
  const paths = toFilePaths(messages);
  const hashes: string[] = [];
  for (const [sha256, path] of paths) {
    hashes.push(`${sha256}  ${path}`);
    yield toEntry(path, await findIntactBytes(source, sha256));
  }
  const texts = [
    [NAMES.authorities, toAuthoritiesPem(authorities)],
    [NAMES.html, toReportHtml(messages, paths, wording)],
    [NAMES.json, toReportJson(messages, paths)],
    [NAMES.readme, toReadmeText(messages, paths, wording, NAMES)],
  ] as const;
  for (const [name, text] of texts) {
    const bytes = new TextEncoder().encode(text);
    hashes.push(`${await toSha256Hex(bytes)}  ${name}`);
    yield toEntry(name, bytes);
  }
  yield toEntry(NAMES.hashes, new TextEncoder().encode(`${hashes.join('\n')}\n`));
}

/** The stream fails with EvidenceMismatch rather than deliver a bundle that lacks a proof. Same source and language, same bytes. */
export const createBundle = (source: BundleSource, wording: Wording): ReadableStream<Uint8Array> => makeZip(createEntries(source, wording));
