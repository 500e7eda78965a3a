// A ledger with one message of each state, newest first.
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import { type LedgerSummary, toSummary } from '../../lib/ledger/summary';
import {
  ACCEPTANCE,
  certify,
  createMessage,
  createRecipient,
  createReport,
  FAKE_REPORT,
  fail,
  toEvidence,
  toHash,
  toLedgerEvidence,
  withChecks,
} from './sample-data';

const acceptance = toLedgerEvidence(ACCEPTANCE);

export const FULL_MAILBOX = toEvidence(
  createReport({
    kind: 'errore-consegna',
    sha256: toHash('e522'),
    certified: certify({
      kind: 'errore-consegna',
      error: 'altro',
      delivery: 'rossi.srl@pec.example',
      errorCode: '5.2.2',
      extendedError: '5.2.2 - Gestore Esempio S.p.A. - casella piena',
      subject: 'Disdetta contratto n. 4471',
    }),
  }),
);
export const FAKE = toEvidence(FAKE_REPORT, 'POSTA CERTIFICATA: fattura scaduta');
export const ALTERED = toEvidence(
  createReport({
    verdict: 'failed',
    kind: 'accettazione',
    certified: null,
    sha256: toHash('a17e'),
    checks: withChecks(
      fail('signature-integrity.digest-mismatch', {
        digestAlgorithm: 'SHA-256',
        expectedDigest: toHash('11'),
        computedDigest: toHash('22'),
      }),
    ),
  }),
  'ACCETTAZIONE: invito alla conferenza di servizi',
);
export const ENVELOPE = toEvidence(
  createReport({
    kind: 'posta-certificata',
    sha256: toHash('b5'),
    certified: certify({
      kind: 'posta-certificata',
      delivery: null,
      sender: 'anna.verdi@pec.example',
      recipients: [{ address: 'studio.neri@pec.example', type: 'certificato' }],
      subject: 'Memoria di replica',
    }),
  }),
);

const NOTHING: Partial<LedgerMessage> = { messageId: null, from: '', acceptedAt: null, recipients: [], provenUntil: null };

export const LEDGER: LedgerMessage[] = [
  createMessage(),
  createMessage({
    identifier: 'opec.20260918091200.4471@pec.gestore.example',
    subject: 'Disdetta contratto n. 4471',
    acceptedAt: '2026-09-18T09:12:03+02:00',
    recipients: [
      createRecipient({ address: 'rossi.srl@pec.example', state: 'not-delivered', errorCode: '5.2.2', evidence: [toHash('e522')] }),
    ],
    evidence: [acceptance, toLedgerEvidence(FULL_MAILBOX)],
    attention: ['not-delivered'],
  }),
  createMessage({
    identifier: 'opec.20260918023000.12@pec.gestore.example',
    subject: 'Osservazioni al procedimento 12/2026',
    from: 'ufficio@pec.example',
    acceptedAt: '2026-09-18T02:30:44+02:00',
    recipients: [createRecipient(), createRecipient({ address: 'anci.lazio@pec.example', state: 'waiting', at: null, evidence: [] })],
    attention: ['waiting-too-long'],
    provenUntil: null,
  }),
  createMessage({
    identifier: 'opec.20260917170500.9@pec.gestore.example',
    subject: 'Invito alla conferenza di servizi',
    from: 'ufficio@pec.example',
    acceptedAt: '2026-09-17T17:05:10+02:00',
    recipients: [createRecipient({ address: 'mario@posta.example', type: 'esterno', state: 'no-proof-due', at: null, evidence: [] })],
    evidence: [acceptance],
  }),
  createMessage({
    identifier: 'opec.20260919140000.77@pec.gestore.example',
    subject: 'Convocazione assemblea ordinaria dei soci, deposito bilancio e nomina del revisore unico per il triennio 2026-2028',
    acceptedAt: '2026-09-19T14:40:00+02:00',
    recipients: Array.from({ length: 12 }, (_, index) =>
      createRecipient({ address: `socio${index + 1}@pec.example`, state: index < 7 ? 'delivered' : 'waiting' }),
    ),
  }),
  createMessage({
    identifier: 'opec.20260919120000.5@pec.gestore.example',
    state: 'received',
    from: 'anna.verdi@pec.example',
    subject: 'Memoria di replica',
    recipients: [createRecipient({ address: 'studio.neri@pec.example', state: 'no-proof-due', at: null, evidence: [toHash('b5')] })],
    evidence: [toLedgerEvidence(ENVELOPE)],
  }),
  createMessage({
    ...NOTHING,
    identifier: `sha256:${FAKE.sha256}`,
    subject: 'POSTA CERTIFICATA: fattura scaduta',
    state: 'received',
    evidence: [toLedgerEvidence(FAKE)],
    attention: ['fake'],
  }),
  createMessage({
    ...NOTHING,
    identifier: `sha256:${ALTERED.sha256}`,
    subject: 'ACCETTAZIONE: invito alla conferenza di servizi',
    state: 'received',
    evidence: [toLedgerEvidence(ALTERED)],
    attention: ['altered'],
  }),
];

export const LEDGER_EVIDENCE = [FULL_MAILBOX, FAKE, ALTERED, ENVELOPE, ACCEPTANCE];

export const toRow = (message: LedgerMessage): LedgerSummary => toSummary(message, undefined, '2026-09-19T13:45:00.000Z');

export const SUMMARIES: LedgerSummary[] = LEDGER.map(toRow);
