// Tags and a note beside a message: the user's own words, never part of a proof.
import { useState } from 'preact/hooks';
import { ANNOTATION_LIMITS } from '../../lib/ledger/annotation';
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import type { LedgerPageProps } from '../../lib/view';
import { toVisibleText } from '../../lib/visible-text';
import type { Wording } from '../../lib/wording';
import { Quoted } from '../parts/Quoted';

type Props = {
  message: LedgerMessage;
  annotation: LedgerPageProps['annotation'];
  wording: Wording;
  actions: Pick<LedgerPageProps['actions'], 'annotate'>;
};

type Write = (change: { tags?: string[]; note?: string }) => void;

const Tags = ({ tags, wording, write }: { tags: readonly string[]; wording: Wording; write: Write }) => (
  <>
    <ul class="tags">
      {tags.map((tag) => (
        <li key={tag} class="tag">
          <Quoted text={tag} />{' '}
          <button
            type="button"
            class="link"
            aria-label={wording.text('tag_remove', toVisibleText(tag))}
            onClick={() => write({ tags: tags.filter((other) => other !== tag) })}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
    {tags.length < ANNOTATION_LIMITS.tags && (
      <form
        class="tag-form"
        onSubmit={(event) => {
          event.preventDefault();
          const tag = String(new FormData(event.currentTarget).get('tag') ?? '').trim();
          event.currentTarget.reset();
          if (tag !== '') write({ tags: [...tags, tag] });
        }}
      >
        <input name="tag" class="field" maxLength={ANNOTATION_LIMITS.tag} aria-label={wording.text('tag_label')} autocomplete="off" />{' '}
        <button type="submit" class="btn">
          {wording.text('action_add_tag')}
        </button>
      </form>
    )}
  </>
);

const Note = ({ note, wording, write }: { note: string; wording: Wording; write: Write }) => {
  const [text, setText] = useState(note);
  const isChanged = text !== note;
  return (
    <>
      <textarea
        class="field note"
        rows={3}
        maxLength={ANNOTATION_LIMITS.note}
        aria-label={wording.text('note_label')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={() => isChanged && write({ note: text })}
      />
      <p class="small dim" role="status">
        {wording.text(isChanged ? 'note_unsaved' : 'note_own')}
      </p>
    </>
  );
};

/** Closed until somebody wants to write, open where something is written. */
export const AnnotationEditor = ({ message, annotation, wording, actions }: Props) => {
  const { tags, note } = annotation ?? { tags: [], note: '' };
  const write: Write = (change) => actions.annotate(message.identifier, { tags, note, ...change });
  return (
    <details class="annotation" open={annotation !== null}>
      <summary>{wording.text('annotation_title')}</summary>
      <Tags tags={tags} wording={wording} write={write} />
      <Note key={note} note={note} wording={wording} write={write} />
    </details>
  );
};
