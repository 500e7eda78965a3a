// Beside a choice that is not the user's: the administration of the machine made it.
import type { Wording } from '../../lib/wording';

type Props = { wording: Wording; text?: 'managed_choice' | 'managed_network_off' | 'managed_webmails' | 'managed_webmails_none' };

export const ManagedNote = ({ wording, text = 'managed_choice' }: Props) => (
  <p class="small">
    <span class="pill note">{wording.text('managed_pill')}</span> {wording.text(text)}
  </p>
);
