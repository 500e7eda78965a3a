// The card above an open message, inside a closed shadow root: one judged message, or one line when collapsed.

import type { MessageActions, ShownMessage } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { Instant } from '../parts/Instant';
import { Mark } from '../parts/Mark';
import { ProblemNotice } from '../parts/ProblemNotice';
import { JudgedMessage } from './JudgedMessage';
import { toMeaning } from './meaning';
import { VerdictSentence } from './VerdictSentence';

type Props = {
  shown: ShownMessage;
  wording: Wording;
  collapsed: boolean;
  actions: MessageActions & { collapse(collapsed: boolean): void; retry(): void };
};
type Judged = Extract<ShownMessage, { status: 'judged' }>;

const CollapseButton = ({ wording, collapsed, actions }: Pick<Props, 'wording' | 'collapsed' | 'actions'>) => (
  <button type="button" class="link" aria-expanded={!collapsed} onClick={() => actions.collapse(!collapsed)}>
    {wording.text(collapsed ? 'action_expand' : 'action_collapse')}
  </button>
);

const JudgedCard = ({ shown, wording, collapsed, actions }: Omit<Props, 'shown'> & { shown: Judged }) => {
  const corner = <CollapseButton wording={wording} collapsed={collapsed} actions={actions} />;
  if (!collapsed) return <JudgedMessage shown={shown} wording={wording} actions={actions} corner={corner} />;
  const time = shown.report.certified?.time;
  return (
    <VerdictSentence report={shown.report} fidelity={shown.fidelity} wording={wording} level={3}>
      {time !== undefined && (
        <span class="small dim">
          <Instant iso={time} />
        </span>
      )}
      <span class="corner">{corner}</span>
    </VerdictSentence>
  );
};

const CardBody = ({ shown, wording, collapsed, actions }: Props) => {
  if (shown.status === 'judged') return <JudgedCard shown={shown} wording={wording} collapsed={collapsed} actions={actions} />;
  if (shown.status === 'problem') {
    return (
      <ProblemNotice problem={shown.problem} wording={wording}>
        <button type="button" class="btn" onClick={() => actions.retry()}>
          {wording.text('action_retry')}
        </button>
      </ProblemNotice>
    );
  }
  return (
    <p class="sentence dim">
      <Mark name="clock" tone="dim" /> {wording.text('reading')}
    </p>
  );
};

/** Ordinary mail stays unmarked: nothing at all, unless a PEC travels inside it. */
const isUnmarked = (shown: ShownMessage): boolean =>
  shown.status === 'none' || (shown.status === 'judged' && shown.report.verdict === 'not-pec' && shown.report.enclosed.length === 0);

export const MessageCard = (props: Props) => {
  const { shown, wording, collapsed } = props;
  if (isUnmarked(shown)) return null;
  const tone = shown.status === 'judged' ? toMeaning(shown.report, shown.fidelity).tone : 'dim';
  return (
    <section class={`card edge-${tone}${collapsed ? ' collapsed' : ''}`} aria-label={wording.text('card_label')} lang={wording.locale}>
      <CardBody {...props} />
    </section>
  );
};
