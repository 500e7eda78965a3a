// The frame of a dialog with work behind it: title, what went wrong, what to do, and always in view how far it is and the way out.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ProblemCode } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { ProblemNotice } from './ProblemNotice';
import { ProgressLine } from './ProgressLine';

type Props = {
  /** Of the title. */
  id: string;
  title: string;
  problem: ProblemCode | null;
  running?: { text: string; done: number; total: number } | null;
  /** Beside the button that closes. */
  action?: ComponentChildren;
  /** Below the title, before anything went wrong. */
  about?: ComponentChildren;
  wording: Wording;
  close(): void;
  children: ComponentChildren;
};

export const WorkDialog = ({ id, title, problem, running = null, action, about, wording, close, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // Whoever pressed a button far below would not see it.
  useEffect(() => {
    if (problem !== null) content.current?.scrollTo(0, 0);
  }, [problem]);
  return (
    <dialog ref={dialog} class="work" aria-labelledby={id} onClose={() => close()}>
      <h2 id={id}>{title}</h2>
      <div ref={content} class="content">
        {about}
        {problem !== null && <ProblemNotice problem={problem} wording={wording} />}
        {children}
      </div>
      {running !== null && <ProgressLine {...running} wording={wording} cancel={() => close()} />}
      <div class="actions">
        {action}
        <button type="button" class="btn" onClick={() => close()}>
          {wording.text('action_close')}
        </button>
      </div>
    </dialog>
  );
};
