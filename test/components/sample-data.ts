// Realistic data for the views: reports, messages and evidence as the core and the ledger hand them in.

import type { Evidence, LedgerMessage, LedgerRecipient } from '../../lib/ledger/ledger-message';
import { findFailure } from '../../lib/verify/failure';
import {
  CERTIFIED_KINDS,
  type CertifiedFacts,
  type CheckId,
  type CheckResult,
  type Code,
  type Kind,
  type Report,
} from '../../lib/verify/report';
import type { ShownMessage } from '../../lib/view';

export const NOW = '2026-09-19T14:00:00Z';

export const toHash = (seed: string): string => seed.padEnd(64, '0').slice(0, 64);

const ANNA = 'anna.verdi@pec.example';
const TOWN = 'protocollo@pec.comune.example';
const MARIO = 'mario@posta.example';

export const certify = (change: Partial<CertifiedFacts> = {}): CertifiedFacts => ({
  kind: 'avvenuta-consegna',
  error: 'nessuno',
  sender: 'studio.neri@pec.example',
  recipients: [
    { address: ANNA, type: 'certificato' },
    { address: TOWN, type: 'certificato' },
    { address: MARIO, type: 'esterno' },
  ],
  replyTo: 'studio.neri@pec.example',
  subject: 'Ricorso gerarchico prot. 88/2026',
  issuerName: 'GESTORE ESEMPIO S.p.A.',
  time: '2026-09-19T15:41:20+02:00',
  identifier: 'opec21013.20260919154119.05561.4000.1.1@pec.gestore.example',
  messageId: '5f2c7d1a@studio-neri.example',
  receiptType: 'completa',
  delivery: ANNA,
  takenInCharge: [],
  extendedError: null,
  errorCode: null,
  ...change,
});

const pass = (check: CheckId, facts: CheckResult['facts'] = {}, notes: Code[] = []): CheckResult => ({
  check,
  status: 'passed',
  facts,
  notes,
});

export const GOOD_CHECKS: CheckResult[] = [
  pass('message-structure', { size: 31_442 }),
  pass('signature-integrity', {
    digestAlgorithm: 'SHA-256',
    signatureAlgorithm: 'RSASSA-PKCS1-v1_5',
    signingTime: '2026-09-19T13:41:20Z',
  }),
  pass(
    'signer-certificate',
    {
      subject: 'CN=PEC Gestore Esempio',
      serviceAddress: 'posta-certificata@pec.gestore.example',
      serial: '2F9A11C0DE',
      validFrom: '2025-10-31T00:00:00Z',
      validUntil: '2028-10-30T23:59:59Z',
      key: 'RSA 2048',
      fingerprint: toHash('ab12cd34'),
    },
    ['signer-certificate.expired-since', 'signer-certificate.no-time-proof'],
  ),
  pass('provider-trust', {
    provider: 'Gestore Esempio',
    providerHost: 'pec.gestore.example',
    authority: 'AgID CA1',
    anchor: 'Actalis Authentication Root CA',
    addedByUser: false,
    path: ['PEC Gestore Esempio', 'AgID CA1', 'Actalis Authentication Root CA'],
  }),
  pass('certification-data', { part: 'daticert.xml' }),
  pass('sender-identity', { from: 'posta-certificata@pec.gestore.example', serviceAddress: 'posta-certificata@pec.gestore.example' }),
  pass('header-agreement'),
  pass('time-coherence', {
    signingTime: '2026-09-19T13:41:20Z',
    certifiedTime: '2026-09-19T15:41:20+02:00',
    dateHeader: '2026-09-19T15:41:20+02:00',
  }),
  pass('original-message', { proves: 'full-content' }, ['original-message.not-compared']),
  { check: 'revocation', status: 'undetermined', facts: {}, reason: 'revocation.not-checked' },
  { check: 'timestamp', status: 'undetermined', facts: {}, reason: 'timestamp.none' },
];

/** The good checks with some replaced by others of the same name. */
export const withChecks = (...changed: CheckResult[]): CheckResult[] =>
  GOOD_CHECKS.map((check) => changed.find((change) => change.check === check.check) ?? check);

export const fail = (reason: Code, facts: CheckResult['facts'] = {}): CheckResult => ({
  check: reason.split('.')[0] as CheckId,
  status: 'failed',
  facts,
  reason,
});

export const leaveOpen = (reason: Code, facts: CheckResult['facts'] = {}): CheckResult => ({
  check: reason.split('.')[0] as CheckId,
  status: 'undetermined',
  facts,
  reason,
});

