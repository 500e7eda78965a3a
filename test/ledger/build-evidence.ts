// Small synthetic evidence for the pure rules of the ledger: reports as the core writes them, without bytes.
import { createHash } from 'node:crypto';
import type { Evidence } from '../../lib/ledger/ledger-message';
import type { CertifiedFacts, CertifiedKind, Code, Report, Verdict } from '../../lib/verify/report';

export const IDENTIFIER = 'opec1.20260919154120.00001.1.1.1@pec.provider.example';
export const ACCEPTED_AT = '2026-09-19T15:41:20+02:00';
export const NOW = '2026-09-19T14:00:00Z';

export const ANNA = 'anna.verdi@pec.one.example';
export const BRUNO = 'bruno.neri@pec.two.example';
export const CARLA = 'carla@posta.example';

export const toHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** ISO instant with the certified offset, some hours after acceptance. */
export const hoursLater = (hours: number): string => {
  const local = new Date(Date.parse(ACCEPTED_AT) + (hours + 2) * 3_600_000);
  return local.toISOString().replace('.000Z', '+02:00');
};

export const buildFacts = (kind: CertifiedKind, facts: Partial<CertifiedFacts> = {}): CertifiedFacts => ({
  kind,
  error: 'nessuno',
  sender: 'studio@pec.provider.example',
  recipients: [
    { address: ANNA, type: 'certificato' },
    { address: BRUNO, type: 'certificato' },
    { address: CARLA, type: 'esterno' },
  ],
  replyTo: 'studio@pec.provider.example',
  subject: 'Ricorso gerarchico prot. 88/2026',
  issuerName: 'Gestore di prova S.p.A.',
  time: ACCEPTED_AT,
  identifier: IDENTIFIER,
  messageId: 'original-1@studio.example',
  receiptType: 'completa',
  delivery: null,
  takenInCharge: [],
  extendedError: null,
  errorCode: null,
  ...facts,
});

export type EvidenceOptions = {
  verdict?: Verdict;
  facts?: Partial<CertifiedFacts>;
  /** Makes otherwise equal evidence differ in its bytes. */
  salt?: string;
  validUntil?: string;
  recordedAt?: string;
  shownSubject?: string | null;
  enclosed?: Report[];
  /** Why the message's structure failed. */
  failure?: Code;
};

export const buildReport = (
  certified: CertifiedFacts | null,
  { verdict = 'verified', salt = '', validUntil, enclosed = [], failure }: EvidenceOptions = {},
): Report => ({
  format: 1,
  verdict,
  kind: certified?.kind ?? 'none',
  checks: [
    ...(failure === undefined ? [] : [{ check: 'message-structure' as const, status: 'failed' as const, facts: {}, reason: failure }]),
    { check: 'signer-certificate', status: 'passed', facts: { validUntil: validUntil ?? '2028-03-01T00:00:00.000Z' }, notes: [] },
    { check: 'provider-trust', status: 'passed', facts: { provider: 'Gestore di prova' }, notes: [] },
  ],
  certified,
  enclosed,
  judgedAt: '2026-09-19T13:41:20.000Z',
  trustListDate: '2026-11-21',
  sha256: toHash(JSON.stringify([certified, verdict === 'verified', salt])),
});

export const buildEvidence = (kind: CertifiedKind, options: EvidenceOptions = {}): Evidence => {
  const report = buildReport(buildFacts(kind, options.facts), options);
  return {
    sha256: report.sha256,
    report,
    size: 4321,
    origin: 'webmail',
    recordedAt: options.recordedAt ?? '2026-09-19T13:45:00.000Z',
    shownSubject: options.shownSubject ?? null,
  };
};

/** Evidence that certifies nothing: a fake, or a wrapper. */
export const buildBareEvidence = (verdict: Verdict, options: EvidenceOptions = {}): Evidence => {
  const report = buildReport(null, { ...options, verdict });
  return {
    sha256: report.sha256,
    report,
    size: 99,
    origin: 'webmail',
    recordedAt: '2026-09-19T13:45:00.000Z',
    shownSubject: options.shownSubject ?? null,
  };
};

export const accepted = (options: EvidenceOptions = {}): Evidence => buildEvidence('accettazione', options);

export const delivered = (address: string, hours = 0.1, options: EvidenceOptions = {}): Evidence =>
  buildEvidence('avvenuta-consegna', { ...options, facts: { delivery: address, time: hoursLater(hours), ...options.facts } });

export const failed = (address: string, hours = 0.2, errorCode: string | null = '5.1.1', options: EvidenceOptions = {}): Evidence =>
  buildEvidence('errore-consegna', {
    ...options,
    facts: {
      delivery: address,
      time: hoursLater(hours),
      error: 'no-dest',
      errorCode,
      extendedError: `${errorCode} - Gestore - indirizzo non valido`,
      ...options.facts,
    },
  });

export const noticed = (address: string | null, hours: number, facts: Partial<CertifiedFacts> = {}): Evidence =>
  buildEvidence('preavviso-errore-consegna', { facts: { delivery: address, time: hoursLater(hours), error: 'altro', ...facts } });
