// The text in which a search looks, folded so that case and accents do not matter.
import type { Annotation } from './annotation';
import type { LedgerMessage } from './ledger-message';

export const foldText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export type SearchText = {
  text: string;
  /** Where the addresses of the recipients begin in it: they are the end of it. */
  recipientsAt: number;
};

/** One line for each part, so that no search matches across two of them. */
const toLines = (parts: readonly (string | null | undefined)[]): string =>
  parts
    .filter((part) => part)
    .map((part) => `${foldText(part ?? '')}\n`)
    .join('');

export const toSearchText = (message: LedgerMessage, annotation: Annotation | undefined): SearchText => {
  const { subject, from, identifier, messageId, recipients } = message;
  const others = toLines([subject, from, identifier, messageId, ...(annotation?.tags ?? []), annotation?.note]);
  return { text: others + toLines(recipients.map(({ address }) => address)), recipientsAt: others.length };
};
