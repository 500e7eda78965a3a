// A stretch of the ledger's rows: one row a message, recipients counted in words. Far from the window it is one empty row of the same
// height: a board of thousands costs no more than what is near.
import { useEffect, useRef, useState } from 'preact/hooks';
import { describeError } from '../../lib/describe-cause';
import { countAll, type LedgerSummary } from '../../lib/ledger/summary';
import type { Wording } from '../../lib/wording';
import { Instant } from '../parts/Instant';
import { Mark } from '../parts/Mark';
import { PillTag } from '../parts/PillTag';
import { Quoted } from '../parts/Quoted';
import { SubjectText } from '../parts/SubjectText';
import { countRecipients, isUncertified, toPill } from './message-summary';

export type RowProps = {
  /** Identifier. */
  selected: string | null;
  now: string;
  wording: Wording;
  select(identifier: string): void;
};

/** Rows of a stretch. */
export const STRETCH = 40;

/** Drawn before it comes into view; further than the list is continued ahead. */
const NEAR = '1500px';

/** `3: 2 consegnati, 1 ordinario`; the total is left out where it says nothing more. */
const recipientText = (message: LedgerSummary, wording: Wording): string => {
  const total = countAll(message);
  if (message.state === 'received') return wording.count('recipients_total', total);
  if (total === 1 && message.troubled?.state === 'not-delivered') return describeError(wording, message.troubled.errorCode);
  const isMixed = Object.keys(message.tally).length > 1;
  return isMixed ? `${total}: ${countRecipients(wording, message)}` : countRecipients(wording, message);
};

const RecipientCount = ({ message, wording }: { message: LedgerSummary; wording: Wording }) =>
  isUncertified(message) ? <span class="dim">{wording.text('nothing_certified')}</span> : <span>{recipientText(message, wording)}</span>;

const Row = ({ message, selected, now, wording, select }: RowProps & { message: LedgerSummary }) => {
  const isSelected = message.identifier === selected;
  const pill = toPill(wording, message, now);
  return (
    <tr
      class={isSelected ? 'selected' : undefined}
      aria-current={isSelected ? 'true' : undefined}
      onClick={() => select(message.identifier)}
    >
      <td class="cell-state">
        <Mark name={pill.mark} tone={pill.tone} size="s" />
        <PillTag pill={pill} />
      </td>
      <td class="cell-sent">{message.acceptedAt === null ? '—' : <Instant iso={message.acceptedAt} precision="minute" />}</td>
      <td class="cell-subject">
        <button type="button" class="subject" data-row={message.identifier}>
          <SubjectText message={message} wording={wording} />
        </button>
        {message.tags.map((tag) => (
          <span key={tag} class="tag">
            <Quoted text={tag} />
          </span>
        ))}
        {message.from !== '' && (
          <span class="small dim block">
            {wording.text('from')} <Quoted text={message.from} />
          </span>
        )}
      </td>
      <td class="cell-recipients">
        <RecipientCount message={message} wording={wording} />
      </td>
      <td class="cell-until">{message.provenUntil === null ? '—' : <Instant iso={message.provenUntil} precision="day" />}</td>
    </tr>
  );
};

/** The height of what is far from the window and may be left empty; null while it is near or holds the focus. */
const useFarHeight = (): [ref: { current: HTMLTableSectionElement | null }, height: number | null] => {
  const section = useRef<HTMLTableSectionElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  useEffect(() => {
    if (section.current === null || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        const { isIntersecting, target, boundingClientRect } = entries.at(-1) as IntersectionObserverEntry;
        setHeight(isIntersecting || target.contains(document.activeElement) ? null : boundingClientRect.height);
      },
      { rootMargin: NEAR },
    );
    observer.observe(section.current);
    return () => observer.disconnect();
  }, []);
  return [section, height];
};

export const LedgerRows = ({ messages, ...props }: RowProps & { messages: LedgerSummary[] }) => {
  const [section, height] = useFarHeight();
  const isFar = height !== null && !messages.some(({ identifier }) => identifier === props.selected);
  return (
    <tbody ref={section}>
      {isFar ? (
        <tr class="far" style={{ height: `${height}px` }}>
          <td colSpan={5}>{props.wording.count('more_left', messages.length)}</td>
        </tr>
      ) : (
        messages.map((message) => <Row key={message.identifier} {...props} message={message} />)
      )}
    </tbody>
  );
};
