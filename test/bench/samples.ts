// What the bench verifies: distinct genuine receipts of typical size, large messages, and messages of many parts.
import { type Authority, createAuthority } from '../pki/authority';
import { issueProvider, type Provider } from '../pki/issue-provider';
import { CRLF } from '../pki/mime-text';
import type { Attachment } from '../pki/original-message';
import type { PecKind } from '../pki/pec-kinds';
import { signPec } from '../pki/sign-pec';
import { TEST_PROVIDERS } from '../pki/test-providers';
import { createTransmission } from '../pki/transmission';

/** Octets that no compression and no repetition makes cheaper; the same every time. */
const noise = (length: number, seed: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  let state = seed * 2654435761 + 1;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
};

const attachment = (length: number, seed: number): Attachment => ({
  name: 'relazione.pdf',
  type: 'application/pdf',
  bytes: noise(length, seed),
});

const KINDS: readonly PecKind[] = ['accettazione', 'avvenuta-consegna', 'posta-certificata', 'avvenuta-consegna'];
/** Attachments that bring a receipt with its original to about 10, 20 and 50 kB. */
const ATTACHED_BYTES = [500, 8_000, 30_000];

export type BenchSamples = { authority: Authority; messages: Uint8Array[] };

const createReceipt = (provider: Provider, index: number): Promise<Uint8Array> => {
  const layout = index % 2 === 0 ? 'openpec' : 'javamail';
  const acceptedAt = new Date(Date.UTC(2026, 8, 19, 8, 0, index));
  const attachments = [attachment(ATTACHED_BYTES[index % 3] ?? 0, index)];
  const transmission = createTransmission({ host: provider.host, subject: `Diffida n. ${index}`, acceptedAt, layout, attachments });
  return signPec({ provider, kind: KINDS[index % KINDS.length] ?? 'accettazione', layout, transmission, clock: acceptedAt });
};

export const createBenchSamples = async (count: number): Promise<BenchSamples> => {
  const authority = await createAuthority();
  const hosts = TEST_PROVIDERS.slice(0, 2).map(({ host }) => host);
  const providers = await Promise.all(hosts.map((host) => issueProvider(authority, { host, keyLabel: host })));
  const messages: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const provider = providers[index % providers.length];
    if (provider) messages.push(await createReceipt(provider, index));
  }
  return { authority, messages };
};

/** A complete delivery receipt of about that many octets.
 * @param index of another message, from 1 */
export const createLargeReceipt = async (
  { authority }: BenchSamples,
  bytes: number,
  digest: 'sha1' | 'sha256' = 'sha1',
  index = 0,
): Promise<Uint8Array> => {
  const provider = await issueProvider(authority);
  const attachments = [attachment(Math.round((bytes * 3) / 4 / 1.03), 7 + index)];
  const other = index === 0 ? {} : { subject: `Relazione n. ${index}`, messageId: `relazione-${index}@studio.example` };
  return signPec({ provider, kind: 'avvenuta-consegna', digest, transmission: createTransmission({ attachments, ...other }) });
};

/** A receipt to which the provider added that many parts of its own. */
export const createReceiptOfParts = async ({ authority }: BenchSamples, count: number): Promise<Uint8Array> => {
  const provider = await issueProvider(authority);
  const extra = Array.from({ length: count }, (_, index) => `Content-Type: text/plain${CRLF}${CRLF}servizio ${index}${CRLF}`);
  return signPec({ provider, kind: 'accettazione', tamper: { parts: (parts) => [...parts, ...extra] } });
};
