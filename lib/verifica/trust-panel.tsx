// The authorities that the reader vouches for: nothing inside of a bundle becomes one by lying there.

import { AuthorityItem } from '../../components/options/TrustSection';
import { FileButton } from '../../components/parts/FileButton';
import type { AuthorityUse } from '../view';
import { toKey, type Wording } from '../wording';
import type { Authority } from './authorities';

export type AuthorityProblem = { use: AuthorityUse; problem: 'not-a-certificate' | 'not-an-authority' };

type Props = {
  authorities: readonly Authority[];
  problem: AuthorityProblem | null;
  /** For which of them something in the bundle fails. */
  lacking: readonly AuthorityUse[];
  wording: Wording;
  add(file: File, use: AuthorityUse): void;
  remove(authority: Authority): void;
};

const Use = ({ use, ...props }: Props & { use: AuthorityUse }) => {
  const { authorities, problem, lacking, wording, add, remove } = props;
  const own = authorities.filter((authority) => authority.use === use);
  return (
    <>
      <h3>{wording.text(`verifica_trust_${use}`)}</h3>
      {lacking.includes(use) && <p class="lacking">{wording.text(`verifica_trust_lacking_${use}`)}</p>}
      <p class="small dim">{wording.text(`verifica_trust_help_${use}`)}</p>
      <ul class="rows">
        {own.map((authority) => (
          <AuthorityItem key={authority.fingerprint} authority={authority} wording={wording} remove={() => remove(authority)} />
        ))}
      </ul>
      {own.length > 0 && <p class="small">{wording.text('verifica_trust_compare')}</p>}
      {problem?.use === use && (
        <p class="bad" role="alert">
          {wording.text(`trust_problem_${toKey(problem.problem)}`)}
        </p>
      )}
      <div class="actions">
        <FileButton
          label={wording.text(`verifica_trust_add_${use}`)}
          accept=".pem,.crt,.cer"
          addFiles={([file]) => file !== undefined && add(file, use)}
        />
      </div>
    </>
  );
};

export const TrustPanel = (props: Props) => {
  const { lacking, authorities, wording } = props;
  return (
    <details class="panel trust" open={lacking.length > 0 || authorities.length > 0 || undefined}>
      <summary>
        <h2>{wording.text('verifica_trust')}</h2>
      </summary>
      <p class="lead">{wording.text('verifica_trust_what')}</p>
      <Use {...props} use="pec" />
      <Use {...props} use="timestamp" />
    </details>
  );
};
