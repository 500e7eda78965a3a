// What came of a message that the user dropped or pasted on popup or side panel.
import type { MessageActions, ShownMessage } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { ShownSection } from './ShownSection';

type Props = { given: ShownMessage; wording: Wording; actions: MessageActions };

export const GivenSection = ({ given, wording, actions }: Props) =>
  given.status === 'none' ? null : (
    <section class="pad given" aria-labelledby="given-title">
      <h2 class="small dim" id="given-title">
        {wording.text('given_title')}
      </h2>
      <ShownSection shown={given} wording={wording} actions={actions} />
    </section>
  );
