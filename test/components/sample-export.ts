// What the dialog about proof bundles draws, for tests.
import type { LedgerPageProps } from '../../lib/view';
import { toHash } from './sample-data';
import { ALTERED_BUNDLE, createFindings } from './sample-findings';
import { LEDGER } from './sample-ledger';

type Exporting = NonNullable<LedgerPageProps['exporting']>;

export const EXPORT: Exporting = {
  ...{ count: 1, subject: 'Diffida', pack: 'case', language: 'it', copies: [], outlook: { complete: 1, lacking: [] } },
  ...{ stamp: { way: 'none', url: '', policy: '', isInClear: false, isNetworkOff: false, earlier: null, outcome: null } },
  ...{ running: null, made: null, problem: null },
};

export const LACKING: NonNullable<Exporting['outlook']>['lacking'][number] = {
  identifier: LEDGER[0]?.identifier ?? '',
  subject: 'Diffida',
  items: [{ id: 'content', status: 'unknown' }],
};

export const MADE: NonNullable<Exporting['made']> = {
  ...{ name: 'fascicolo.asice', size: 12_345, sha256: toHash('5e'), isComplete: true, isStamped: false },
};

/** A service that could not be asked. */
export const ASKED: Exporting['stamp'] = {
  ...{ way: 'service', url: 'http://tsa.example/', policy: '', isInClear: true, isNetworkOff: false, earlier: null },
  outcome: { status: 'failed', reason: 'Il servizio non risponde, o la risposta si è interrotta.' },
};

export const DROPPED: LedgerPageProps['bundles'] = [
  { name: 'integro.asice', findings: createFindings({ checkPage: 'agrees' }), isBroken: false },
  { name: 'alterato.asice', findings: ALTERED_BUNDLE, isBroken: false },
  { name: 'ostile.asice', findings: createFindings({ verdict: 'refused', refusal: 'several-manifests', proofs: [] }), isBroken: false },
  { name: 'in-corso.asice', findings: null, isBroken: false },
];
