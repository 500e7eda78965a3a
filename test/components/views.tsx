// Every view with realistic data, for tests that hold for all of them.
import type { ComponentChild } from 'preact';
import { LedgerApp } from '../../components/board/LedgerApp';
import { MessageCard } from '../../components/message/MessageCard';
import { OptionsApp } from '../../components/options/OptionsApp';
import { PopupApp } from '../../components/popup/PopupApp';
import { NO_FILTER } from '../../lib/ledger/board';
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import type { LedgerSummary } from '../../lib/ledger/summary';
import type { LedgerPageProps, OptionsProps, PopupProps, ShownMessage } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { recordActions, WORDING } from './draw';
import { BACKUP, DESK } from './sample-backup';
import { createReport, EVIDENCE, FAKE_REPORT, fail, judge, leaveOpen, NOW, toHash } from './sample-data';
import { ASKED, DROPPED, EXPORT, LACKING, MADE } from './sample-export';
import { ALTERED, FAKE, LEDGER, LEDGER_EVIDENCE, SUMMARIES } from './sample-ledger';
import { MANAGED, NOT_MANAGED } from './sample-managed';
import { NO_SEALS, SEAL_DESK } from './sample-seals';
import { WALK } from './sample-walk';

type CardActions = Parameters<typeof MessageCard>[0]['actions'];

export const Card = (change: { shown: ShownMessage; wording?: Wording; collapsed?: boolean; actions?: CardActions }) => (
  <MessageCard wording={WORDING.it} collapsed={false} actions={recordActions<CardActions>().actions} {...change} />
);

export const Popup = (change: Partial<PopupProps & { wording: Wording }>) => (
  <PopupApp
    wording={WORDING.it}
    site={{ status: 'on', host: 'webmail.example', adapter: 'roundcube', isProven: true }}
    isAsked={false}
    isCardHidden={false}
    hint={null}
    given={{ status: 'none' }}
    shown={judge(createReport())}
    walk={null}
    teach={{ status: 'none' }}
    attention={toAttention(SUMMARIES.filter(({ attention }) => attention.length > 0))}
    ledgerProblem={null}
    now={NOW}
    actions={recordActions<PopupProps['actions']>().actions}
    {...change}
  />
);

export const toAttention = (first: LedgerSummary[]): PopupProps['attention'] => ({ total: first.length, first });

export const COUNTS: LedgerPageProps['counts'] = { all: 1248, attention: 4, waiting: 5, failed: 1, complete: 1232 };

export const evidenceOf = (message: LedgerMessage | null): LedgerPageProps['evidence'] =>
  [...EVIDENCE, ...LEDGER_EVIDENCE].filter(({ sha256 }) => message?.evidence.some((item) => item.sha256 === sha256));

export const Ledger = (change: Partial<LedgerPageProps & { wording: Wording }>) => {
  const selected = change.selected ?? null;
  return (
    <LedgerApp
      wording={WORDING.it}
      messages={SUMMARIES}
      counts={COUNTS}
      tab="all"
      query=""
      filter={NO_FILTER}
      mailboxes={['studio@pec.example', 'ufficio@pec.example']}
      selectedRow={selected?.identifier ?? null}
      selected={selected}
      evidence={evidenceOf(selected)}
      secondLayer={{}}
      comparison={null}
      receipts={null}
      annotation={null}
      outcomes={[]}
      passedOver={0}
      progress={null}
      problem={null}
      check={null}
      backup={{ lastAt: '2026-10-01T08:00:00.000Z', isBehind: true, isDue: false }}
      retention={null}
      desk={null}
      exporting={null}
      bundles={[]}
      {...NO_SEALS}
      now={NOW}
      actions={recordActions<LedgerPageProps['actions']>().actions}
      {...change}
    />
  );
};

