// The one search field, in popup and ledger page.
import type { Wording } from '../../lib/wording';

type Props = { wording: Wording; value: string; onInput?(text: string): void; onSubmit?(text: string): void };

const readQuery = (form: HTMLFormElement): string => String(new FormData(form).get('query') ?? '');

export const SearchField = ({ wording, value, onInput, onSubmit }: Props) => (
  <search class="grow">
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit?.(readQuery(event.currentTarget));
      }}
    >
      <input
        type="search"
        name="query"
        class="field"
        value={value}
        aria-label={wording.text('search_label')}
        placeholder={wording.text('search_placeholder')}
        onInput={(event) => onInput?.(event.currentTarget.value)}
      />
    </form>
  </search>
);
