// Italian or English, each named in itself.
import type { Locale, Wording } from '../wording';
import { LOCALES } from './page-texts';

type Props = { locale: Locale; wording: Wording; choose(locale: Locale): void };

const NAMES: Record<Locale, string> = { it: 'Italiano', en: 'English' };

export const LanguageChoice = ({ locale, wording, choose }: Props) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent with a form
  <div class="languages" role="group" aria-label={wording.text('verifica_language')}>
    {LOCALES.map((one) => (
      <button key={one} type="button" class="language" lang={one} aria-pressed={one === locale} onClick={() => choose(one)}>
        {NAMES[one]}
      </button>
    ))}
  </div>
);
