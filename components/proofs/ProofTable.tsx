// The proofs of a bundle, one a row: what it is, about whom, when, by which provider, with which outcome; the checks one click deeper.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { BundleProof } from '../../lib/bundle-view';
import type { Wording } from '../../lib/wording';
import { Details } from '../message/Details';
import { Enclosed } from '../message/JudgedMessage';
import { certifiedPerson, Lead } from '../message/Lead';
import { kindKey, providerName, toMeaning } from '../message/meaning';
import { ProvenFacts } from '../message/ProvenFacts';
import { SmallPrint } from '../message/SmallPrint';
import { AddedAuthority, VerdictSentence } from '../message/VerdictSentence';
import { Instant } from '../parts/Instant';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { ShowMore } from '../parts/ShowMore';
import { useLimit } from '../parts/use-limit';

type Props = { proofs: readonly BundleProof[]; wording: Wording };
type RowProps = { proof: BundleProof; wording: Wording };

const COLUMNS = ['proof', 'about', 'time', 'provider', 'outcome'] as const;
const STEP = 100;

/** What needs a look stands first; otherwise in the order of the bundle. */
const RANK: Record<BundleProof['report']['verdict'], number> = { failed: 0, inconclusive: 1, verified: 2, 'not-pec': 3 };

const sortProofs = (proofs: readonly BundleProof[]): BundleProof[] =>
  [...proofs].sort((left, right) => RANK[left.report.verdict] - RANK[right.report.verdict]);

/** Only what a provider's signature covers; the columns of a fake stay empty. */
const isCertified = ({ report }: BundleProof): boolean => report.verdict === 'verified' && report.certified !== null;

const Outcome = ({ proof, wording }: RowProps) => {
  const { report } = proof;
  const { tone } = toMeaning(report, 'exact');
  return (
    <>
      <span class={report.verdict === 'verified' ? 'ok' : tone}>{wording.text(`verdict_${report.verdict.replace('-', '_')}`)}</span>{' '}
      <AddedAuthority report={report} wording={wording} />
      {!proof.isListed && <span class="pill warn">{wording.text('verifica_unlisted')}</span>}
    </>
  );
};

const ProofDetails = ({ proof: { report, sha256 }, wording }: RowProps) => (
  <div class="judged">
    <VerdictSentence report={report} fidelity="exact" wording={wording} level={3} />
    <div class="under">
      <Lead report={report} fidelity="exact" wording={wording} />
      <ProvenFacts report={report} message={null} wording={wording} />
      <SmallPrint report={report} wording={wording} />
      {report.verdict === 'not-pec' && <p class="code">SHA-256 {sha256}</p>}
      {report.checks.length > 0 && <Details report={report} wording={wording} />}
      <Enclosed reports={report.enclosed} wording={wording} fidelity="exact" />
    </div>
  </div>
);

const Kind = ({ proof: { report, name }, wording }: RowProps) => {
  const { mark, tone } = toMeaning(report, 'exact');
  return (
    <div class="proof-kind">
      <Mark name={mark} tone={tone} size="s" />
      <div class="grow">
        <b>{wording.text(`kind_${kindKey(report)}`)}</b>
        <span class="small dim block">
          <Quoted text={name} />
        </span>
      </div>
    </div>
  );
};

/** Empty for what nobody certified. */
const Cell = ({ name, children }: { name: string; children: ComponentChildren }) =>
  children === false ? <td class={`cell-${name} empty dim`}>—</td> : <td class={`cell-${name}`}>{children}</td>;

const Row = ({ proof, wording }: RowProps) => {
  const [open, setOpen] = useState(false);
  const { report, name } = proof;
  const isShown = isCertified(proof);
  const person = certifiedPerson(report);
  const label = wording.text(toMeaning(report, 'exact').reason === null ? 'details' : 'details_why');
  const id = `proof-${proof.sha256}`;
  return (
    <>
      <tr>
        <td class="cell-proof">
          <Kind proof={proof} wording={wording} />
        </td>
        <Cell name="about">{isShown && <Quoted text={person} />}</Cell>
        <Cell name="time">{isShown && <Instant iso={report.certified?.time ?? ''} />}</Cell>
        <Cell name="provider">{isShown && <Quoted text={providerName(report, wording)} />}</Cell>
        <td class="cell-outcome">
          <Outcome proof={proof} wording={wording} />
          <button
            type="button"
            class="link block"
            aria-expanded={open}
            aria-controls={id}
            aria-label={`${label}: ${name}`}
            onClick={() => setOpen(!open)}
          >
            {label}
          </button>
        </td>
      </tr>
      <tr id={id} class="proof-details" hidden={!open}>
        <td colSpan={COLUMNS.length}>{open && <ProofDetails proof={proof} wording={wording} />}</td>
      </tr>
    </>
  );
};

export const ProofTable = ({ proofs, wording }: Props) => {
  const { limit, showMore } = useLimit('', STEP);
  const shown = sortProofs(proofs).slice(0, limit);
  if (proofs.length === 0) return null;
  return (
    <>
      <table class="proofs">
        <caption class="hidden">{wording.text('verifica_proofs')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {wording.text(`verifica_column_${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((proof) => (
            <Row key={proof.name} proof={proof} wording={wording} />
          ))}
        </tbody>
      </table>
      <ShowMore left={proofs.length - shown.length} wording={wording} showMore={showMore} />
    </>
  );
};
