// Everything behind "Dettagli": the checks, what the provider certified word by word, and the hash of what was judged.
import type { CertifiedFacts, Facts, Report } from '../../lib/verify/report';
import { formatInstant, type Wording } from '../../lib/wording';
import { CheckList } from './CheckList';
import { FactList } from './FactList';

type Props = { report: Report; wording: Wording };

const toFacts = (certified: CertifiedFacts, wording: Wording): Facts => ({
  sender: certified.sender,
  recipients: certified.recipients.map(({ address, type }) => `${address} (${wording.text(`recipient_type_${type}`)})`),
  subject: certified.subject ?? '',
  time: certified.time,
  delivery: certified.delivery ?? '',
  takenInCharge: certified.takenInCharge,
  receiptType: certified.receiptType ?? '',
  extendedError: certified.extendedError ?? '',
  replyTo: certified.replyTo ?? '',
  issuerName: certified.issuerName,
  identifier: certified.identifier,
  messageId: certified.messageId ?? '',
});

const withoutEmpty = (facts: Facts): Facts => Object.fromEntries(Object.entries(facts).filter(([, fact]) => String(fact) !== ''));

const toOrigin = (report: Report): Facts => ({
  sha256: report.sha256,
  judgedAt: report.judgedAt === '' ? '' : formatInstant(report.judgedAt),
  trustListDate: formatInstant(report.trustListDate),
  codes: report.checks.flatMap((result) => (result.status === 'passed' ? result.notes : [result.reason])),
});

export const Details = ({ report, wording }: Props) => (
  <div class="details">
    <CheckList report={report} wording={wording} />
    {report.certified !== null && (
      <details>
        <summary>{wording.text('certified_data')}</summary>
        <FactList facts={withoutEmpty(toFacts(report.certified, wording))} wording={wording} />
      </details>
    )}
    <details>
      <summary>{wording.text('judged_data')}</summary>
      <FactList facts={toOrigin(report)} wording={wording} />
    </details>
  </div>
);