const isCertifiedKind = (kind: Kind): kind is CertifiedFacts['kind'] => (CERTIFIED_KINDS as readonly string[]).includes(kind);

export const createReport = (change: Partial<Report> = {}): Report => {
  const kind = change.kind ?? 'avvenuta-consegna';
  return {
    format: 1,
    verdict: 'verified',
    kind,
    checks: GOOD_CHECKS,
    certified: isCertifiedKind(kind) ? certify({ kind }) : null,
    enclosed: [],
    judgedAt: '2026-09-19T13:41:20Z',
    trustListDate: '2026-10-01',
    sha256: toHash('a1'),
    ...change,
  };
};

export const FAKE_REPORT = createReport({
  verdict: 'failed',
  kind: 'posta-certificata',
  certified: null,
  sha256: toHash('fa4e'),
  judgedAt: '',
  checks: [
    fail('message-structure.unsigned-claim', { size: 4120 }),
    leaveOpen('signature-integrity.no-signature'),
    leaveOpen('signer-certificate.not-available'),
    leaveOpen('provider-trust.not-available'),
    leaveOpen('certification-data.not-available'),
    leaveOpen('sender-identity.not-available'),
    leaveOpen('header-agreement.not-available'),
    leaveOpen('time-coherence.not-available'),
    leaveOpen('original-message.not-available'),
    leaveOpen('revocation.not-checked'),
    leaveOpen('timestamp.none'),
  ],
});

export const createRecipient = (change: Partial<LedgerRecipient> = {}): LedgerRecipient => ({
  address: ANNA,
  type: 'certificato',
  state: 'delivered',
  at: '2026-09-19T15:41:20+02:00',
  errorCode: null,
  evidence: [toHash('a1')],
  receipt: null,
  contradicted: false,
  unlisted: false,
  ...change,
});

export const toEvidence = (report: Report, shownSubject: string | null = null): Evidence => ({
  sha256: report.sha256,
  report,
  size: 31_442,
  origin: 'webmail',
  recordedAt: '2026-09-19T13:45:00Z',
  shownSubject,
});

export const toLedgerEvidence = ({ report, size }: Evidence): LedgerMessage['evidence'][number] => ({
  sha256: report.sha256,
  kind: report.kind,
  verdict: report.verdict,
  failure: findFailure(report),
  at: report.certified?.time ?? null,
  delivery: report.certified?.delivery ?? null,
  provider: report.checks.some(({ check, status }) => check === 'provider-trust' && status === 'passed') ? 'Gestore Esempio' : '',
  receiptType: report.certified?.receiptType ?? null,
  size,
});

export const ACCEPTANCE = toEvidence(
  createReport({
    kind: 'accettazione',
    sha256: toHash('acc'),
    certified: certify({ kind: 'accettazione', delivery: null, time: '2026-09-19T15:41:19+02:00' }),
    checks: withChecks(pass('original-message', { proves: 'transport' }, ['original-message.not-due'])),
  }),
);
export const DELIVERY = toEvidence(createReport());
export const DELIVERY_TOWN = toEvidence(
  createReport({ sha256: toHash('a2'), certified: certify({ delivery: TOWN, time: '2026-09-19T15:41:23+02:00' }) }),
);
export const EVIDENCE = [ACCEPTANCE, DELIVERY, DELIVERY_TOWN];

export const createMessage = (change: Partial<LedgerMessage> = {}): LedgerMessage => ({
  identifier: 'opec21013.20260919154119.05561.4000.1.1@pec.gestore.example',
  messageId: '5f2c7d1a@studio-neri.example',
  from: 'studio.neri@pec.example',
  subject: 'Ricorso gerarchico prot. 88/2026',
  acceptedAt: '2026-09-19T15:41:19+02:00',
  state: 'accepted',
  recipients: [
    createRecipient(),
    createRecipient({ address: TOWN, at: '2026-09-19T15:41:23+02:00', evidence: [toHash('a2')] }),
    createRecipient({ address: MARIO, type: 'esterno', state: 'no-proof-due', at: null, evidence: [] }),
  ],
  evidence: EVIDENCE.map(toLedgerEvidence),
  attention: [],
  provenUntil: '2028-10-30',
  ...change,
});

type Judged = Extract<ShownMessage, { status: 'judged' }>;

export const judge = (report: Report, change: Partial<Judged> = {}): Judged => ({
  status: 'judged',
  report,
  message: createMessage(),
  recorded: true,
  fidelity: 'exact',
  problem: null,
  keep: { recorded: true, backedUpAt: null },
  ...change,
});
