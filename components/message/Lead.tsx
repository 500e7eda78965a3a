// Who certified what, for whom, when with the zone; or why nothing is certified and what to do next.
import type { Report } from '../../lib/verify/report';
import { codeKey, type Wording } from '../../lib/wording';
import { Instant } from '../parts/Instant';
import { Phrase } from '../parts/Phrase';
import { Quoted } from '../parts/Quoted';
import { type Fidelity, findNext, kindKey, providerName, toMeaning } from './meaning';

type Props = { report: Report; fidelity: Fidelity; wording: Wording };

const ABOUT_DELIVERY = ['avvenuta-consegna', 'errore-consegna', 'preavviso-errore-consegna'];

/** Whom a receipt or notice is about; '' when nothing is certified. */
export const certifiedPerson = (report: Report): string => {
  const { certified } = report;
  if (certified === null) return '';
  if (!ABOUT_DELIVERY.includes(report.kind)) return certified.sender;
  return certified.delivery ?? certified.recipients.map(({ address }) => address).join(', ');
};

const CertifiedLead = ({ report, wording }: Omit<Props, 'fidelity'>) => (
  <p class="lead">
    <Phrase
      wording={wording}
      name={`lead_${kindKey(report)}`}
      values={[
        <Quoted key="provider" strong text={providerName(report, wording)} />,
        <Quoted key="person" strong text={certifiedPerson(report)} />,
        <Instant key="time" iso={report.certified?.time ?? report.judgedAt} />,
      ]}
    />
  </p>
);

export const Lead = ({ report, fidelity, wording }: Props) => {
  if (report.verdict === 'verified') return <CertifiedLead report={report} wording={wording} />;
  if (report.verdict === 'failed' && fidelity === 'lossy') return <p class="lead">{wording.text('fidelity_lossy')}</p>;
  const { reason } = toMeaning(report, fidelity);
  if (reason === null) return null;
  const next = findNext(wording, reason);
  return (
    <p class="lead">
      {wording.text(codeKey(reason))}
      {next !== undefined && <> {next}</>}
    </p>
  );
};
