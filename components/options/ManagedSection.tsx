// First in the options where the administration of the machine laid something down: that it did, and what of it cannot be read.
import type { OptionsProps } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';

export const ManagedSection = ({ managed: { isAnything, broken }, wording }: Pick<OptionsProps, 'managed'> & { wording: Wording }) =>
  isAnything ? (
    <section class="panel" aria-labelledby="managed-title">
      <h2 id="managed-title">{wording.text('options_managed')}</h2>
      <p class="lead">{wording.text('options_managed_what')}</p>
      {broken.length > 0 && (
        <p role="status">
          <Mark name="triangle" tone="warn" size="s" /> <Quoted text={wording.text('managed_broken', broken.join(', '))} />
        </p>
      )}
    </section>
  ) : null;
