// What checking a bundle found, from the answer in one sentence down to every file, proof and message.
import type { BundleFindings } from '../../lib/bundle-view';
import { toKey, type Wording } from '../../lib/wording';
import { Instant } from '../parts/Instant';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { BundleFacts } from './BundleFacts';
import { BundleMessages } from './BundleMessages';
import { toBundleMeaning } from './bundle-meaning';
import { ProofTable } from './ProofTable';
import { WrongFiles } from './WrongFiles';

type Props = { name: string; findings: BundleFindings; wording: Wording };

const FileList = ({ findings: { files }, wording }: Omit<Props, 'name'>) => {
  if (files.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="files-title">
      <h2 id="files-title">{wording.text('verifica_files_title')}</h2>
      <WrongFiles files={files} wording={wording} />
    </section>
  );
};

const Refusal = ({ findings: { refusal }, wording }: Omit<Props, 'name'>) => {
  if (refusal === null) return null;
  return <p class="lead">{wording.text(`verifica_refusal_${toKey(refusal)}`)}</p>;
};

export const BundleReport = ({ name, findings, wording }: Props) => {
  const { mark, tone, sentence } = toBundleMeaning(findings, wording);
  const isOpened = findings.verdict !== 'refused';
  return (
    <>
      <section class="panel" aria-labelledby="answer">
        <div class="sentence" role="status">
          <Mark name={mark} tone={tone} size="l" />
          <h2 class="verdict" id="answer">
            {sentence}
          </h2>
        </div>
        <p class="small dim answer-about">
          <Quoted text={name} /> · {wording.text('verifica_checked_at')} <Instant iso={findings.checkedAt} />
        </p>
        <Refusal findings={findings} wording={wording} />
        {isOpened && <p class="lead">{wording.text('verifica_proves')}</p>}
      </section>
      <FileList findings={findings} wording={wording} />
      {findings.proofs.length > 0 && (
        <section class="panel" aria-labelledby="proofs-title">
          <h2 id="proofs-title">{wording.text('verifica_proofs')}</h2>
          <ProofTable proofs={findings.proofs} wording={wording} />
        </section>
      )}
      <BundleMessages findings={findings} wording={wording} />
      {isOpened && (
        <section class="panel" aria-labelledby="facts-title">
          <h2 id="facts-title">{wording.text('verifica_facts')}</h2>
          <BundleFacts findings={findings} wording={wording} />
        </section>
      )}
    </>
  );
};
