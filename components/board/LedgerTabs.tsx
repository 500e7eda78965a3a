// The tabs of the ledger, by need, each with its count; left and right arrows move between them.

import type { LedgerTab } from '../../lib/ledger/board';
import type { LedgerPageProps } from '../../lib/view';
import { toKey, type Wording } from '../../lib/wording';

type Props = Pick<LedgerPageProps, 'counts' | 'tab'> & { wording: Wording; showTab(tab: LedgerTab): void };

const TABS: readonly LedgerTab[] = ['all', 'attention', 'waiting', 'failed', 'complete'];

/** Italian groups four digits only when told to. */
const formatCount = (count: number, locale: string): string => new Intl.NumberFormat(locale, { useGrouping: 'always' }).format(count);

const moveTab = (event: KeyboardEvent, tab: LedgerTab, showTab: (tab: LedgerTab) => void): void => {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const index = (TABS.indexOf(tab) + step + TABS.length) % TABS.length;
  event.preventDefault();
  showTab(TABS[index] ?? tab);
  (event.currentTarget as HTMLElement).querySelectorAll('button')[index]?.focus();
};

export const LedgerTabs = ({ counts, tab, wording, showTab }: Props) => (
  <div class="tabs" role="tablist" aria-label={wording.text('tabs_label')} onKeyDown={(event) => moveTab(event, tab, showTab)}>
    {TABS.map((name) => (
      <button
        key={name}
        type="button"
        role="tab"
        id={`tab-${name}`}
        class="tab"
        aria-selected={name === tab}
        aria-controls="ledger-list"
        tabIndex={name === tab ? 0 : -1}
        onClick={() => showTab(name)}
      >
        {wording.text(`tab_${toKey(name)}`)} <span class="num dim">{formatCount(counts[name], wording.locale)}</span>
      </button>
    ))}
  </div>
);
