// In the popup: the offer to teach a webmail that Ceralacca does not know, and what was taught, with one click to take it back.

import type { TeachOrder, TeachState } from '../../lib/teach-view';
import { formatInstant, type Wording } from '../../lib/wording';

type Props = { teach: TeachState; isMessageShown: boolean; wording: Wording; order(order: TeachOrder): void };

const Unknown = ({ wording, order }: Props) => (
  <>
    <h2 class="strong">{wording.text('teach_offer_title')}</h2>
    <p>{wording.text('teach_offer')}</p>
    <div class="actions">
      <button type="button" class="btn main" onClick={() => order('start')}>
        {wording.text('teach_start')}
      </button>
    </div>
  </>
);

const Taught = ({ since, isMessageShown, wording, order }: Omit<Props, 'teach'> & { since: string }) => (
  <>
    <p>{wording.text('taught_since', formatInstant(since, 'day'))}</p>
    {!isMessageShown && <p class="small dim">{wording.text('taught_silent')}</p>}
    <div class="actions">
      <button type="button" class="btn" onClick={() => order('forget')}>
        {wording.text('taught_forget')}
      </button>
      <button type="button" class="btn" onClick={() => order('start')}>
        {wording.text('taught_again')}
      </button>
    </div>
  </>
);

export const TeachSection = (props: Props) => {
  const { teach, wording } = props;
  if (teach.status === 'none') return null;
  return (
    <section class="block pad teach" aria-label={wording.text('teach_title')}>
      {teach.status === 'teachable' && <Unknown {...props} />}
      {teach.status === 'teaching' && <p>{wording.text('teach_running')}</p>}
      {teach.status === 'taught' && <Taught {...props} since={teach.since} />}
    </section>
  );
};
