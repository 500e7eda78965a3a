// The ledger page: tabs, search, table and timeline; takes files anywhere; works with the keyboard alone.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FileOutcome, LedgerPageProps } from '../lib/view';
import type { Wording } from '../lib/wording';
import { BrandMark } from './BrandMark';
import { DropZone } from './DropZone';
import { EmptyState } from './EmptyState';
import { FileButton } from './FileButton';
import { FileOutcomes } from './FileOutcomes';
import { KeyHelp } from './KeyHelp';
import { LedgerTable } from './LedgerTable';
import { LedgerTabs } from './LedgerTabs';
import { MessageSide } from './MessageSide';
import { Phrase } from './Phrase';
import { ProblemNotice } from './ProblemNotice';
import { Quoted } from './Quoted';
import { SearchField } from './SearchField';
import { useLedgerKeys } from './use-ledger-keys';

type Props = LedgerPageProps & { wording: Wording };

const Toolbar = ({ counts, tab, query, wording, actions, showHelp }: Props & { showHelp(open: boolean): void }) => (
  <header class="bar toolbar">
    <BrandMark />
    <h1 class="brand">{wording.text('ledger')}</h1>
    <LedgerTabs counts={counts} tab={tab} wording={wording} showTab={actions.showTab} />
    <SearchField wording={wording} value={query} onInput={(text) => actions.search(text)} />
    <FileButton label={wording.text('action_verify_files')} accept=".eml,message/rfc822" multiple main addFiles={actions.addFiles} />
    <span class="corner">
      <button type="button" class="link" onClick={() => actions.openOptions()}>
        {wording.text('options')}
      </button>
      <button type="button" class="link" aria-label={wording.text('keys_title')} onClick={() => showHelp(true)}>
        ?
      </button>
    </span>
  </header>
);

const Rows = (props: Props & { open(identifier: string): void }) => {
  const { messages, counts, query, selected, problem, now, wording, actions, open } = props;
  if (messages.length > 0) return <LedgerTable messages={messages} selected={selected} now={now} wording={wording} select={open} />;
  // A ledger that is lost or out of reach is never shown as an empty one.
  if (problem === 'ledger-lost' || problem === 'ledger-unavailable') return null;
  if (counts.all === 0 && query === '') return <EmptyState wording={wording} tryExamples={() => actions.tryExamples()} />;
  if (query === '') return <p class="pad dim">{wording.text('tab_empty')}</p>;
  return (
    <p class="pad dim">
      <Phrase wording={wording} name="search_empty" values={[<Quoted key="query" text={query} />]} />
    </p>
  );
};

/** Opening a row moves the focus to its story once it is there. */
const useOpening = ({ selected, actions }: Props): ((identifier: string) => void) => {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null || wanted.current !== selected?.identifier) return;
    wanted.current = null;
    document.querySelector<HTMLElement>('#side-title')?.focus();
  });
  return (identifier) => {
    wanted.current = identifier;
    actions.select(identifier);
  };
};

export const LedgerApp = (props: Props) => {
  const { selected, evidence, outcomes, progress, problem, now, wording, actions } = props;
  const [helpOpen, showHelp] = useState(false);
  const [dismissed, dismiss] = useState<FileOutcome[] | null>(null);
  const open = useOpening(props);
  useLedgerKeys({ ...props, helpOpen, showHelp });
  return (
    <DropZone wording={wording} addFiles={actions.addFiles}>
      <div class={selected === null ? 'page' : 'page has-selection'} lang={wording.locale}>
        <Toolbar {...props} showHelp={showHelp} />
        <main>
          {problem !== null && (
            <div class="pad">
              <ProblemNotice problem={problem} wording={wording} />
            </div>
          )}
          <FileOutcomes
            outcomes={outcomes === dismissed ? [] : outcomes}
            progress={progress}
            wording={wording}
            cancel={() => actions.cancelFiles()}
            dismiss={() => dismiss(outcomes)}
          />
          <div class="split">
            <div class="list" id="ledger-list" role="tabpanel" aria-labelledby={`tab-${props.tab}`}>
              <Rows {...props} open={open} />
            </div>
            {selected !== null && <MessageSide message={selected} evidence={evidence} now={now} wording={wording} actions={actions} />}
          </div>
        </main>
        {helpOpen && <KeyHelp wording={wording} close={() => showHelp(false)} />}
      </div>
    </DropZone>
  );
};
