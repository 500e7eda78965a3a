// The card of a lesson in the page: one step at a time, in words for somebody who has never heard of a request.

import type { Lesson } from '../../lib/teach-view';
import { toKey, type Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';

type Props = { lesson: Lesson; host: string; wording: Wording; actions: { tryIt(): void; close(): void } };

const Download = ({ host, wording }: Props) => (
  <>
    <p>{wording.text('teach_download')}</p>
    <p class="small dim">{wording.text('teach_download_small', host)}</p>
  </>
);

const Second = ({ lesson, wording }: Props) => (
  <>
    <p>{wording.text('teach_second')}</p>
    {lesson.step === 'second' && lesson.isSame && (
      <p class="strong" role="alert">
        {wording.text('teach_same')}
      </p>
    )}
  </>
);

const Failed = ({ lesson, wording }: Props) => {
  if (lesson.step !== 'failed') return null;
  return (
    <div class="notice warn">
      <Mark name="triangle" tone="warn" />
      <div class="grow">
        <p class="strong">{wording.text('teach_failed')}</p>
        <p>{wording.text(`teach_problem_${toKey(lesson.problem)}`)}</p>
        <p>{wording.text('teach_otherwise')}</p>
        {lesson.detail !== '' && (
          <p class="small dim">
            {wording.text('teach_detail')} <Quoted text={lesson.detail} />
          </p>
        )}
      </div>
    </div>
  );
};

const Body = (props: Props) => {
  const { lesson, wording } = props;
  switch (lesson.step) {
    case 'download':
      return <Download {...props} />;
    case 'second':
      return <Second {...props} />;
    case 'testing':
      return <p>{wording.text('teach_testing')}</p>;
    case 'done':
      return (
        <>
          <p class="strong">{wording.text('teach_done')}</p>
          <p>{wording.text('teach_done_small')}</p>
        </>
      );
    case 'failed':
      return <Failed {...props} />;
  }
};

const STEP = { download: 1, second: 2 };

export const TeachCard = (props: Props) => {
  const { lesson, wording, actions } = props;
  const isOver = lesson.step === 'done' || lesson.step === 'failed';
  const number = lesson.step === 'download' || lesson.step === 'second' ? STEP[lesson.step] : null;
  return (
    <section class="card teach" aria-label={wording.text('teach_title')} lang={wording.locale} aria-live="polite">
      <h2 class="verdict">{number === null ? wording.text('teach_title') : wording.text('teach_title_step', number)}</h2>
      <Body {...props} />
      <div class="actions">
        {lesson.step === 'second' && (
          <button type="button" class="btn main" onClick={(event) => event.isTrusted && actions.tryIt()}>
            {wording.text('teach_try')}
          </button>
        )}
        <button type="button" class="btn" onClick={() => actions.close()}>
          {wording.text(isOver ? 'action_close' : 'action_cancel')}
        </button>
      </div>
    </section>
  );
};
