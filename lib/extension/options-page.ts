// Runs the options page: sites, authorities and language, drawn again whenever one of them changes anywhere.
import { browser } from 'wxt/browser';
import type { OptionsProps } from '../view';
import { addAuthorities, removeAuthority } from './added-authorities';
import { describeTrust } from './describe-trust';
import { dropSite } from './page-access';
import { runCoalesced } from './run-coalesced';
import { readSettings, watchSettings, writeSettings } from './settings';
import { readSites } from './sites';
import { readTrust } from './trust';

const readOptions = async (): Promise<Pick<OptionsProps, 'sites' | 'trust' | 'language'>> => {
  const [sites, trust, { language }] = await Promise.all([readSites(), readTrust(), readSettings()]);
  return { sites: [...sites.keys()], trust: describeTrust(trust), language };
};

export const startOptionsPage = (draw: (props: OptionsProps) => void, signal: AbortSignal): void => {
  let trustProblem: OptionsProps['trustProblem'] = null;
  const refresh = runCoalesced(async () => draw({ ...(await readOptions()), trustProblem, actions }));
  const add = async (pem: string): Promise<void> => {
    trustProblem = await addAuthorities(pem);
    await refresh();
  };
  const removeSite = async (host: string): Promise<void> => {
    await dropSite((await readSites()).get(host) ?? []);
    await refresh();
  };
  const actions: OptionsProps['actions'] = {
    removeSite: (host) => void removeSite(host),
    addAuthority: (pem) => void add(pem),
    removeAuthority: (fingerprint) => void removeAuthority(fingerprint),
    chooseLanguage: (language) => void writeSettings({ language }),
  };
  const listen = (): void => void refresh();
  watchSettings(listen, signal);
  browser.permissions.onAdded.addListener(listen);
  browser.permissions.onRemoved.addListener(listen);
  signal.addEventListener('abort', () => {
    browser.permissions.onAdded.removeListener(listen);
    browser.permissions.onRemoved.removeListener(listen);
  });
  listen();
};
