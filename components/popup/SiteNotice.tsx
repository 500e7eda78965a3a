// What Ceralacca does on this site: off with the one button to switch on, not allowed here, or an adapter that no longer fits the page.

import type { PopupProps, SiteState } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { CopyButton } from '../parts/CopyButton';
import { ProblemNotice } from '../parts/ProblemNotice';
import { Quoted } from '../parts/Quoted';

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

/** What is copied is what is read here, to the letter: whoever reports the change sees that no mail is in it. */
const DegradedNotice = ({ report, wording, actions }: { report: string; wording: Wording; actions: PopupProps['actions'] }) => (
  <div class="pad degraded">
    <ProblemNotice problem="webmail-changed" wording={wording}>
      <details>
        <summary>{wording.text('details')}</summary>
        <p class="code">
          <Quoted text={report} />
        </p>
        <CopyButton text={report} label={wording.text('action_copy')} wording={wording} copyText={actions.copyText} />
      </details>
    </ProblemNotice>
  </div>
);

export const SiteNotice = ({ site, wording, actions }: Props) => {
  if (site.status === 'off') return <OffNotice host={site.host} wording={wording} actions={actions} />;
  if (site.status === 'not-allowed') return <NotAllowedNotice host={site.host} wording={wording} />;
  if (site.status === 'degraded') return <DegradedNotice report={site.report} wording={wording} actions={actions} />;
  if (site.status === 'not-a-webmail') return <p class="lead pad">{wording.text('site_not_a_webmail')}</p>;
  return null;
};
