// The options page: webmails, who may sign, network, language, and what Ceralacca does not check.

import type { OptionsProps } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { BrandMark } from '../parts/BrandMark';
import { ManagedNote } from '../parts/ManagedNote';
import { ManagedSection } from './ManagedSection';
import { NotificationSection } from './NotificationSection';
import { RevocationSection } from './RevocationSection';
import { SitesSection } from './SitesSection';
import { StorageSection } from './StorageSection';
import { TaughtSection } from './TaughtSection';
import { TrustSection } from './TrustSection';

type Props = OptionsProps & { wording: Wording };

const LANGUAGES = ['auto', 'it', 'en'] as const;
const NOT_CHECKED = ['limits_revocation', 'limits_timestamp', 'limits_domains', 'limits_content', 'limits_reading'] as const;

const LanguageSection = ({ language, managed, wording, actions }: Props) => (
  <section class="panel" aria-labelledby="language-title">
    <h2 id="language-title">{wording.text('options_language')}</h2>
    {managed.isLanguageSet && <ManagedNote wording={wording} />}
    <fieldset class="choices" aria-labelledby="language-title" disabled={managed.isLanguageSet}>
      {LANGUAGES.map((name) => (
        <label key={name} class="choice">
          <input type="radio" name="language" value={name} checked={name === language} onChange={() => actions.chooseLanguage(name)} />
          {wording.text(`language_${name}`)}
        </label>
      ))}
    </fieldset>
  </section>
);

const LimitsSection = ({ wording }: Props) => (
  <section class="panel" aria-labelledby="limits-title">
    <h2 id="limits-title">{wording.text('options_limits')}</h2>
    <ul class="bullets">
      {NOT_CHECKED.map((key) => (
        <li key={key}>{wording.text(key)}</li>
      ))}
    </ul>
  </section>
);

export const OptionsApp = (props: Props) => {
  const { wording } = props;
  return (
    <div class="page narrow" lang={wording.locale}>
      <header class="bar">
        <BrandMark />
        <h1 class="brand">{wording.text('options_title')}</h1>
      </header>
      <main>
        <ManagedSection {...props} />
        <SitesSection {...props} />
        <TaughtSection taught={props.taught} wording={wording} />
        <TrustSection {...props} />
        <RevocationSection {...props} />
        <NotificationSection {...props} />
        <StorageSection {...props} />
        <LanguageSection {...props} />
        <LimitsSection {...props} />
      </main>
    </div>
  );
};
