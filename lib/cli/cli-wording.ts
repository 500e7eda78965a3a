// The language of the command line: Italian, or English when LANG says so.
import english from '../../public/_locales/en/messages.json';
import italian from '../../public/_locales/it/messages.json';
import { createWording, type Wording } from '../wording';

const toTexts = (messages: Record<string, { message: string }>): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));

export const createCliWording = (lang: string | undefined): Wording =>
  lang?.startsWith('en') ? createWording('en', toTexts(english)) : createWording('it', toTexts(italian));
