// The folder that the webmail lists: verify it all at a polite pace, see how far that is, pause, go on, cancel.
import type { FolderWalk, WalkOrder } from '../../lib/view';
import { toKey, type Wording } from '../../lib/wording';
import { findProblemText } from '../message/meaning';
import { Phrase } from '../parts/Phrase';
import { ProblemNotice } from '../parts/ProblemNotice';
import { Quoted } from '../parts/Quoted';

type Props = { walk: FolderWalk; wording: Wording; order(order: WalkOrder): void };

const ORDERS: Record<FolderWalk['status'], readonly WalkOrder[]> = {
  new: ['start'],
  listing: ['pause', 'cancel'],
  reading: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  interrupted: ['resume', 'restart'],
  stopped: ['resume', 'restart'],
  cancelled: ['resume', 'restart'],
  done: ['start', 'restart'],
};

const isMain = (order: WalkOrder): boolean => order === 'start' || order === 'resume';

const Progress = ({ walk, wording }: Omit<Props, 'order'>) => {
  const { status, total, done, pec, unread, known } = walk;
  if (status === 'new') return <p class="small dim">{wording.text('walk_what')}</p>;
  return (
    <>
      <p class="walk-state">
        {/* The counts change every second: only the state is read out. */}
        <span role="status">{wording.text(`walk_status_${toKey(status)}`)}</span>
        {status !== 'listing' && ` ${wording.text('walk_progress', done, total, pec)}`}
      </p>
      {status === 'reading' && <progress class="wide" max={Math.max(1, total)} value={done} aria-label={wording.text('walk_title')} />}
      {known > 0 && <p class="small dim">{wording.count('walk_known', known)}</p>}
      {unread > 0 && <p class="small">{wording.count('walk_unread', unread)}</p>}
    </>
  );
};

/** No folder is verified here at all: a reason beside a button that cannot be pressed, and no second warning beside the window's own. */
const Barred = ({ wording }: Pick<Props, 'wording'>) => (
  <p class="small dim" id="walk-barred">
    {findProblemText(wording, 'private-window', 'what', 'walk')} {findProblemText(wording, 'private-window', 'next', 'walk')}
  </p>
);

export const FolderWalkSection = ({ walk, wording, order }: Props) => {
  const isBarred = walk.problem === 'private-window';
  return (
    <section class="block pad walk" aria-label={wording.text('walk_title')}>
      <h2 class="strong">
        <Phrase wording={wording} name="walk_folder" values={[<Quoted key="folder" text={walk.folder} />]} />
      </h2>
      <Progress walk={walk} wording={wording} />
      {isBarred && <Barred wording={wording} />}
      {walk.problem !== null && !isBarred && <ProblemNotice problem={walk.problem} wording={wording} about="walk" />}
      <div class="actions">
        {ORDERS[walk.status].map((one) => (
          <button
            key={one}
            type="button"
            class={isMain(one) ? 'btn main' : 'btn'}
            disabled={isBarred}
            aria-describedby={isBarred ? 'walk-barred' : undefined}
            onClick={() => order(one)}
          >
            {wording.text(`walk_order_${one}`)}
          </button>
        ))}
      </div>
    </section>
  );
};
