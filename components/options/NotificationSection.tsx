// In the options: of what Ceralacca tells by itself, and how much of it is readable on the screen.
import type { OptionsProps } from '../../lib/view';
import type { Wording } from '../../lib/wording';

const CHOICES = ['never', 'failures', 'all'] as const;

type Props = Pick<OptionsProps, 'notifications' | 'actions'> & { wording: Wording };

export const NotificationSection = ({ notifications: { notify, showsSubjects, isRefused }, wording, actions }: Props) => (
  <section class="panel" aria-labelledby="notify-title">
    <h2 id="notify-title">{wording.text('options_notify')}</h2>
    <p class="lead">{wording.text('options_notify_what')}</p>
    <fieldset class="choices" aria-labelledby="notify-title">
      {CHOICES.map((name) => (
        <label key={name} class="choice">
          <input type="radio" name="notify" value={name} checked={name === notify} onChange={() => actions.chooseNotify(name)} />
          {wording.text(`notify_${name}`)}
        </label>
      ))}
    </fieldset>
    {isRefused && (
      <p class="small" role="status">
        {wording.text('notify_refused')}
      </p>
    )}
    {notify !== 'never' && (
      <label class="choice">
        <input type="checkbox" name="notify-subjects" checked={showsSubjects} onChange={() => actions.showSubjects(!showsSubjects)} />
        {wording.text('notify_subjects')}
      </label>
    )}
  </section>
);
