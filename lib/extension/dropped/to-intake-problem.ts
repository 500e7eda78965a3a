// What intake calls a problem → what the views call it.
import type { IntakeProblem } from '../../intake/source';
import type { ProblemCode } from '../../view';

export const toIntakeProblem = (problem: IntakeProblem): ProblemCode => {
  if (problem === 'unreadable') return 'broken-file';
  return problem === 'too-large' ? 'message-too-large' : problem;
};
