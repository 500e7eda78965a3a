// What the user chose, kept in storage.local under one key each, validated when read; what the administration laid down goes before it.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { toServiceUrl } from '../../bundle/timestamp-service';
import { REMIND_PERIODS } from '../../ledger/backup-due';
import { isPolicy } from '../../verify/timestamps/create-timestamp-request';
import { readManaged } from './managed';
import { storeLocally } from './store-locally';

const PEM_LIST = v.fallback(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64_000))), v.maxLength(50)), []);

const SETTINGS = v.object({
  language: v.fallback(v.picklist(['auto', 'it', 'en']), 'auto'),
  cardCollapsed: v.fallback(v.boolean(), false),
  /** Of what Ceralacca tells by itself. */
  notify: v.fallback(v.picklist(['never', 'failures', 'all']), 'never'),
  /** Whether subjects are readable in what it tells. */
  notifySubjects: v.fallback(v.boolean(), false),
  /** How old a copy of the ledger may be before the user is reminded. */
  remindBackup: v.fallback(v.picklist(REMIND_PERIODS), 'weekly'),
  /** Authorities the user added, one PEM certificate each. Broken data trust nobody. */
  authorities: PEM_LIST,
  /** The same for time-stamps only: they vouch for no PEC provider. */
  timestampAuthorities: PEM_LIST,
  /** The time-stamp service that was asked last, to be proposed again; '' for none. Name and password are kept nowhere. */
  timestampUrl: v.fallback(
    v.pipe(
      v.string(),
      v.check((url) => url === '' || toServiceUrl(url) === url),
    ),
    '',
  ),
  /** OID; '' leaves it to the service. */
  timestampPolicy: v.fallback(
    v.pipe(
      v.string(),
      v.check((policy) => policy === '' || isPolicy(policy)),
    ),
    '',
  ),
});

export type Settings = v.InferOutput<typeof SETTINGS>;

const NAMES = [
  'language',
  'cardCollapsed',
  'notify',
  'notifySubjects',
  'remindBackup',
  'authorities',
  'timestampAuthorities',
  'timestampUrl',
  'timestampPolicy',
] as const satisfies readonly (keyof Settings)[];

export const readSettings = async (): Promise<Settings> => {
  const [stored, managed] = await Promise.all([browser.storage.local.get([...NAMES]), readManaged()]);
  const own = v.parse(SETTINGS, stored);
  return { ...own, language: managed.language ?? own.language, remindBackup: managed.remindBackup ?? own.remindBackup };
};

/** Only what passes validation is stored; anything else is a programming error and throws. */
export const writeSettings = (change: Partial<Settings>): Promise<void> => storeLocally(v.parse(v.partial(SETTINGS), change));

/** Content scripts share a process with the page: where the browser can, they are kept out of storage.local, which holds added authorities. */
export const guardSettings = async (): Promise<void> => {
  await browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
};

export const watchSettings = (onChange: () => void, signal: AbortSignal): void => {
  const listen = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'managed' || (area === 'local' && NAMES.some((name) => name in changes))) onChange();
  };
  browser.storage.onChanged.addListener(listen);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listen));
};
