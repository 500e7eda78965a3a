// The dictionary of the language the user chose: the same files that the browser reads for the manifest.

import { browser } from 'wxt/browser';
import english from '../../../public/_locales/en/messages.json';
import italian from '../../../public/_locales/it/messages.json';
import type { Locale } from '../../wording';
import { readSettings } from './settings';

export type Texts = { locale: Locale; texts: Record<string, string> };

const toTexts = (messages: Record<string, { message: string }>): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));

const findLocale = (language: 'auto' | Locale): Locale => {
  if (language !== 'auto') return language;
  return browser.i18n.getUILanguage().toLowerCase().split('-')[0] === 'it' ? 'it' : 'en';
};

/** @param language in place of the user's */
export const readTexts = async (language?: Locale): Promise<Texts> => {
  const locale = language ?? findLocale((await readSettings()).language);
  return { locale, texts: toTexts(locale === 'it' ? italian : english) };
};