export const Options = (change: Partial<OptionsProps & { wording: Wording }>) => (
  <OptionsApp
    wording={WORDING.it}
    sites={['webmail.example']}
    managed={NOT_MANAGED}
    taught={{
      webmails: [{ origin: 'https://webmail.example', since: '2026-09-21' }],
      problem: null,
      actions: recordActions<OptionsProps['taught']['actions']>().actions,
    }}
    trust={{
      date: '2026-10-01',
      authorities: [{ name: 'AgID CA1', source: 'AgID', fingerprint: toHash('c0'), validUntil: '2030-09-22' }],
      added: [{ name: 'Prova', fingerprint: toHash('1a'), validUntil: '2035-01-01', isManaged: false }],
      addedForTimestamps: [{ name: 'Marche di prova', fingerprint: toHash('2b'), validUntil: '2035-01-01', isManaged: false }],
    }}
    revocation={{
      lists: [
        {
          id: toHash('3c'),
          source: 'http://ca1.gestore.example/CRL',
          kind: 'crl',
          issuer: 'Prova CA',
          thisUpdate: '2026-10-01T08:00:00Z',
          nextUpdate: '2026-10-02T08:00:00Z',
        },
      ],
      sources: [{ authority: 'Prova CA', url: 'http://ca1.gestore.example/CRL' }],
      questions: [{ id: toHash('4d'), subject: 'CN=Posta Certificata Prova', url: 'http://ocsp.gestore.example/OCSP' }],
      problem: null,
    }}
    requests={[{ at: '2026-10-01T08:00:00Z', url: 'http://ca1.gestore.example/CRL', outcome: 'received' }]}
    language="auto"
    notifications={{ notify: 'failures', showsSubjects: false, isRefused: false }}
    storage={{ isPrivate: false, isPersistent: true, usedBytes: 1_234_567, remindBackup: 'weekly' }}
    trustProblem={null}
    actions={recordActions<OptionsProps['actions']>().actions}
    {...change}
  />
);

const WRAPPED = createReport({
  verdict: 'inconclusive',
  certified: null,
  checks: [leaveOpen('message-structure.wrapped')],
  enclosed: [createReport()],
});

export const LAYER: LedgerPageProps['secondLayer'] = {
  [LEDGER[5]?.evidence[0]?.sha256 ?? '']: [
    {
      system: 'sdi',
      type: 'NS',
      fileName: 'IT01234567890_00A1B_NS_001.xml',
      facts: { sdiId: '9001', sdiReceived: '2026-09-18T10:00:00+02:00', errors: '00404 Fattura duplicata' },
    },
    { system: 'protocollo', type: 'conferma', fileName: 'Conferma.xml', facts: { number: '0004711', date: '2026-09-18' } },
  ],
};

const COMPARISON: LedgerPageProps['comparison'] = {
  identifier: LEDGER[0]?.identifier ?? '',
  fileName: 'inviata.eml',
  isRunning: false,
  problem: null,
  receipts: [
    {
      sha256: toHash('a1'),
      kind: 'avvenuta-consegna',
      delivery: 'anna.verdi@pec.example',
      result: fail('original-message.hash-differs', {
        proves: 'content-by-hash',
        attachmentsEqual: ['atto.pdf (SHA-1, a)'],
        attachmentsDifferent: ['b.pdf'],
      }),
    },
    { sha256: toHash('a2'), kind: 'avvenuta-consegna', delivery: 'protocollo@pec.comune.example', result: null },
  ],
};

