// Scripts for Firefox's own, privileged context: what the browser's windows and settings do when a person uses them.

export const TERMINATE = 'return WebExtensionPolicy.getByID(arguments[0]).extension.terminateBackground();';
// What pressing our button in the toolbar grants for the selected tab (activeTab).
export const PRESS_ACTION = `
  const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
  // A window that just opened has no tabs yet.
  if (!gBrowser) return false;
  WebExtensionPolicy.getByID(arguments[0]).extension.tabManager.addActiveTabPermission(gBrowser.selectedTab);
  return true;`;
// A command of an extension stands in the menu itself, or in a submenu where there are several.
export const CHOOSE = `
  const { document } = Services.wm.getMostRecentWindow('navigator:browser');
  const menu = document.getElementById('contentAreaContextMenu');
  const item = [...menu.querySelectorAll('menuitem')].find(({ label }) => label === arguments[0]);
  if (menu.state !== 'open' || !item) return false;
  item.doCommand();
  menu.hidePopup();
  return true;`;
// Italian without a language pack: the browser's own texts stay English, but the extension sees an Italian browser.
export const SET_LOCALE = `Services.locale.availableLocales = [arguments[0], 'en-US']; Services.locale.requestedLocales = [arguments[0]];`;
// Kept on the browser's window, which outlives each script; triggering principal of the browser's own requests is the system's.
export const WATCH_REQUESTS = `
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  window.requestsSeen = [];
  window.requestWatcher = (channel) => {
    const { URI, loadInfo } = channel.QueryInterface(Ci.nsIHttpChannel);
    if (!loadInfo?.triggeringPrincipal?.isSystemPrincipal) window.requestsSeen.push(URI.spec);
  };
  Services.obs.addObserver(window.requestWatcher, 'http-on-modify-request');`;
export const READ_REQUESTS = `return Services.wm.getMostRecentWindow('navigator:browser').requestsSeen;`;
export const SET_SCHEME = `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0]);`;

// As about:addons does it.
export const SET_HOST = `
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const [id, origin, isAllowed] = arguments;
  return ExtensionPermissions[isAllowed ? 'add' : 'remove'](id, { permissions: [], origins: [origin] }, WebExtensionPolicy.getByID(id).extension);`;
export const OPEN_CONTAINER = `
  const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
  const { ContextualIdentityService } = ChromeUtils.importESModule('resource://gre/modules/ContextualIdentityService.sys.mjs');
  const [{ userContextId }] = ContextualIdentityService.getPublicIdentities();
  const triggeringPrincipal = Services.scriptSecurityManager.createNullPrincipal({ userContextId });
  gBrowser.selectedTab = gBrowser.addTab('about:blank', { userContextId, triggeringPrincipal });
  return userContextId;`;
