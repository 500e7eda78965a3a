// The parts of the extension API that the in-memory one lacks: permissions, registered scripts, ports.

import { vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';

type Script = Browser.scripting.RegisteredContentScript;

export type FakeExtension = {
  origins: Set<string>;
  scripts: Map<string, Script>;
  injected: { tabId: number; file: string }[];
  /** Origins of each question that the person was asked, and the answer. */
  requested: string[][];
  onRequest(origins: string[]): boolean;
};

const HOST = /^(\*|https?):\/\/([^/]+)\//;

/** As the browsers match: `*` as scheme or host covers all. */
const covers = (granted: string, wanted: string): boolean => {
  const [, scheme, host] = HOST.exec(granted) ?? [];
  const [, wantedScheme, wantedHost] = HOST.exec(wanted) ?? [];
  return (scheme === '*' || scheme === wantedScheme) && (host === '*' || host === wantedHost);
};

/** Fresh state for one test; storage is emptied as well. */
export const installFakeExtension = (): FakeExtension => {
  fakeBrowser.reset();
  const fake: FakeExtension = { origins: new Set(), scripts: new Map(), injected: [], requested: [], onRequest: () => false };
  const target = fakeBrowser as unknown as Record<string, object>;
  target.permissions = {
    getAll: async () => ({ permissions: ['storage'], origins: [...fake.origins] }),
    contains: async ({ origins = [] }: { origins?: string[] }) =>
      origins.every((wanted) => [...fake.origins].some((granted) => covers(granted, wanted))),
    request: async ({ origins = [] }: { origins?: string[] }) => {
      fake.requested.push(origins);
      // A person takes a moment to read.
      await new Promise((resolve) => setTimeout(resolve));
      return fake.onRequest(origins);
    },
    remove: async ({ origins = [] }: { origins?: string[] }) => origins.every((origin) => fake.origins.delete(origin)),
    onAdded: { addListener: vi.fn(), removeListener: vi.fn() },
    onRemoved: { addListener: vi.fn(), removeListener: vi.fn() },
  };
  target.scripting = {
    getRegisteredContentScripts: async () => [...fake.scripts.values()],
    registerContentScripts: async (scripts: Script[]) => {
      for (const script of scripts) {
        if (fake.scripts.has(script.id)) throw new Error(`duplicate ${script.id}`);
        fake.scripts.set(script.id, script);
      }
    },
    unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
      for (const id of ids) if (!fake.scripts.delete(id)) throw new Error(`unknown ${id}`);
    },
    executeScript: async ({ target: { tabId }, files }: { target: { tabId: number }; files: string[] }) => {
      if (tabId === 666) throw new Error('error page');
      fake.injected.push({ tabId, file: files.join() });
    },
  };
  target.i18n = { getUILanguage: () => 'it-IT' };
  return fake;
};

export const SENDER = {
  id: 'test-extension-id',
  tab: { id: 7, incognito: false },
  origin: 'https://mail.uno.example',
  url: 'https://mail.uno.example/?_task=mail',
} as unknown as Browser.runtime.MessageSender;

export const OWN_PAGE = {
  id: 'test-extension-id',
  url: 'chrome-extension://test-extension-id/popup.html',
} as Browser.runtime.MessageSender;

type Listener = (message: unknown) => void;

/** A port as the background sees it; `send` is the page's side. */
export const createFakePort = (sender: Browser.runtime.MessageSender = SENDER) => {
  const listeners = new Set<Listener>();
  const port = {
    name: 'source',
    sender,
    postMessage: vi.fn(),
    disconnect: vi.fn(),
    onMessage: {
      addListener: (listener: Listener) => listeners.add(listener),
      removeListener: (listener: Listener) => listeners.delete(listener),
    },
    onDisconnect: { addListener: vi.fn() },
  };
  const send = (...messages: unknown[]): void => {
    for (const message of messages) for (const listener of [...listeners]) listener(message);
  };
  return { port: port as unknown as Browser.runtime.Port, posted: port.postMessage, disconnected: port.disconnect, send };
};
