// Asking an authority about one certificate: which ones there are to ask about, where the question goes, and what it tells.
import type { OptionsProps } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { FileButton } from '../parts/FileButton';
import { Quoted } from '../parts/Quoted';

type Props = Pick<OptionsProps, 'managed' | 'actions'> & { questions: OptionsProps['revocation']['questions']; wording: Wording };

export const RevocationQuestions = ({ questions, managed, actions, wording }: Props) => (
  <>
    <h3 id="ocsp-title">{wording.text('options_ocsp')}</h3>
    <p>{wording.text('options_ocsp_what')}</p>
    {questions.length === 0 && <p class="small dim">{wording.text('options_ocsp_none')}</p>}
    {questions.length > 0 && (
      <>
        <p class="small">{wording.text('ocsp_reveals')}</p>
        <ul class="rows" aria-labelledby="ocsp-title">
          {questions.map(({ id, subject, url }) => (
            <li key={id} class="authority question">
              <div class="grow">
                <p>
                  <Quoted strong text={subject} />
                </p>
                <p class="code">
                  <Quoted text={url} />
                </p>
              </div>
              <button
                type="button"
                class="btn"
                disabled={managed.isNetworkOff}
                aria-label={wording.text('ocsp_ask_named', new URL(url).host, subject)}
                onClick={() => actions.askRevocation(id)}
              >
                {wording.text('ocsp_ask', new URL(url).host)}
              </button>
            </li>
          ))}
        </ul>
      </>
    )}
    <div class="actions">
      <FileButton label={wording.text('ocsp_add_message')} accept=".eml" addFiles={actions.addRevocationQuestions} />
    </div>
  </>
);
