// Settings: defaults, validation of what is found, and who hears of a change.
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSettings, watchSettings, writeSettings } from '../../lib/extension/settings/settings';
import { readTexts } from '../../lib/extension/settings/texts';
import { installFakeExtension } from './fake-extension';

beforeEach(() => void installFakeExtension());

const DEFAULTS = {
  language: 'auto',
  cardCollapsed: false,
  notify: 'never',
  notifySubjects: false,
  remindBackup: 'weekly',
  authorities: [],
  timestampAuthorities: [],
  timestampUrl: '',
  timestampPolicy: '',
};

it('starts with the language of the browser and no added authority', async () => {
  expect(await readSettings()).toEqual(DEFAULTS);
});

it('keeps what is written and leaves the rest', async () => {
  await writeSettings({ language: 'en' });
  await writeSettings({ authorities: ['PEM'] });
  expect(await readSettings()).toEqual({ ...DEFAULTS, language: 'en', authorities: ['PEM'] });
});

it.each([
  ['an unknown language', { language: 'tlh' }],
  ['an unknown choice of notifications', { notify: 'always', notifySubjects: 'yes' }],
  ['a time-stamp service that cannot be asked', { timestampUrl: 'javascript:alert(1)', timestampPolicy: '1.2.' }],
  ['a password in the address of a time-stamp service', { timestampUrl: 'https://anna:segreta@tsa.example/' }],
  ['authorities that are no list', { authorities: 'PEM' }],
  ['an authority that is no text', { authorities: [7] }],
  ['far too many authorities', { authorities: Array.from({ length: 51 }, () => 'PEM') }],
])('falls back on %s', async (_, stored) => {
  await fakeBrowser.storage.local.set(stored);
  expect(await readSettings()).toEqual(DEFAULTS);
});

it('tells of its own changes only, until the signal ends it', async () => {
  const onChange = vi.fn();
  const life = new AbortController();
  watchSettings(onChange, life.signal);
  await fakeBrowser.storage.local.set({ anything: true });
  await fakeBrowser.storage.session.set({ language: 'en' });
  expect(onChange).not.toHaveBeenCalled();
  await writeSettings({ language: 'it' });
  expect(onChange).toHaveBeenCalledOnce();
  life.abort();
  await writeSettings({ language: 'en' });
  expect(onChange).toHaveBeenCalledOnce();
});

it('speaks the language of the browser when it is one of ours, else English, and the chosen one above all', async () => {
  const speak = vi.spyOn(fakeBrowser.i18n, 'getUILanguage');
  const localeFor = async (language: string): Promise<string> => {
    speak.mockReturnValue(language);
    return (await readTexts()).locale;
  };
  expect([await localeFor('it'), await localeFor('it-CH'), await localeFor('de'), await localeFor('en-US')]).toEqual([
    'it',
    'it',
    'en',
    'en',
  ]);
  await writeSettings({ language: 'it' });
  expect(await localeFor('de')).toBe('it');
  const { texts } = await readTexts();
  expect(texts.extName).toBe('Ceralacca');
});
