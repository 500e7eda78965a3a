// The side panel: the popup's view that stays open and follows the active tab.
import { render } from 'preact';
import { PopupApp } from '../../components/PopupApp';
import '../../components/app.css';
import { findShownTab } from '../../lib/extension/page-access';
import { startPopup } from '../../lib/extension/popup-page';
import { withWording } from '../../lib/extension/with-wording';

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
