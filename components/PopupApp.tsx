// Popup and side panel: what is wrong with the ledger or the page, this tab's message, what needs attention, search.

import type { MessageActions, PopupProps, ShownMessage } from '../lib/view';
import type { Wording } from '../lib/wording';
import { AttentionList } from './AttentionList';
import { BrandMark } from './BrandMark';
import { FolderWalkSection } from './FolderWalkSection';
import { JudgedMessage } from './JudgedMessage';
import { ProblemNotice } from './ProblemNotice';
import { Quoted } from './Quoted';
import { SearchField } from './SearchField';
import { SiteNotice } from './SiteNotice';
import { TeachSection } from './TeachSection';

type Props = PopupProps & { wording: Wording };

const isOn = (site: PopupProps['site']): site is Extract<PopupProps['site'], { status: 'on' | 'degraded' }> =>
  site.status === 'on' || site.status === 'degraded';

const Header = ({ site, wording, actions }: Props) => (
  <header class="bar">
    <BrandMark />
    <h1 class="brand grow">{wording.text('extName')}</h1>
    {isOn(site) && (
      <span class="small dim site">
        <Quoted text={site.host} /> · {wording.text('site_on')}{' '}
        <button type="button" class="link small" onClick={() => actions.switchOff()}>
          {wording.text('site_switch_off')}
        </button>
      </span>
    )}
  </header>
);

const ThisTab = ({ shown, wording, actions }: { shown: ShownMessage; wording: Wording; actions: MessageActions }) => {
  if (shown.status === 'judged') return <JudgedMessage shown={shown} wording={wording} actions={actions} />;
  if (shown.status === 'problem') return <ProblemNotice problem={shown.problem} wording={wording} />;
  return <p class="dim">{wording.text(shown.status === 'reading' ? 'reading' : 'tab_none')}</p>;
};

const Footer = ({ wording, actions }: Props) => (
  <footer class="bar">
    <button type="button" class="btn" onClick={() => actions.openLedgerPage()}>
      {wording.text('ledger')}
    </button>
    <button type="button" class="btn" onClick={() => actions.verifyFiles()}>
      {wording.text('action_verify_files')}
    </button>
    <span class="grow" />
    <button type="button" class="link" onClick={() => actions.openOptions()}>
      {wording.text('options')}
    </button>
  </footer>
);

export const PopupApp = (props: Props) => {
  const { site, shown, attention, walk, teach, ledgerProblem, now, wording, actions } = props;
  return (
    <div class="popup" lang={wording.locale}>
      <Header {...props} />
      <main>
        {ledgerProblem !== null && (
          <div class="pad">
            <ProblemNotice problem={ledgerProblem} wording={wording} />
          </div>
        )}
        {site.status !== 'on' && <SiteNotice site={site} wording={wording} actions={actions} />}
        {(isOn(site) || shown.status !== 'none') && (
          <section class="pad now" aria-label={wording.text('tab_label')}>
            <ThisTab shown={shown} wording={wording} actions={actions} />
          </section>
        )}
        <TeachSection teach={teach} isMessageShown={shown.status !== 'none'} wording={wording} order={actions.teach} />
        {isOn(site) && walk !== null && <FolderWalkSection walk={walk} wording={wording} order={actions.walk} />}
        <AttentionList
          attention={attention}
          now={now}
          wording={wording}
          open={actions.openLedger}
          openAll={() => actions.openLedgerPage()}
        />
        <div class="pad search-line">
          <SearchField wording={wording} value="" onSubmit={(text) => actions.search(text)} />
        </div>
      </main>
      <Footer {...props} />
    </div>
  );
};
