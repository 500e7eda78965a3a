// Runs the options page: sites, authorities, revocation lists and language, drawn again whenever one of them changes anywhere.
import { browser } from 'wxt/browser';
import type { TaughtProps } from '../../teach-view';
import { REVOCATION_SOURCES } from '../../verify/trust/built-in';
import type { OptionsProps } from '../../view';
import { dropSite } from '../access/page-access';
import { findGrants, readSites } from '../access/sites';
import { fetchRevocation, requestRevocationHost } from '../network/fetch-revocation';
import { createOcspQuestions, type OcspQuestions } from '../network/ocsp-questions';
import { readRequests } from '../network/request-log';
import { addRevocationList, readShownLists, removeRevocationList } from '../network/revocation-lists';
import { readStorageState } from '../recording/persist-storage';
import { runCoalesced } from '../run-coalesced';
import { exportRecipe, importRecipe, listTaught, type ReadRecipe } from '../taught/taught-desk';
import { removeRecipe, watchRecipes } from '../taught/taught-recipes';
import { addAuthorities, removeAuthority } from '../trust/added-authorities';
import { describeTrust } from '../trust/describe-trust';
import { readTrust } from '../trust/trust';
import { readManagedView } from './describe-managed';
import { readSettings, watchSettings, writeSettings } from './settings';

type Problems = {
  trust: OptionsProps['trustProblem'];
  revocation: OptionsProps['revocation']['problem'];
  notify: boolean;
  taught: TaughtProps['problem'];
};

const readOptions = async (problems: Problems, questions: OcspQuestions): Promise<Omit<OptionsProps, 'actions' | 'taught'>> => {
  const [sites, managed, trust, { language, notify, notifySubjects, remindBackup }, lists, requests, storage] = await Promise.all([
    readSites(),
    readManagedView(),
    readTrust(),
    readSettings(),
    readShownLists(),
    readRequests(),
    readStorageState(),
  ]);
  return {
    sites: [...sites.keys()],
    managed,
    trust: describeTrust(trust),
    trustProblem: problems.trust,
    revocation: { lists, sources: [...REVOCATION_SOURCES], questions: questions.shown(), problem: problems.revocation },
    requests,
    language,
    notifications: { notify, showsSubjects: notifySubjects, isRefused: problems.notify },
    storage: { ...storage, remindBackup },
  };
};

/** The file may be gone, locked or on a drive that was unplugged. */
const readBytes = async (file: File): Promise<Uint8Array> => {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return new Uint8Array();
  }
};

/** Every file is tried; the first problem is told. */
const addFiles = async (files: readonly File[]): Promise<Problems['revocation']> => {
  const now = new Date().toISOString();
  let first: Problems['revocation'] = null;
  for (const file of files) {
    const problem = await addRevocationList(await readBytes(file), file.name, now);
    first ??= problem;
  }
  return first;
};

const fetchAllowed = async (url: string, isAllowed: Promise<boolean>): Promise<Problems['revocation']> =>
  (await isAllowed) ? fetchRevocation(url, new Date().toISOString()) : 'not-allowed';

const requestNotifications = (): Promise<boolean> => browser.permissions.request({ permissions: ['notifications'] }).catch(() => false);

/** True when the permission was asked for and refused: then nothing changes. */
const chooseNotify = async (notify: OptionsProps['notifications']['notify'], isAllowed: Promise<boolean> | null): Promise<boolean> => {
  if (isAllowed !== null && !(await isAllowed)) return true;
  await writeSettings({ notify });
  return false;
};

export const startOptionsPage = (readRecipe: ReadRecipe, draw: (props: OptionsProps) => void, signal: AbortSignal): void => {
  const problems: Problems = { trust: null, revocation: null, notify: false, taught: null };
  const questions = createOcspQuestions();
  const readTaught = async (): Promise<TaughtProps> => ({
    webmails: await listTaught(readRecipe),
    problem: problems.taught,
    actions: taught,
  });
  const refresh = runCoalesced(async () => draw({ ...(await readOptions(problems, questions)), taught: await readTaught(), actions }));
  const tell = async <Name extends keyof Problems>(name: Name, problem: Promise<Problems[Name]>): Promise<void> => {
    problems[name] = await problem;
    await refresh();
  };
  const removeSite = async (host: string): Promise<void> => {
    await dropSite(await findGrants(host));
    await refresh();
  };
  const removeRevocation = async (id: string): Promise<null> => {
    await removeRevocationList(id);
    return null;
  };
  const taught: TaughtProps['actions'] = {
    exportRecipe: (origin) => void exportRecipe(origin),
    removeRecipe: (origin) => void removeRecipe(origin),
    importRecipe: (file) => void tell('taught', importRecipe(file, readRecipe)),
  };
  const actions: OptionsProps['actions'] = {
    switchOn: (origin) => void browser.permissions.request({ origins: [origin] }),
    removeSite: (host) => void removeSite(host),
    addAuthority: (pem, use) => void tell('trust', addAuthorities(pem, use)),
    removeAuthority: (fingerprint, use) => void removeAuthority(fingerprint, use),
    fetchRevocation: (url) => void tell('revocation', fetchAllowed(url, requestRevocationHost(url))),
    addRevocationFiles: (files) => void tell('revocation', addFiles(files)),
    askRevocation: (id) => void tell('revocation', questions.ask(id)),
    addRevocationQuestions: (files) => void tell('revocation', questions.add(files)),
    removeRevocation: (id) => void tell('revocation', removeRevocation(id)),
    chooseLanguage: (language) => void writeSettings({ language }),
    chooseNotify: (notify) => void tell('notify', chooseNotify(notify, notify === 'never' ? null : requestNotifications())),
    chooseReminder: (remindBackup) => void writeSettings({ remindBackup }),
    showSubjects: (notifySubjects) => void writeSettings({ notifySubjects }),
  };
  const listen = (): void => void refresh();
  watchSettings(listen, signal);
  watchRecipes(listen, signal);
  browser.permissions.onAdded.addListener(listen);
  browser.permissions.onRemoved.addListener(listen);
  signal.addEventListener('abort', () => {
    browser.permissions.onAdded.removeListener(listen);
    browser.permissions.onRemoved.removeListener(listen);
  });
  listen();
  void questions.load().then(listen);
};
