// Something a user ran into: what happened, what is safe, what to do. The code stays behind the sentence.
import type { ComponentChildren } from 'preact';
import type { ProblemCode } from '../lib/view';
import { toKey, type Wording } from '../lib/wording';
import { Mark } from './Mark';

type Props = { problem: ProblemCode; wording: Wording; children?: ComponentChildren };

export const ProblemNotice = ({ problem, wording, children }: Props) => (
  <div class="notice warn">
    <Mark name="triangle" tone="warn" />
    <div class="grow">
      <p class="strong">{wording.text(`problem_${toKey(problem)}_what`)}</p>
      <p>{wording.text(`problem_${toKey(problem)}_next`)}</p>
      {children}
    </div>
  </div>
);
