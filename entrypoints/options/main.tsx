// The options page: webmails, who may sign, language.
import { render } from 'preact';
import { OptionsApp } from '../../components/options/OptionsApp';
import '../../components/app.css';
import { startOptionsPage } from '../../lib/extension/settings/options-page';
import { withWording } from '../../lib/extension/settings/with-wording';
import { parseRecipe } from '../../lib/webmail/taught/parse-recipe';

const root = document.querySelector('#app');
const { signal } = new AbortController();

if (root !== null)
  startOptionsPage(
    parseRecipe,
    withWording((props, wording) => render(<OptionsApp {...props} wording={wording} />, root), signal),
    signal,
  );
