// A ledger with nothing in it yet: three steps, and messages to try with.
import type { Wording } from '../lib/wording';
import { BrandMark } from './BrandMark';

type Props = { wording: Wording; tryExamples(): void };

export const EmptyState = ({ wording, tryExamples }: Props) => (
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
  </section>
);
