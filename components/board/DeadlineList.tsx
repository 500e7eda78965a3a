// By when what is due for a message: the date as certified, how long that is from now, and behind it the source of the rule.
import { type Deadline, toDeadlines } from '../../lib/ledger/deadlines';
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import { toKey, type Wording } from '../../lib/wording';
import { formatElapsed } from '../parts/elapsed';
import { Instant } from '../parts/Instant';

/** `sealed`: all proofs existed before the first certificate ended, by a seal of the archive. */
type Props = { message: LedgerMessage; sealed: boolean; now: string; wording: Wording };

const describePast = (kind: Deadline['kind'], elapsed: string, wording: Wording): string => {
  if (kind === 'certificate-ends') return wording.text('deadline_certificate_past', elapsed);
  return wording.text(kind === 'log-ends' ? 'deadline_log_past' : 'deadline_past', elapsed);
};

/** What is there needs no countdown. */
const describeDeadline = ({ kind, at, isMet }: Deadline, now: string, wording: Wording): string => {
  if (isMet) return wording.text(kind === 'log-ends' ? 'deadline_log_met' : 'deadline_met');
  const left = formatElapsed(wording, now, at);
  return left === '' ? describePast(kind, formatElapsed(wording, at, now), wording) : wording.text('deadline_in', left);
};

const isDay = ({ kind }: Deadline): boolean => kind === 'certificate-ends' || kind === 'log-ends';

const isOverdue = ({ kind, at, isMet }: Deadline, now: string): boolean =>
  !isMet && kind !== 'certificate-ends' && Date.parse(at) < Date.parse(now);

export const DeadlineList = ({ message, sealed, now, wording }: Props) => {
  const deadlines = toDeadlines(message);
  if (deadlines.length === 0) return null;
  return (
    <section class="beside">
      <h3 class="section-title">{wording.text('deadlines_title')}</h3>
      <ul class="due">
        {deadlines.map((deadline) => (
          <li key={deadline.kind}>
            <p>
              {wording.text(`deadline_${toKey(deadline.kind)}`)}{' '}
              <Instant iso={deadline.at} precision={isDay(deadline) ? 'day' : 'second'} />
            </p>
            <p class={isOverdue(deadline, now) ? 'small warn' : 'small dim'}>
              {sealed && deadline.kind === 'certificate-ends'
                ? wording.text('deadline_certificate_sealed')
                : describeDeadline(deadline, now, wording)}
            </p>
            <details class="source">
              <summary>{wording.text('deadline_source_label')}</summary>
              <p class="small dim">{wording.text(`deadline_${toKey(deadline.kind)}_source`)}</p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
};
