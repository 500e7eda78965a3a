// In the options: the webmails that are switched on, those that the administration allows, and what it refuses.
import type { OptionsProps } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { ManagedNote } from '../parts/ManagedNote';
import { Quoted } from '../parts/Quoted';

type Props = Pick<OptionsProps, 'sites' | 'managed' | 'actions'> & { wording: Wording };

const SiteItem = ({ host, wording, actions }: Omit<Props, 'sites' | 'managed'> & { host: string }) => (
  <li class="authority">
    <span class="grow">
      <Quoted strong text={host} />
    </span>
    <button type="button" class="btn" aria-label={wording.text('site_remove_named', host)} onClick={() => actions.removeSite(host)}>
      {wording.text('action_remove')}
    </button>
  </li>
);

const AllowedSites = ({ managed: { webmails }, wording, actions }: Props) =>
  webmails && (
    <>
      <ManagedNote wording={wording} text={webmails.length === 0 ? 'managed_webmails_none' : 'managed_webmails'} />
      <ul class="rows">
        {webmails.map(({ host, isBelow, origin }) => (
          <li key={`${host} ${isBelow}`} class="authority">
            <span class="grow">
              <Quoted text={isBelow ? wording.text('managed_webmails_below', host) : host} />
            </span>
            {origin !== null && (
              <button
                type="button"
                class="btn"
                aria-label={wording.text('site_switch_on_named', host)}
                onClick={() => actions.switchOn(origin)}
              >
                {wording.text('action_switch_on')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );

const RefusedSites = ({ managed: { refused }, wording, actions }: Props) =>
  refused.length === 0 ? null : (
    <>
      <p>{wording.text('managed_webmails_refused')}</p>
      <ul class="rows">
        {refused.map((host) => (
          <SiteItem key={host} host={host} wording={wording} actions={actions} />
        ))}
      </ul>
    </>
  );

export const SitesSection = (props: Props) => {
  const { sites, wording, actions } = props;
  return (
    <section class="panel" aria-labelledby="sites-title">
      <h2 id="sites-title">{wording.text('options_sites')}</h2>
      <p class="lead">{wording.text(sites.length === 0 ? 'options_sites_none' : 'options_sites_what')}</p>
      <ul class="rows">
        {sites.map((host) => (
          <SiteItem key={host} host={host} wording={wording} actions={actions} />
        ))}
      </ul>
      <AllowedSites {...props} />
      <RefusedSites {...props} />
      <p class="small dim">{wording.text('options_sites_not_proven')}</p>
    </section>
  );
};
