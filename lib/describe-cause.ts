// Why a recipient was not reached, what to do next, and where the rule stands: from the code, else from the word of `errore`.
import type { LedgerRecipient } from './ledger/ledger-message';
import { toVisibleText } from './visible-text';
import { findText, toKey, type Wording } from './wording';

export type Cause = { text: string; source: string };

/** What went wrong, from the code of AgID Note 12; the bare code when we have no words for it. */
export const describeError = (wording: Wording, errorCode: string | null): string => {
  if (errorCode === null) return wording.text('error_unknown');
  const known = findText(wording, `error_${errorCode.replaceAll('.', '_')}`);
  return known === undefined ? wording.text('error_other', toVisibleText(errorCode)) : `${known} (${toVisibleText(errorCode)})`;
};

export const describeCause = (wording: Wording, { errorCode, error }: Pick<LedgerRecipient, 'errorCode' | 'error'>): Cause => {
  const code = errorCode?.replaceAll('.', '_');
  const source = findText(wording, `error_${code}_source`) ?? wording.text('error_source');
  if (errorCode === null && error !== undefined) return { text: wording.text(`cause_${toKey(error)}`), source };
  const next = findText(wording, `error_${code}_next`) ?? wording.text('error_next');
  return { text: `${describeError(wording, errorCode)}. ${next}`, source };
};
