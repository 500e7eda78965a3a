// How both extensions are built: one source, Manifest V3 in Chrome and in Firefox, nothing granted at install.
import { defineConfig, type UserManifest } from 'wxt';
import { buildCheckPage } from './lib/verifica/build.mjs';
import { REVOCATION_SOURCES } from './lib/verify/trust/built-in';

/** What pages may reach: the package itself, and the servers of the published revocation lists, which besides need the user's permission. */
const PAGE_CONNECTIONS = `connect-src 'self' ${REVOCATION_SOURCES.map(({ url }) => new URL(url).origin).join(' ')}`;

/** Extension pages draw hostile mail: no inline code, no form, no frame. The one policy of the manifest also holds for the background,
 * which draws nothing and asks the user's own time-stamp service: any host, none without a click and the permission for that host.
 * Every page narrows this again to its own connections, by its first element. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' https: http:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Only in what is built: while developing, pages are reloaded over a connection. */
const NARROW_PAGES = {
  name: 'narrow-pages',
  apply: 'build' as const,
  transformIndexHtml: {
    order: 'post' as const,
    handler: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_CONNECTIONS }, injectTo: 'head-prepend' as const },
    ],
  },
};

const COMMON: UserManifest = {
  name: '__MSG_extName__',
  description: '__MSG_extDescription__',
  default_locale: 'it',
  icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
  permissions: ['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'alarms', 'contextMenus'],
  // Asked for in the options, by whoever wants to be told.
  optional_permissions: ['notifications'],
  // Never granted at install: the user names one host at a time. Plain http is there because webmails of intranets still use it;
  // it costs nothing until somebody switches such a host on.
  optional_host_permissions: ['https://*/*', 'http://*/*'],
  commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+P' } } },
  content_security_policy: { extension_pages: PAGE_POLICY },
  // Empty on purpose: a page can neither frame our views (UI redressing) nor recognise that we are installed.
  web_accessible_resources: [],
};

const CHROME: UserManifest = {
  ...COMMON,
  // From 148 messages are cloned, so that bytes cross as bytes; before, they were rewritten as JSON.
  minimum_chrome_version: '148',
  // Firefox takes any keys; what they hold is checked by us in both.
  storage: { managed_schema: 'managed-schema.json' },
  ...({ message_serialization: 'structured_clone' } as Partial<UserManifest>),
};

const FIREFOX: UserManifest = {
  ...COMMON,
  browser_specific_settings: {
    gecko: {
      id: 'ceralacca@ceralacca.example',
      // Desktop shows what an add-on collects (nothing) from 140 on; 142 spares the linter's note about Android, which we do not offer.
      strict_min_version: '142.0',
      ...{ data_collection_permissions: { required: ['none'] } },
    },
  },
};

/** WXT turns `matches` of a content script into install-time host permissions; such a slip must stop the build, not reach a store. */
const refuseHostAccess = (manifest: { host_permissions?: unknown; content_scripts?: unknown }): void => {
  for (const granted of [manifest.host_permissions, manifest.content_scripts]) {
    if (Array.isArray(granted) && granted.length > 0) throw new Error(`host access at install: ${JSON.stringify(granted)}`);
  }
};

export default defineConfig({
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'firefox'],
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifest: ({ browser }) => (browser === 'firefox' ? FIREFOX : CHROME),
  hooks: {
    'build:manifestGenerated': (_, manifest) => refuseHostAccess(manifest),
    // Goes into every bundle that is exported; no page of ours shows it, and none could: its script is inline.
    'build:publicAssets': async (_, files) => void files.push({ contents: await buildCheckPage(), relativeDest: 'verifica.html' }),
  },
  vite: () => ({
    plugins: [NARROW_PAGES],
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    // Reviewers compare a rebuild with what was submitted: nothing of the environment may enter the files.
    build: { target: 'es2023', modulePreload: false, chunkSizeWarningLimit: 1000 },
  }),
  zip: {
    name: 'ceralacca',
    // Hidden files are left out unless named; npm reads this one to resolve the lockfile's packages.
    includeSources: ['.npmrc'],
    excludeSources: ['.ci/**'],
  },
});
