// What it takes to prove a delivery, as a list to tick off: what is there, what is missing, and how to get it.

import { describeDifference } from '../../lib/describe-difference';
import type { ComparedReceipts, ReceiptContents } from '../../lib/ledger/compare-receipts';
import type { Evidence, LedgerMessage } from '../../lib/ledger/ledger-message';
import { isReady, type ReadinessItem, toReadiness } from '../../lib/ledger/readiness';
import type { SealedProofs } from '../../lib/seal-view';
import type { SentComparison } from '../../lib/view';
import { findText, formatInstant, toKey, type Wording } from '../../lib/wording';
import { Mark, type MarkName, type Tone } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { ShowMore } from '../parts/ShowMore';
import { useLimit } from '../parts/use-limit';

type Props = {
  message: LedgerMessage;
  evidence: Evidence[];
  comparison: SentComparison | null;
  sealed: SealedProofs;
  receipts: ComparedReceipts | null;
  now: string;
  wording: Wording;
};

const LOOK: Record<ReadinessItem['status'], [MarkName, Tone]> = {
  ok: ['seal', 'ok'],
  missing: ['triangle', 'warn'],
  unknown: ['outline', 'note'],
};

/** Nothing that the user could clear up. */
const isNote = ({ id, status }: ReadinessItem): boolean =>
  status === 'unknown' && (id === 'ordinary' || id === 'certificate' || id === 'sealed');

/** A message may have thousands of recipients. */
const Addresses = ({ addresses, wording }: { addresses: string[]; wording: Wording }) => {
  const { limit, showMore } = useLimit();
  return (
    <>
      <ul class="plain small">
        {addresses.slice(0, limit).map((address) => (
          <li key={address}>
            <Quoted text={address} />
          </li>
        ))}
      </ul>
      <ShowMore left={addresses.length - limit} wording={wording} showMore={showMore} />
    </>
  );
};

/** Whose receipts enclose one thing, and in what that is not what the first enclose. */
const Contents = ({ contents, wording }: { contents: ReceiptContents; wording: Wording }) => (
  <div class="inner">
    <p class="small">{wording.text('differ_group')}</p>
    <Addresses addresses={contents.addresses} wording={wording} />
    {contents.result !== null && (
      <>
        <p class="small">{wording.text('differ_from_first')}</p>
        <ul class="plain small">
          {describeDifference(contents.result, wording).map((line) => (
            <li key={line}>
              <bdi>{line}</bdi>
            </li>
          ))}
        </ul>
      </>
    )}
  </div>
);

const Item = ({ item, wording }: { item: ReadinessItem; wording: Wording }) => {
  const { id, status, addresses = [], contents = [], until = '' } = item;
  const [mark, tone] = LOOK[status];
  const key = `ready_${toKey(id)}_${status}`;
  const next = findText(wording, `${key}_next`);
  return (
    <li>
      <Mark name={mark} tone={tone} size="s" />
      <div>
        <p>
          <b class={tone}>{wording.text(`ready_status_${isNote(item) ? 'note' : status}`)}</b>{' '}
          {wording.text(key, formatInstant(until, id === 'sealed' ? 'second' : 'day'))}
        </p>
        {addresses.length > 0 && <Addresses addresses={addresses} wording={wording} />}
        {contents.map((own) => (
          <Contents key={own.addresses.join()} contents={own} wording={wording} />
        ))}
        {next !== undefined && <p class="small dim">{next}</p>}
      </div>
    </li>
  );
};

export const ReadinessItems = ({ items, wording }: { items: readonly ReadinessItem[]; wording: Wording }) => (
  <ul class="ready">
    {items.map((item) => (
      <Item key={`${item.id}-${item.status}`} item={item} wording={wording} />
    ))}
  </ul>
);

export const ReadinessList = ({ message, evidence, comparison, receipts, sealed, now, wording }: Props) => {
  // Evidence is read after the row: until then nothing can be said of it.
  if (evidence.length === 0) return null;
  const items = toReadiness(message, evidence, { now, comparison, receipts, sealed });
  if (items.length === 0) return null;
  return (
    <section class="beside">
      <h3 class="section-title">{wording.text('ready_title')}</h3>
      <p>{wording.text(isReady(items) ? 'ready_yes' : 'ready_no')}</p>
      <ReadinessItems items={items} wording={wording} />
      <details class="source">
        <summary>{wording.text('ready_source_label')}</summary>
        <p class="small dim">{wording.text('ready_source')}</p>
      </details>
    </section>
  );
};
