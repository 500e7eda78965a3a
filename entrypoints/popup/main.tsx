// The popup of the toolbar button: this tab's message and what needs attention.
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
      leave: () => window.close(),
      draw: withWording((props, wording) => render(<PopupApp {...props} wording={wording} />, root), signal),
    },
    signal,
  );
}
