// Where Ceralacca does not read along: what the page looks like, and the one click that has its open message verified this once.
import type { PageHint } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { findWebmailName } from '../parts/webmail-names';

type Props = { hint: PageHint | null; wording: Wording; verify(): void };

export const OnceSection = ({ hint, wording, verify }: Props) => {
  const name = findWebmailName(hint?.webmail);
  return (
    <section class="pad once">
      {name !== null && <p>{wording.text('once_known_webmail', name)}</p>}
      {hint?.looksLikePec === true && <p>{wording.text('once_looks_like_pec')}</p>}
      <button type="button" class="btn wide" onClick={verify}>
        {wording.text('once_verify')}
      </button>
      <p class="small dim">{wording.text('once_small')}</p>
    </section>
  );
};
