// Why a bundle got no time-stamp, in words: ours for what went wrong here or on the way, and what the service itself says.
import type { TimestampRefusal } from '../verify/cms/parse-timestamp-refusal';
import { TIMESTAMP_PROBLEMS } from '../verify/timestamps/timestamp-finding';
import { toVisibleText } from '../visible-text';
import { codeKey, toKey, type Wording } from '../wording';
import type { ManifestProblem } from './add-timestamp';
import type { ObtainProblem } from './obtain-timestamp';

export type StampProblem = ManifestProblem | ObtainProblem;

/** Texts that speak of a bundle where those of the check speak of a message, and of what only a service can do. */
export const STAMP_PROBLEMS: readonly StampProblem[] = [
  'already-stamped',
  'bad-policy',
  'bad-url',
  'credentials-in-clear',
  'credentials-needed',
  'http-error',
  'limit-reached',
  'network-off',
  'not-allowed',
  'other-content',
  'redirected',
  'refused',
  'several-tokens',
  'too-large',
  'unreachable',
  'unreadable',
  'wrong-imprint',
  'wrong-media-type',
  'wrong-nonce',
  'wrong-policy',
];

const toProblemText = (problem: StampProblem, wording: Wording): string => {
  if (STAMP_PROBLEMS.includes(problem)) return wording.text(`stamp_${toKey(problem)}`);
  const known = TIMESTAMP_PROBLEMS.find((name) => name === problem);
  // Everything else is about the container, and checking it says what.
  return wording.text(known ? codeKey(`timestamp.${known}`) : 'stamp_not_a_bundle');
};

const toRefusalTexts = ({ status, failures, text }: TimestampRefusal, wording: Wording): string[] => [
  ...(status === 'waiting' ? [wording.text('stamp_status_waiting')] : []),
  ...failures.map((failure) => wording.text(`stamp_failure_${toKey(failure)}`)),
  ...(text === '' ? [] : [wording.text('stamp_says', toVisibleText(text))]),
];

export const describeStampProblem = (problem: StampProblem, refusal: TimestampRefusal | null, wording: Wording): string =>
  [toProblemText(problem, wording), ...(refusal ? toRefusalTexts(refusal, wording) : [])].join(' ');
