// The ledger page: tabs, search, table and timeline; takes files anywhere; works with the keyboard alone.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LedgerPageProps, ProblemCode } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { BackupDialog } from '../copies/BackupDialog';
import { BrandMark } from '../parts/BrandMark';
import { DropZone } from '../parts/DropZone';
import { FileButton } from '../parts/FileButton';
import { Phrase } from '../parts/Phrase';
import { ProblemNotice } from '../parts/ProblemNotice';
import { Quoted } from '../parts/Quoted';
import { SearchField } from '../parts/SearchField';
import { ShowMore } from '../parts/ShowMore';
import { useLimit } from '../parts/use-limit';
import { DroppedBundles } from '../proofs/DroppedBundles';
import { ExportDialog } from '../proofs/ExportDialog';
import { SealDialog } from '../proofs/SealDialog';
import { BoardFilters } from './BoardFilters';
import { EmptyState } from './EmptyState';
import { FileOutcomes } from './FileOutcomes';
import { KeyHelp } from './KeyHelp';
import { LedgerCheckBar } from './LedgerCheckBar';
import { LedgerTable } from './LedgerTable';
import { LedgerTabs } from './LedgerTabs';
import { MessageSide } from './MessageSide';
import { RetentionLine } from './RetentionLine';
import { useLedgerKeys } from './use-ledger-keys';

type Props = LedgerPageProps & { wording: Wording };

/** The board would show less than there is. */
const NO_BOARD: readonly ProblemCode[] = [
  'ledger-full',
  'ledger-lost',
  'ledger-altered',
  'ledger-too-new',
  'ledger-unavailable',
  'private-ledger',
];

/** What the chooser offers first; what is named by hand or dropped is judged whatever its name. */
const ACCEPTED = '.eml,.asice,.mbox,.mbx,.zip,.tsr,.tst,.tsd,message/rfc822,application/mbox,application/zip';

/** More than a window full: these are drawn anew with each letter that is typed into the search. */
const ROWS = 40;

const Toolbar = ({ counts, tab, query, wording, actions, showHelp }: Props & { showHelp(open: boolean): void }) => (
  <header class="bar toolbar">
    <BrandMark />
    <h1 class="brand">{wording.text('ledger')}</h1>
    <LedgerTabs counts={counts} tab={tab} wording={wording} showTab={actions.showTab} />
    <SearchField wording={wording} value={query} onInput={(text) => actions.search(text)} />
    <FileButton label={wording.text('action_verify_files')} accept={ACCEPTED} multiple main addFiles={actions.addFiles} />
    <FileButton label={wording.text('action_verify_folder')} folder addFiles={actions.addFiles} />
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
  const { messages, counts, query, selectedRow, filter, problem, now, wording, actions, open } = props;
  // While files are verified the page is drawn ten times a second, and the table seldom changes.
  const table = useMemo(
    () => (
      <LedgerTable
        messages={messages}
        selected={selectedRow}
        filter={filter}
        now={now}
        wording={wording}
        select={open}
        sort={(order) => actions.filter({ order, isReversed: filter.order === order && !filter.isReversed })}
      />
    ),
    [messages, selectedRow, filter, now, wording, actions],
  );
  if (messages.length > 0) return table;
  // A ledger that is lost or out of reach is never shown as an empty one.
  if (problem !== null && NO_BOARD.includes(problem)) return null;
  if (counts.all === 0 && query === '') {
    return <EmptyState wording={wording} tryExamples={() => actions.tryExamples()} restore={() => actions.backup.open()} />;
  }
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
  const { selected, evidence, secondLayer, comparison, annotation, outcomes, passedOver, progress, problem, now, wording, actions } = props;
  const { limit, showMore, showUpTo } = useLimit(JSON.stringify([props.tab, props.query, props.filter]), ROWS);
  const messages = useMemo(() => props.messages.slice(0, limit), [props.messages, limit]);
  const [helpOpen, showHelp] = useState(false);
  const [dismissed, dismiss] = useState(false);
  // What was hidden stays so until the next files come, also when the last of a cancelled run is still being written.
  if (dismissed && progress !== null) dismiss(false);
  const open = useOpening(props);
  useLedgerKeys({ ...props, drawn: messages.length, showUpTo, helpOpen, showHelp });
  return (
    <DropZone wording={wording} addFiles={actions.addFiles} addText={actions.addText}>
      <div class={selected === null ? 'page' : 'page has-selection'} lang={wording.locale}>
        <Toolbar {...props} showHelp={showHelp} />
        <main>
          {problem !== null && (
            <div class="pad">
              <ProblemNotice problem={problem} wording={wording} />
            </div>
          )}
          <DroppedBundles bundles={dismissed ? [] : props.bundles} wording={wording} />
          <FileOutcomes
            outcomes={dismissed ? [] : outcomes}
            passedOver={dismissed ? 0 : passedOver}
            progress={progress}
            wording={wording}
            cancel={() => actions.cancelFiles()}
            dismiss={() => dismiss(true)}
          />
          {props.counts.all > 0 && <BoardFilters {...props} />}
          <RetentionLine {...props} />
          {/* Of a ledger that this version cannot read there is nothing to copy, to list or to go through. */}
          {(props.counts.all > 0 || (problem !== null && problem !== 'ledger-too-new')) && <LedgerCheckBar {...props} />}
          <div class="split">
            <div class="list" id="ledger-list" role="tabpanel" aria-labelledby={`tab-${props.tab}`}>
              <Rows {...props} messages={messages} open={open} />
              <ShowMore left={props.messages.length - messages.length} wording={wording} showMore={showMore} />
            </div>
            {selected !== null && (
              <MessageSide
                message={selected}
                evidence={evidence}
                secondLayer={secondLayer}
                comparison={comparison}
                receipts={props.receipts}
                annotation={annotation}
                sealed={props.sealed}
                now={now}
                wording={wording}
                actions={actions}
              />
            )}
          </div>
        </main>
        {props.desk !== null && <BackupDialog desk={props.desk} wording={wording} actions={actions.backup} />}
        {props.exporting !== null && <ExportDialog desk={props.exporting} wording={wording} actions={actions.exporting} />}
        {props.sealDesk !== null && <SealDialog desk={props.sealDesk} wording={wording} actions={actions.seal} />}
        {helpOpen && <KeyHelp wording={wording} close={() => showHelp(false)} />}
      </div>
    </DropZone>
  );
};
