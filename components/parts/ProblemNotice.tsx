// Something a user ran into: what happened, what is safe, what to do. The code stays behind the sentence.
import type { ComponentChildren } from 'preact';
import type { ProblemCode } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { findProblemText } from '../message/meaning';
import { Mark } from './Mark';

/** `walk`: of a whole folder, where the words for one message do not fit; `popup`: where no board is looked at. */
type Props = { problem: ProblemCode; wording: Wording; about?: 'walk' | 'popup'; children?: ComponentChildren };

export const ProblemNotice = ({ problem, wording, about, children }: Props) => {
  const say = (part: 'what' | 'next'): string => findProblemText(wording, problem, part, about);
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
