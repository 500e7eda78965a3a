// The first line of every view: mark and sentence, and the pill of an authority that was added.
import type { ComponentChildren } from 'preact';
import type { Report } from '../../lib/verify/report';
import type { Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';
import { type Fidelity, findWhoAdded, toMeaning } from './meaning';

type Props = { report: Report; fidelity: Fidelity; wording: Wording; level: 2 | 3; children?: ComponentChildren };

const PILLS = { user: 'added_authority', administration: 'managed_authority' } as const;

export const AddedAuthority = ({ report, wording }: { report: Report; wording: Wording }) => {
  const who = findWhoAdded(report);
  return who && <span class="pill note">{wording.text(PILLS[who])}</span>;
};

export const VerdictSentence = ({ report, fidelity, wording, level, children }: Props) => {
  const { mark, tone, sentence } = toMeaning(report, fidelity);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div class="sentence">
      <Mark name={mark} tone={tone} size={level === 2 ? 'l' : 'm'} />
      <Heading class="verdict">
        {wording.text(sentence)} <AddedAuthority report={report} wording={wording} />
      </Heading>
      {children}
    </div>
  );
};
