// A ledger with nothing in it yet: three steps, messages to try with, and the way back from a copy.
import type { Wording } from '../../lib/wording';
import { BrandMark } from '../parts/BrandMark';

type Props = { wording: Wording; tryExamples(): void; restore(): void };

export const EmptyState = ({ wording, tryExamples, restore }: Props) => (
  <section class="empty">
    <BrandMark size="l" />
    <h2>{wording.text('empty_title')}</h2>
    <ol>
      {['empty_step_1', 'empty_step_2', 'empty_step_3'].map((key) => (
        <li key={key}>{wording.text(key)}</li>
      ))}
    </ol>
    <button type="button" class="btn main" onClick={tryExamples}>
      {wording.text('action_try_examples')}
    </button>
    <p class="small dim">{wording.text('examples_small')}</p>
    <button type="button" class="link restore" onClick={restore}>
      {wording.text('action_restore_ledger')}
    </button>
  </section>
);
