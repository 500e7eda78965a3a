// Something a user ran into: what happened, what is safe, what to do. The code stays behind the sentence.
import type { ComponentChildren } from 'preact';
import type { ProblemCode } from '../lib/view';
import { findText, toKey, type Wording } from '../lib/wording';
import { Mark } from './Mark';

/** `walk`: of a whole folder, where the words for one message do not fit. */
type Props = { problem: ProblemCode; wording: Wording; about?: 'walk'; children?: ComponentChildren };

export const ProblemNotice = ({ problem, wording, about, children }: Props) => {
  const key = `problem_${toKey(problem)}`;
  const say = (part: 'what' | 'next'): string => (about && findText(wording, `${key}_${about}_${part}`)) ?? wording.text(`${key}_${part}`);
  return (
    <div class="notice warn">
      <Mark name="triangle" tone="warn" />
      <div class="grow">
        <p class="strong">{say('what')}</p>
        <p>{say('next')}</p>
        {children}
      </div>
    </div>
  );
};
