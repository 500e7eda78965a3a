// The side panel: the popup's view that stays open and follows the active tab.
import { render } from 'preact';
import { PopupApp } from '../../components/popup/PopupApp';
import '../../components/app.css';
import { findShownTab } from '../../lib/extension/access/page-access';
import { startPopup } from '../../lib/extension/popup/popup-page';
import { withWording } from '../../lib/extension/settings/with-wording';

const root = document.querySelector('#app');
const { signal } = new AbortController();

if (root !== null) {
  startPopup(
    {
      findTab: () => findShownTab(location.search),
      leave: null,
      draw: withWording((props, wording) => render(<PopupApp {...props} wording={wording} />, root), signal),
    },
    signal,
  );
}
