// The words of the page in both languages, and which of them to begin with.
import { createWording, type Locale, type Wording } from '../wording';

export type PageTexts = Record<Locale, Record<string, string>>;

export const LOCALES: readonly Locale[] = ['it', 'en'];

/** Italian, unless the reader's browser speaks English. */
export const findLocale = (language: string): Locale => (/^en\b/i.test(language) ? 'en' : 'it');

export const toWording = (texts: PageTexts, locale: Locale): Wording => createWording(locale, texts[locale]);
