// What came back for a seal, found in two places: each answer counts once.
import type { Seal, SealAnswer } from './seal';

/** Those of the second that the first has not. */
export const findFreshAnswers = (known: Pick<Seal, 'answers'> | undefined, { answers }: Pick<Seal, 'answers'>): SealAnswer[] =>
  answers.filter(({ sha256 }) => !known?.answers.some((answer) => answer.sha256 === sha256));