/** One of each kind of screen, in a language. */
export const allViews = (wording: Wording): Record<string, ComponentChild> => ({
  'card verified': <Card wording={wording} shown={judge(createReport())} />,
  'card collapsed': <Card wording={wording} shown={judge(createReport())} collapsed />,
  'card fake': <Card wording={wording} shown={judge(FAKE_REPORT)} />,
  'card wrapped': <Card wording={wording} shown={judge(WRAPPED)} />,
  'card problem': <Card wording={wording} shown={{ status: 'problem', problem: 'session-expired' }} />,
  'card reading': <Card wording={wording} shown={{ status: 'reading' }} />,
  'popup on': <Popup wording={wording} />,
  'popup walking': <Popup wording={wording} walk={WALK} />,
  'popup walk stopped': <Popup wording={wording} walk={{ ...WALK, status: 'stopped', problem: 'offline', unread: 1, known: 4 }} />,
  'popup off': <Popup wording={wording} site={{ status: 'off', host: 'webmail.example' }} shown={{ status: 'none' }} />,
  'popup not allowed': <Popup wording={wording} site={{ status: 'not-allowed', host: 'webmail.example' }} shown={{ status: 'none' }} />,
  'options managed': <Options wording={wording} managed={MANAGED} />,
  'popup degraded': (
    <Popup
      wording={wording}
      site={{ status: 'degraded', host: 'webmail.example', isProven: false, report: 'list-changed' }}
      shown={{ status: 'none' }}
      ledgerProblem="ledger-lost"
    />
  ),
  'popup elsewhere': <Popup wording={wording} site={{ status: 'not-a-webmail' }} shown={{ status: 'none' }} attention={toAttention([])} />,
  ledger: <Ledger wording={wording} />,
  'ledger with old messages': <Ledger wording={wording} retention={{ months: 120, until: '2016-10-01', count: 12 }} />,
  'ledger with a story': <Ledger wording={wording} selected={LEDGER[1] ?? null} />,
  'ledger with a letter for the log': <Ledger wording={wording} selected={LEDGER[2] ?? null} />,
  'ledger with a note': (
    <Ledger wording={wording} selected={LEDGER[0] ?? null} annotation={{ tags: ['gara', 'urgente'], note: 'Chiamare', changedAt: NOW }} />
  ),
  'ledger with a comparison': <Ledger wording={wording} selected={LEDGER[0] ?? null} comparison={COMPARISON} />,
  'ledger with a received message': <Ledger wording={wording} selected={LEDGER[5] ?? null} />,
  'ledger with a second layer': <Ledger wording={wording} selected={LEDGER[5] ?? null} secondLayer={LAYER} />,
  'ledger with a fake': <Ledger wording={wording} selected={LEDGER[6] ?? null} />,
  'ledger files': (
    <Ledger
      wording={wording}
      outcomes={[
        { name: 'a.eml', report: createReport(), problem: null },
        { name: 'b.eml', report: FAKE.report, problem: null },
        { name: 'c.eml', report: ALTERED.report, problem: null },
        { name: 'd.pdf', report: null, problem: 'not-a-message' },
      ]}
    />
  ),
  'ledger with dropped bundles': <Ledger wording={wording} bundles={DROPPED} />,
  'ledger progress': <Ledger wording={wording} progress={{ done: 3, total: 12, name: 'c.eml' }} />,
  'ledger empty': <Ledger wording={wording} messages={[]} counts={{ all: 0, attention: 0, waiting: 0, failed: 0, complete: 0 }} />,
  'ledger lost': (
    <Ledger wording={wording} messages={[]} counts={{ all: 0, attention: 0, waiting: 0, failed: 0, complete: 0 }} problem="ledger-lost" />
  ),
  'ledger with a backup written': (
    <Ledger wording={wording} desk={{ ...DESK, written: { name: 'ceralacca.tar', count: 12, lacking: [toHash('4d')] } }} />
  ),
  'ledger with a backup sealed': (
    <Ledger wording={wording} desk={{ ...DESK, chosen: { name: 'ceralacca.tar', refusal: 'passphrase', report: null } }} />
  ),
  'ledger with a backup damaged': (
    <Ledger wording={wording} desk={{ ...DESK, chosen: { name: 'ceralacca.tar', refusal: null, report: BACKUP } }} />
  ),
  'ledger with seals': <Ledger wording={wording} sealDesk={SEAL_DESK} />,
  'ledger with a backup running': <Ledger wording={wording} desk={{ ...DESK, running: { what: 'trial', done: 3, total: 12 } }} />,
  'ledger with an incomplete bundle': (
    <Ledger wording={wording} exporting={{ ...EXPORT, copies: ['inviato.eml'], outlook: { complete: 0, lacking: [LACKING] } }} />
  ),
  'ledger with a bundle made': <Ledger wording={wording} exporting={{ ...EXPORT, made: MADE, stamp: ASKED }} />,
  options: <Options wording={wording} />,
  'options problem': <Options wording={wording} sites={[]} trustProblem={{ use: 'pec', code: 'not-a-certificate' }} />,
  'options without lists': (
    <Options wording={wording} revocation={{ lists: [], sources: [], questions: [], problem: 'not-fetched' }} requests={[]} />
  ),
});
