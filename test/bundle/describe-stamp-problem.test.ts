// Every reason why there is no time-stamp has words of its own, in both languages, and foreign words stay foreign.
import { describe, expect, it } from 'vitest';
import { describeStampProblem, STAMP_PROBLEMS, type StampProblem } from '../../lib/bundle/describe-stamp-problem';
import { TIMESTAMP_PROBLEMS } from '../../lib/verify/timestamps/timestamp-finding';
import { wordingIn } from './build-source';

const CONTAINER: StampProblem[] = ['archive-broken', 'not-a-bundle', 'several-manifests', 'manifest-too-large'];

describe.each(['it', 'en'] as const)('%s', (locale) => {
  const wording = wordingIn(locale);
  it.each([...new Set([...STAMP_PROBLEMS, ...TIMESTAMP_PROBLEMS, ...CONTAINER])])('%s', (problem) => {
    expect(describeStampProblem(problem, null, wording)).toMatch(/^\p{Lu}.* .*\.$/u);
  });

  it('says what the authority refused, and quotes it harmlessly', () => {
    const text = describeStampProblem(
      'refused',
      { status: 'waiting', failures: ['unaccepted-policy', 'system-failure'], text: 'credito \u202Eotiruasr\u0007' },
      wording,
    );
    expect(text).toContain(wording.text('stamp_failure_unaccepted_policy'));
    expect(text).toContain(wording.text('stamp_failure_system_failure'));
    expect(text).toContain(wording.text('stamp_status_waiting'));
    expect(text).toContain('credito');
    for (const hidden of ['\u202E', '\u0007']) expect(text).not.toContain(hidden);
  });

  it.each([
    'bad-algorithm',
    'bad-request',
    'bad-data-format',
    'time-not-available',
    'unaccepted-policy',
    'unaccepted-extension',
    'information-not-available',
    'system-failure',
  ] as const)('has words for %s', (failure) => {
    const text = describeStampProblem('refused', { status: 'rejection', failures: [failure], text: '' }, wording);
    expect(text).not.toContain('stamp_');
    expect(text.split('. ')).toHaveLength(2);
  });
});
