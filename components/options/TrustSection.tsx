// Who may sign: the built-in authorities with date and fingerprint, and those that the user or the administration added.

import type { AuthorityUse, OptionsProps } from '../../lib/view';
import { formatInstant, type Wording } from '../../lib/wording';
import { Quoted } from '../parts/Quoted';
import { AuthorityForm } from './AuthorityForm';

type Props = Pick<OptionsProps, 'trust' | 'trustProblem' | 'actions'> & { wording: Wording };
export type Authority = { name: string; source?: string; fingerprint: string; validUntil: string | null; isManaged?: boolean };

export const AuthorityItem = ({ authority, wording, remove }: { authority: Authority; wording: Wording; remove?: () => void }) => (
  <li class="authority">
    <div class="grow">
      <p>
        <Quoted strong text={authority.name} />{' '}
        {authority.isManaged === true && <span class="pill note">{wording.text('managed_authority')}</span>}
        {remove !== undefined && <span class="pill note">{wording.text('added_authority')}</span>}
      </p>
      <p class="small dim">
        {authority.source !== undefined && `${authority.source} · `}
        {authority.validUntil === null
          ? wording.text('trust_by_key')
          : wording.text('trust_valid_until', formatInstant(authority.validUntil, 'day'))}
      </p>
      <p class="code">SHA-256 {authority.fingerprint}</p>
    </div>
    {remove !== undefined && (
      <button type="button" class="btn" aria-label={wording.text('trust_remove_named', authority.name)} onClick={remove}>
        {wording.text('action_remove')}
      </button>
    )}
  </li>
);

const AddedAuthorities = ({ use, added, trustProblem, actions, wording }: Props & { use: AuthorityUse; added: Authority[] }) => (
  <>
    <h3>{wording.text(`options_added_${use}`)}</h3>
    {added.length === 0 && <p class="small dim">{wording.text(`options_added_none_${use}`)}</p>}
    <ul class="rows">
      {added.map((authority) => (
        <AuthorityItem
          key={authority.fingerprint}
          authority={authority}
          wording={wording}
          {...(authority.isManaged ? {} : { remove: () => actions.removeAuthority(authority.fingerprint, use) })}
        />
      ))}
    </ul>
    {/* A new key empties the field once its text became an authority. */}
    <AuthorityForm
      key={added.length}
      wording={wording}
      use={use}
      problem={trustProblem}
      addAuthority={(pem) => actions.addAuthority(pem, use)}
    />
  </>
);

export const TrustSection = (props: Props) => {
  const { trust, wording } = props;
  return (
    <section class="panel" aria-labelledby="trust-title">
      <h2 id="trust-title">{wording.text('options_trust')}</h2>
      <p class="lead">{wording.text('options_trust_what', formatInstant(trust.date))}</p>
      <ul class="rows">
        {trust.authorities.map((authority) => (
          <AuthorityItem key={authority.fingerprint} authority={authority} wording={wording} />
        ))}
      </ul>
      <AddedAuthorities {...props} use="pec" added={trust.added} />
      <AddedAuthorities {...props} use="timestamp" added={trust.addedForTimestamps} />
    </section>
  );
};
