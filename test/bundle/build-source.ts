// Judged evidence of the sample story, ready to be bundled.
import { readFileSync } from 'node:fs';
import type { BundleMessage, BundleSource } from '../../lib/bundle/bundle-source';
import { collectEvidence } from '../../lib/ledger/collect-evidence';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { linkEvidence } from '../../lib/ledger/link';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';
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

/** Judges messages as the command line does and groups them as the ledger does. */
export const buildSource = async (files: readonly Uint8Array[], rootDer: Uint8Array): Promise<BundleSource> => {
  const trust = await createTrustStore([rootDer]);
  const kept = new Map<string, { evidence: Evidence; bytes: Uint8Array }>();
  for (const bytes of files) {
    const report = await verifyMessage(bytes, { trust, now: NOW });
    for (const item of await collectEvidence({ bytes, report, origin: 'file', recordedAt: NOW, shownSubject: null })) {
      kept.set(item.evidence.sha256, item);
    }
  }
  const groups = linkEvidence([...kept.values()].map(({ evidence }) => evidence));
  const messages: BundleMessage[] = [...groups.values()].map((evidence) => ({ evidence, message: toLedgerMessage(evidence, NOW) }));
  return { messages, bytesOf: async (sha256) => kept.get(sha256)?.bytes, authorities: [rootDer] };
};

export const readStream = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream).arrayBuffer());
