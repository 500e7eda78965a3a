// Adds an authority from PEM text or a file.
import { useState } from 'preact/hooks';
import type { AuthorityUse, OptionsProps } from '../../lib/view';
import { toKey, type Wording } from '../../lib/wording';
import { FileButton } from '../parts/FileButton';

type Props = { wording: Wording; use: AuthorityUse; problem: OptionsProps['trustProblem']; addAuthority(pem: string): void };

export const AuthorityForm = ({ wording, use, problem, addAuthority }: Props) => {
  const [pem, setPem] = useState('');
  const id = `pem-${use}`;
  const code = problem?.use === use ? problem.code : null;
  const readFile = async ([file]: File[]): Promise<void> => {
    if (file !== undefined) setPem(await file.text());
  };
  return (
    <form
      class="authority-form"
      onSubmit={(event) => {
        event.preventDefault();
        addAuthority(pem);
      }}
    >
      <label for={id}>{wording.text(`trust_add_label_${use}`)}</label>
      <p class="small dim" id={`${id}-help`}>
        {wording.text(`trust_add_help_${use}`)}
      </p>
      <textarea
        id={id}
        class="field code"
        rows={5}
        spellcheck={false}
        value={pem}
        placeholder="-----BEGIN CERTIFICATE-----"
        aria-describedby={code === null ? `${id}-help` : `${id}-help ${id}-problem`}
        aria-invalid={code !== null}
        onInput={(event) => setPem(event.currentTarget.value)}
      />
      {code !== null && (
        <p class="bad" id={`${id}-problem`} role="alert">
          {wording.text(`trust_problem_${toKey(code)}`)}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="btn main" disabled={pem.trim() === ''}>
          {wording.text('trust_add')}
        </button>
        <FileButton label={wording.text('trust_add_file')} accept=".pem,.crt,.cer" addFiles={(files) => void readFile(files)} />
      </div>
    </form>
  );
};
