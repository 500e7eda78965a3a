// The page that lies in every bundle and checks it: opened from disk, without a network, without the extension.
import { render } from 'preact';
import { App } from './app';
import { checkGiven } from './check-given';
import { findLocale, type PageTexts } from './page-texts';

/** Put in front of this script when the page is built. */
declare const CERALACCA_TEXTS: PageTexts;

const root = document.querySelector('#app');
if (root !== null) {
  render(
    <App texts={CERALACCA_TEXTS} locale={findLocale(navigator.language)} check={checkGiven} readNow={() => new Date().toISOString()} />,
    root,
  );
}
