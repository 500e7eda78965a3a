// Judged evidence of the sample story, ready to be bundled.
import { readFileSync } from 'node:fs';
import type { BundleContent, BundleSource, Pack } from '../../lib/bundle/bundle-source';
import { createBundle } from '../../lib/bundle/create-bundle';
import { judgeMessages, toBundleContent } from '../../lib/bundle/prepare-bundle';
import { parseArchive } from '../../lib/intake/parse-archive';
import { readEntry } from '../../lib/intake/read-entry';
import { collectEvidence } from '../../lib/ledger/collect-evidence';
import type { Evidence, LedgerMessage } from '../../lib/ledger/ledger-message';
import { linkEvidence } from '../../lib/ledger/link';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { type VerifyContext, verifyMessage } from '../../lib/verify/verify-message';
import { createWording, type Locale, type Wording } from '../../lib/wording';
import { createAuthority } from '../pki/authority';
import { createSampleSet, type Sample } from '../pki/sample-set';

export const NOW = '2026-09-21T08:00:00Z';

export const readTexts = (locale: Locale): Record<string, string> => {
  const path = new URL(`../../public/_locales/${locale}/messages.json`, import.meta.url);
  const messages = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { message: string }>;
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
};

export const wordingIn = (locale: Locale): Wording => createWording(locale, readTexts(locale));

export const createSamples = async (): Promise<{ samples: Sample[]; rootDer: Uint8Array; rootPem: string }> => {
  const authority = await createAuthority();
  const samples = await createSampleSet({ authority, now: new Date(NOW) });
  return { samples, rootDer: authority.root.certificate.der, rootPem: authority.root.certificate.pem };
};

export const NO_WATCH = { signal: new AbortController().signal, onProgress: () => undefined };

/** Stands in the place of `verifica.html` where a test is not about that page. */
export const CHECK_PAGE = new TextEncoder().encode('<!doctype html><title>verifica</title>\n');

export type Built = BundleSource & { rows: { message: LedgerMessage; evidence: readonly Evidence[] }[] };

/** Judges messages as the command line does and groups them as the ledger does. */
export const buildSource = async (files: readonly Uint8Array[], rootDer: Uint8Array, more: Partial<VerifyContext> = {}): Promise<Built> => {
  const context = { trust: await createTrustStore([rootDer]), now: NOW, ...more };
  const kept = new Map<string, { evidence: Evidence; bytes: Uint8Array }>();
  for (const bytes of files) {
    const report = await verifyMessage(bytes, context);
    for (const item of await collectEvidence({ bytes, report, origin: 'file', recordedAt: NOW, shownSubject: null })) {
      kept.set(item.evidence.sha256, item);
    }
  }
  const groups = [...linkEvidence([...kept.values()].map(({ evidence }) => evidence)).values()];
  return {
    rows: groups.map((evidence) => ({ evidence, message: toLedgerMessage(evidence, NOW) })),
    messages: groups.map((evidence) => evidence.map(({ sha256 }) => sha256)),
    read: async (sha256) => {
      const bytes = kept.get(sha256)?.bytes;
      return bytes && { bytes, timestamps: [] };
    },
    context,
    readSeals: async () => [],
    checkPage: CHECK_PAGE,
  };
};

export const prepare = async (source: BundleSource, pack: Pack = 'case'): Promise<BundleContent> =>
  toBundleContent(await judgeMessages(source, NO_WATCH), source, pack);

/** The whole container, in memory. */
export const makeBundle = async (
  source: BundleSource,
  options: { pack?: Pack; wording?: Wording } = {},
): Promise<Uint8Array<ArrayBuffer>> => {
  const { pack = 'case', wording = wordingIn('it') } = options;
  const content = await prepare(source, pack);
  return new Uint8Array(await new Response(createBundle(source, content, { wording, ...NO_WATCH })).arrayBuffer());
};

export const unpack = async (container: Uint8Array<ArrayBuffer>): Promise<Map<string, Buffer>> => {
  const blob = new Blob([container]);
  const archive = await parseArchive(blob);
  if (!archive.ok) throw new Error(archive.problem);
  const files = archive.entries.map(async (entry): Promise<[string, Buffer]> => [entry.name, Buffer.from(await readEntry(blob, entry))]);
  return new Map(await Promise.all(files));
};
