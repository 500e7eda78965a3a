// Runs over real messages when they lie beside the project (they are other people's and never part of it); says so when they do not.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const isThere = existsSync(corpus);
if (!isThere) console.log('Real messages: skipped, no corpus beside this checkout.');

const filesOf = (folder: string): string[] => (isThere ? readdirSync(`${corpus}${folder}`) : []);
const judge = async (path: string) =>
  verifyMessage(new Uint8Array(readFileSync(`${corpus}${path}`)), { trust: await createTrustStore(), now: '2026-11-21T00:00:00Z' });

describe.runIf(isThere)('real messages', () => {
  it.each(filesOf('real'))('%s is verified at its signing time', async (name) => {
    const report = await judge(`real/${name}`);
    expect(report.verdict).toBe('verified');
    expect(report.judgedAt.slice(0, 10)).toBe('2018-11-13');
    expect(report.checks.find(({ check }) => check === 'provider-trust')?.facts.provider).toBe('Aruba PEC');
  });

  it.each(filesOf('altered'))('%s was altered after signing', async (name) => {
    const report = await judge(`altered/${name}`);
    expect(report).toMatchObject({ verdict: 'failed', certified: null });
    expect(report.checks.filter(({ status }) => status === 'failed')).toMatchObject([{ reason: 'signature-integrity.digest-mismatch' }]);
    expect(report.checks.find(({ check }) => check === 'provider-trust')?.status).toBe('passed');
  });

  it.each(filesOf('unsigned'))('%s claims to be PEC without a signature of a provider', async (name) => {
    const report = await judge(`unsigned/${name}`);
    expect(report).toMatchObject({ verdict: 'failed', certified: null });
    const [structure] = report.checks;
    expect(['message-structure.signature-removed', 'message-structure.unsigned-claim']).toContain(
      structure?.status === 'failed' ? structure.reason : '',
    );
  });
});
