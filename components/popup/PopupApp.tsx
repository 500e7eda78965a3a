// Popup and side panel: what is wrong with the ledger or the page, this tab's message, what needs attention, search.

import { isAskable, isOn } from '../../lib/site-state';
import type { PopupProps, ShownMessage } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { AttentionList } from '../board/AttentionList';
import { BrandMark } from '../parts/BrandMark';
import { DropZone } from '../parts/DropZone';
import { ProblemNotice } from '../parts/ProblemNotice';
import { Quoted } from '../parts/Quoted';
import { SearchField } from '../parts/SearchField';
import { FolderWalkSection } from './FolderWalkSection';
import { GivenSection } from './GivenSection';
import { OnceSection } from './OnceSection';
import { ShownSection } from './ShownSection';
import { SiteNotice } from './SiteNotice';
import { TeachSection } from './TeachSection';

type Props = PopupProps & { wording: Wording };

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

const Footer = ({ wording, actions }: Props) => (
  <footer class="bar">
    <button type="button" class="btn" onClick={() => actions.openLedgerPage()}>
      {wording.text('ledger')}
    </button>
    <button type="button" class="btn" onClick={() => actions.verifyFiles()}>
      {wording.text('action_verify_files')}
    </button>
    <span class="grow" />
    {actions.openSide !== null && (
      <button type="button" class="link" onClick={actions.openSide}>
        {wording.text('action_open_side')}
      </button>
    )}
    <button type="button" class="link" onClick={() => actions.openOptions()}>
      {wording.text('options')}
    </button>
  </footer>
);

/** What stands above for the whole window is not said again of each message. */
const omitTold = (shown: ShownMessage, told: PopupProps['ledgerProblem']): ShownMessage =>
  told === 'private-ledger' && shown.status === 'judged' && shown.problem === 'private-window' ? { ...shown, problem: null } : shown;

export const PopupApp = (props: Props) => {
  const { site, shown, isAsked, isCardHidden, hint, given, attention, walk, teach, ledgerProblem, now, wording, actions } = props;
  return (
    <DropZone class="popup" wording={wording} hint="drop_one_here" addFiles={actions.give} addText={actions.give}>
      <Header {...props} />
      <main>
        {ledgerProblem !== null && (
          <div class="pad">
            <ProblemNotice problem={ledgerProblem} wording={wording} about="popup" />
          </div>
        )}
        {site.status !== 'on' && <SiteNotice site={site} wording={wording} actions={actions} />}
        {isOn(site) && !site.isProven && <p class="small dim pad">{wording.text('site_not_proven')}</p>}
        {(shown.status !== 'none' || (isOn(site) && !isAskable(site))) && (
          <section class="pad now" aria-label={wording.text('tab_label')}>
            {isAsked && <p class="small dim">{wording.text('once_asked')}</p>}
            {isCardHidden && <p class="small">{wording.text('card_hidden')}</p>}
            <ShownSection shown={omitTold(shown, ledgerProblem)} wording={wording} actions={actions} />
          </section>
        )}
        {isAskable(site) && <OnceSection hint={hint} wording={wording} verify={actions.verifyOpen} />}
        <GivenSection given={omitTold(given, ledgerProblem)} wording={wording} actions={actions} />
        <TeachSection teach={teach} isMessageShown={shown.status !== 'none'} wording={wording} order={actions.teach} />
        {isOn(site) && walk !== null && <FolderWalkSection walk={walk} wording={wording} order={actions.walk} />}
        {ledgerProblem !== 'private-ledger' && (
          <>
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
          </>
        )}
      </main>
      <Footer {...props} />
    </DropZone>
  );
};
