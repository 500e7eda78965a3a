// The example messages that ship with the ledger page verify under their own authority, and under no other.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createTrustStore, parsePem } from '../../lib/verify/trust/trust-store';
import { judgeBytes } from './bench';

const file = fileURLToPath(new URL('../../public/examples/examples.json', import.meta.url));
const { authorityPem, messages } = JSON.parse(readFileSync(file, 'utf8')) as {
  authorityPem: string;
  messages: { name: string; base64: string }[];
};

it.each(messages)('$name', async ({ name, base64 }) => {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  const own = await judgeBytes(bytes, await createTrustStore(parsePem(authorityPem)));
  expect(own.verdict).toBe(name.startsWith('falsa') ? 'failed' : 'verified');
  expect((await judgeBytes(bytes, await createTrustStore())).verdict).not.toBe('verified');
});
