// One judged message, as the card and the popup show it: sentence, facts, small print, at most three actions, details on request.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { holdsProof } from '../../lib/ledger/summary';
import type { Report } from '../../lib/verify/report';
import type { MessageActions, ShownMessage } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { ProblemNotice } from '../parts/ProblemNotice';
import { Details } from './Details';
import { KeepLine } from './KeepLine';
import { Lead } from './Lead';
import type { Fidelity } from './meaning';
import { ProvenFacts } from './ProvenFacts';
import { SmallPrint } from './SmallPrint';
import { VerdictSentence } from './VerdictSentence';

type Judged = Extract<ShownMessage, { status: 'judged' }>;
type Props = { shown: Judged; wording: Wording; actions: MessageActions; corner?: ComponentChildren };

const Actions = ({ shown, wording, actions }: Props) => {
  const { message, report, recorded } = shown;
  return (
    <div class="actions">
      {message !== null && (
        <button type="button" class="btn main" onClick={() => actions.openLedger(message.identifier)}>
          {wording.text('action_open_ledger')}
        </button>
      )}
      {recorded && (
        <button type="button" class="btn" onClick={() => actions.saveOriginal(report.sha256)}>
          {wording.text('action_save_original')}
        </button>
      )}
      {message !== null && holdsProof(message) && (
        <button type="button" class="btn" onClick={() => actions.exportBundle(message.identifier)}>
          {wording.text('action_export')}
        </button>
      )}
    </div>
  );
};

export const Enclosed = ({ reports, wording, fidelity }: { reports: Report[]; wording: Wording; fidelity: Fidelity }) =>
  reports.length === 0 ? null : (
    <section class="enclosed" aria-label={wording.text('enclosed')}>
      <p class="small dim">{wording.text('enclosed')}</p>
      {reports.map((report) => (
        <div key={report.sha256} class="inner">
          <VerdictSentence report={report} fidelity={fidelity} wording={wording} level={3} />
          <Lead report={report} fidelity={fidelity} wording={wording} />
          <ProvenFacts report={report} message={null} wording={wording} />
          <details>
            <summary>{wording.text('details')}</summary>
            <Details report={report} wording={wording} />
          </details>
        </div>
      ))}
    </section>
  );

export const JudgedMessage = ({ shown, wording, actions, corner }: Props) => {
  const [open, setOpen] = useState(false);
  const { report, fidelity, message, problem, keep } = shown;
  return (
    <div class="judged">
      <VerdictSentence report={report} fidelity={fidelity} wording={wording} level={2}>
        <span class="corner">
          <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {wording.text(report.verdict === 'verified' ? 'details' : 'details_why')}
          </button>
          {corner}
        </span>
      </VerdictSentence>
      <div class="under">
        <Lead report={report} fidelity={fidelity} wording={wording} />
        <ProvenFacts report={report} message={message} wording={wording} />
        <SmallPrint report={report} wording={wording} />
        <KeepLine report={report} keep={keep} wording={wording} />
        {problem !== null && <ProblemNotice problem={problem} wording={wording} />}
        {open && <Details report={report} wording={wording} />}
        <Enclosed reports={report.enclosed} wording={wording} fidelity={fidelity} />
        <Actions shown={shown} wording={wording} actions={actions} />
      </div>
    </div>
  );
};
