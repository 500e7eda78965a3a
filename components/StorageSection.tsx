// In the options: how much the ledger takes, and whether the browser promised to keep it.
import type { OptionsProps } from '../lib/view';
import { formatSize, type Wording } from '../lib/wording';

type Props = Pick<OptionsProps, 'storage'> & { wording: Wording };

export const StorageSection = ({ storage: { isPersistent, usedBytes }, wording }: Props) => (
  <section class="panel" aria-labelledby="storage-title">
    <h2 id="storage-title">{wording.text('options_storage')}</h2>
    <p class="lead">{wording.text(isPersistent ? 'storage_persistent' : 'storage_not_persistent')}</p>
    {usedBytes !== null && <p>{wording.text('storage_used', formatSize(usedBytes, wording.locale))}</p>}
  </section>
);
