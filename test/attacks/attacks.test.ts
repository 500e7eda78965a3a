// The attacks that are known to be stopped: none is green, each has its verdict and its reason, none takes long; openssl agrees with every green.
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { linkEvidence } from '../../lib/ledger/link';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { createAuthority } from '../pki/authority';
import { verifyWithOpenssl } from '../pki/openssl';
import { judge, NOW } from '../verify/bench';
import { type Attack, runAttack } from './attack';
import { CERTIFICATE_ATTACKS } from './certificate-attacks';
import { CONTENT_ATTACKS } from './content-attacks';
import { FRAME_ATTACKS } from './frame-attacks';
import { LEDGER_ATTACKS, RECIPIENT } from './ledger-attacks';
import { READER_ATTACKS } from './reader-attacks';
import { SIGNATURE_ATTACKS } from './signature-attacks';

const SIGNED_AT = new Date('2026-09-19T13:41:19Z');
/** Far above what one takes, far below what a search that explodes would. */
const LONG_MS = 5000;

const edge = await createAuthority({ rootKeyLabel: 'edge-root', keyLabel: 'edge-ca' });
const bench = await createAuthority();

const TABLES: readonly [string, readonly Attack[]][] = [
  ['frame', FRAME_ATTACKS],
  ['signature', SIGNATURE_ATTACKS],
  ['certificate', CERTIFICATE_ATTACKS],
  ['content', CONTENT_ATTACKS],
  ['reader', READER_ATTACKS],
];

describe.each(TABLES)('attacks on the %s', (_, attacks) => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    const started = performance.now();
    const { report, codes, bytes } = await runAttack(attack);
    expect(performance.now() - started).toBeLessThan(LONG_MS);
    expect(report.verdict, codes.join(' ')).toBe(attack.verdict);
    if (attack.code !== null) expect(codes).toContain(attack.code);
    if (report.verdict === 'failed') expect(report.certified).toBeNull();
    if (report.verdict === 'verified') {
      const roots = [bench.root, edge.root].map(({ certificate }) => certificate.pem).join('');
      expect(await verifyWithOpenssl(bytes, roots, SIGNED_AT)).toMatchObject({ valid: true });
    }
  });
});

describe('attacks on the ledger', () => {
  it.each(LEDGER_ATTACKS.map((attack) => [attack.name, attack] as const))('%s', async (_name, { state, evidence }) => {
    const judged: Evidence[] = [];
    for (const options of evidence) {
      const report = await judge(options);
      judged.push({ sha256: report.sha256, report, size: 1, origin: 'file', recordedAt: NOW, shownSubject: null });
    }
    const messages = [...linkEvidence(judged).values()].map((group) => toLedgerMessage(group, NOW));
    const accepted = messages.filter((message) => message.state === 'accepted');
    expect(accepted).toHaveLength(1);
    expect(accepted[0]?.recipients.find(({ address }) => address === RECIPIENT)?.state).toBe(state);
  });
});
