// One message as popup and side panel show it: judged, being read, not readable, or none.
import type { MessageActions, ShownMessage } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { JudgedMessage } from '../message/JudgedMessage';
import { ProblemNotice } from '../parts/ProblemNotice';

type Props = { shown: ShownMessage; wording: Wording; actions: MessageActions };

export const ShownSection = ({ shown, wording, actions }: Props) => {
  if (shown.status === 'judged') return <JudgedMessage shown={shown} wording={wording} actions={actions} />;
  if (shown.status === 'problem') return <ProblemNotice problem={shown.problem} wording={wording} />;
  return <p class="dim">{wording.text(shown.status === 'reading' ? 'reading' : 'tab_none')}</p>;
};
