// In the options: how much the ledger takes, whether the browser promised to keep it, and when to be reminded of a copy.

import { REMIND_PERIODS } from '../../lib/ledger/backup-due';
import type { OptionsProps } from '../../lib/view';
import { formatSize, type Wording } from '../../lib/wording';
import { ManagedNote } from '../parts/ManagedNote';

type Props = Pick<OptionsProps, 'storage' | 'managed' | 'actions'> & { wording: Wording };

export const StorageSection = ({ storage: { isPrivate, isPersistent, usedBytes, remindBackup }, managed, wording, actions }: Props) => (
  <section class="panel" aria-labelledby="storage-title">
    <h2 id="storage-title">{wording.text('options_storage')}</h2>
    <p class="lead">{wording.text(isPrivate ? 'storage_private' : isPersistent ? 'storage_persistent' : 'storage_not_persistent')}</p>
    {usedBytes !== null && <p>{wording.text('storage_used', formatSize(usedBytes, wording.locale))}</p>}
    {managed.retentionMonths !== null && (
      <p class="small">
        <span class="pill note">{wording.text('managed_pill')}</span> {wording.text('retention_managed', String(managed.retentionMonths))}
      </p>
    )}
    <p id="remind-label">{wording.text('backup_remind')}</p>
    {managed.isReminderSet && <ManagedNote wording={wording} />}
    <fieldset class="choices" aria-labelledby="remind-label" disabled={managed.isReminderSet}>
      {REMIND_PERIODS.map((name) => (
        <label key={name} class="choice">
          <input type="radio" name="remind" value={name} checked={name === remindBackup} onChange={() => actions.chooseReminder(name)} />
          {wording.text(`backup_remind_${name}`)}
        </label>
      ))}
    </fieldset>
  </section>
);
