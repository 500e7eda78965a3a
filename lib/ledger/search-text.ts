// The text in which a search looks, folded so that case and accents do not matter.
import type { Annotation } from './annotation';
import type { LedgerMessage } from './ledger-message';

export const foldText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** One line for each part, so that no search matches across two of them. */
export const toSearchText = (message: LedgerMessage, annotation: Annotation | undefined): string => {
  const { subject, from, identifier, messageId, recipients } = message;
  const parts = [subject, from, identifier, messageId, ...recipients.map(({ address }) => address)];
  return foldText([...parts, ...(annotation?.tags ?? []), annotation?.note].filter((part) => part).join('\n'));
};
