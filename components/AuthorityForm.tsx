// Adds an authority from PEM text or a file.
import { useState } from 'preact/hooks';
import type { OptionsProps } from '../lib/view';
import { toKey, type Wording } from '../lib/wording';
import { FileButton } from './FileButton';

type Props = { wording: Wording; problem: OptionsProps['trustProblem']; addAuthority(pem: string): void };

export const AuthorityForm = ({ wording, problem, addAuthority }: Props) => {
  const [pem, setPem] = useState('');
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
      <label for="pem">{wording.text('trust_add_label')}</label>
      <p class="small dim" id="pem-help">
        {wording.text('trust_add_help')}
      </p>
      <textarea
        id="pem"
        class="field code"
        rows={5}
        spellcheck={false}
        value={pem}
        placeholder="-----BEGIN CERTIFICATE-----"
        aria-describedby={problem === null ? 'pem-help' : 'pem-help pem-problem'}
        aria-invalid={problem !== null}
        onInput={(event) => setPem(event.currentTarget.value)}
      />
      {problem !== null && (
        <p class="bad" id="pem-problem" role="alert">
          {wording.text(`trust_problem_${toKey(problem)}`)}
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
