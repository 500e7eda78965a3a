// What Ceralacca does on this site: off with the one button to switch on, not allowed here, or an adapter that no longer fits the page.

import type { PopupProps, SiteState } from '../lib/view';
import type { Wording } from '../lib/wording';
import { ProblemNotice } from './ProblemNotice';
import { Quoted } from './Quoted';

type Props = { site: SiteState; wording: Wording; actions: PopupProps['actions'] };

const OffNotice = ({ host, wording, actions }: { host: string; wording: Wording; actions: PopupProps['actions'] }) => (
  <section class="block pad">
    <h2 class="verdict">{wording.text('site_off_title')}</h2>
    <p class="lead">{wording.text('site_off_what')}</p>
    <button type="button" class="btn main wide" onClick={() => actions.switchOn()}>
      {wording.text('site_switch_on', host)}
    </button>
    <p class="small dim">{wording.text('site_off_small')}</p>
  </section>
);

const NotAllowedNotice = ({ host, wording }: { host: string; wording: Wording }) => (
  <section class="block pad">
    <h2 class="verdict">{wording.text('site_not_allowed_title')}</h2>
    <p>
      <Quoted strong text={host} />
    </p>
    <p class="lead">{wording.text('site_not_allowed_what')}</p>
  </section>
);

const DegradedNotice = ({ detail, wording }: { detail: string; wording: Wording }) => (
  <div class="pad">
    <ProblemNotice problem="webmail-changed" wording={wording}>
      <details>
        <summary>{wording.text('details')}</summary>
        <p class="code">
          <Quoted text={detail} />
        </p>
      </details>
    </ProblemNotice>
  </div>
);

export const SiteNotice = ({ site, wording, actions }: Props) => {
  if (site.status === 'off') return <OffNotice host={site.host} wording={wording} actions={actions} />;
  if (site.status === 'not-allowed') return <NotAllowedNotice host={site.host} wording={wording} />;
  if (site.status === 'degraded') return <DegradedNotice detail={site.detail} wording={wording} />;
  if (site.status === 'not-a-webmail') return <p class="lead pad">{wording.text('site_not_a_webmail')}</p>;
  return null;
};
