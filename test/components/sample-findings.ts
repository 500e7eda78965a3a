// Findings about bundles as checking hands them in: intact, altered, with a proof under an unknown authority, refused.
import type { BundleFindings, BundleProof } from '../../lib/bundle/bundle-findings';
import type { Report } from '../../lib/verify/report';
import {
  ACCEPTANCE,
  createMessage,
  createReport,
  DELIVERY,
  DELIVERY_TOWN,
  FAKE_REPORT,
  fail,
  NOW,
  toHash,
  withChecks,
} from './sample-data';

export const toProof = (name: string, report: Report, isListed = true): BundleProof => ({ name, sha256: report.sha256, report, isListed });

export const PROOFS: BundleProof[] = [
  toProof('01-accettazione.eml', ACCEPTANCE.report),
  toProof('02-avvenuta-consegna-anna.verdi@pec.example.eml', DELIVERY.report),
  toProof('03-avvenuta-consegna-protocollo@pec.comune.example.eml', DELIVERY_TOWN.report),
];

export const createFindings = (change: Partial<BundleFindings> = {}): BundleFindings => ({
  format: 1,
  verdict: 'intact',
  refusal: null,
  intactCount: 9,
  files: [],
  proofs: PROOFS,
  messages: [createMessage()],
  timestamp: { status: 'none' },
  seals: [],
  sums: 'agrees',
  report: 'agrees',
  checkPage: 'absent',
  checkedAt: NOW,
  ...change,
});

export const SENT_COPY = toProof(
  'messaggio-inviato.eml',
  createReport({ verdict: 'not-pec', kind: 'none', certified: null, checks: [], sha256: toHash('5e47') }),
);

export const FOREIGN = createReport({
  verdict: 'failed',
  certified: null,
  sha256: toHash('f0'),
  checks: withChecks(fail('provider-trust.leads-elsewhere', { issuer: 'CN=Prova' })),
});

export const ALTERED_BUNDLE = createFindings({
  verdict: 'altered',
  intactCount: 6,
  files: [
    { name: '02-avvenuta-consegna-anna.verdi@pec.example.eml', status: 'changed' },
    { name: 'rapporto.html', status: 'removed' },
    { name: 'aggiunta.eml', status: 'added' },
    { name: 'LEGGIMI.txt', status: 'unreadable' },
  ],
  proofs: [...PROOFS.slice(0, 2), toProof('aggiunta.eml', FAKE_REPORT, false)],
  sums: 'differs',
  report: 'differs',
});
