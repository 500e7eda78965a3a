// In the options: the webmails that were taught, each with the file to hand on and the button to take it back, and a file to take in.

import type { TaughtProps } from '../../lib/teach-view';
import { formatInstant, toKey, type Wording } from '../../lib/wording';
import { FileButton } from '../parts/FileButton';
import { Quoted } from '../parts/Quoted';

type Props = { taught: TaughtProps; wording: Wording };

export const TaughtSection = ({ taught: { webmails, problem, actions }, wording }: Props) => (
  <section class="panel" aria-labelledby="taught-title">
    <h2 id="taught-title">{wording.text('taught_title')}</h2>
    <p class="lead">{wording.text(webmails.length === 0 ? 'taught_none' : 'taught_what')}</p>
    <ul class="rows">
      {webmails.map(({ origin, since }) => (
        <li key={origin} class="authority taught">
          <span class="grow">
            <Quoted strong text={new URL(origin).host} />{' '}
            <span class="small dim">
              {since === '' ? wording.text('taught_unreadable') : wording.text('taught_since', formatInstant(since, 'day'))}
            </span>
          </span>
          <button
            type="button"
            class="btn"
            aria-label={wording.text('taught_export_named', new URL(origin).host)}
            onClick={() => actions.exportRecipe(origin)}
          >
            {wording.text('taught_export')}
          </button>
          <button
            type="button"
            class="btn"
            aria-label={wording.text('taught_remove_named', new URL(origin).host)}
            onClick={() => actions.removeRecipe(origin)}
          >
            {wording.text('action_remove')}
          </button>
        </li>
      ))}
    </ul>
    {problem !== null && (
      <p class="bad" role="alert">
        {wording.text(`taught_problem_${toKey(problem)}`)}
      </p>
    )}
    <FileButton
      label={wording.text('taught_import')}
      accept=".json,application/json"
      addFiles={([file]) => file && actions.importRecipe(file)}
    />
  </section>
);
