// What happens by itself: the counter on the toolbar, the next alarm, and notifications, as much as the user chose.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { toAlarmTime, watchDeadlines } from '../../lib/extension/notices/watch-deadlines';
import { recordReport } from '../../lib/extension/recording/record-report';
import { writeSettings } from '../../lib/extension/settings/settings';
import { ANNA, accepted, BRUNO, delivered, failed } from '../ledger/build-evidence';
import { toJudged } from '../ledger/to-judged';
import { installFakeExtension } from './fake-extension';

type Toolbar = { text: string; title: string };
type Told = { id: string; message: string };

let toolbar: Toolbar;
let told: Told[];
let life: AbortController;
let click: ((id: string) => void) | undefined;

/** Parts of the browser that the in-memory one has only as names; what a test before this one left behind writes into its own. */
const installToolbar = (): void => {
  const shown: Toolbar = { text: '', title: '' };
  const notices: Told[] = [];
  [toolbar, told] = [shown, notices];
  const target = fakeBrowser as unknown as Record<string, object>;
  const show = async (change: Partial<Toolbar>): Promise<void> => void Object.assign(shown, change);
  target.action = { setBadgeText: show, setTitle: show, setBadgeBackgroundColor: show, setBadgeTextColor: show };
  target.notifications = {
    create: async (id: string, { message }: { message: string }) => void notices.push({ id, message }),
    clear: async () => true,
    onClicked: {
      addListener: (listener: (id: string) => void) => {
        click = listener;
      },
    },
  };
};

beforeEach(async () => {
  life = new AbortController();
  installFakeExtension();
  installToolbar();
  await Dexie.delete('ledger');
});

// What is still under way would take what the next test records.
afterEach(async () => {
  life.abort();
  await new Promise((resolve) => setTimeout(resolve, 100));
});

const HOUR_MS = 3_600_000;
const justNow = (hoursAgo: number): string => new Date(Date.now() - hoursAgo * HOUR_MS).toISOString();

const record = async (evidence: ReturnType<typeof accepted>): Promise<void> => {
  const { bytes, report } = toJudged(evidence);
  await recordReport({ bytes, report, origin: 'file', now: new Date().toISOString() });
};
const acceptedBefore = (hours: number) => accepted({ facts: { time: justNow(hours), identifier: 'm', messageId: 'm' } });
const failedFor = (address: string) => failed(address, 0, '5.1.1', { facts: { time: justNow(0), identifier: 'm', messageId: 'm' } });

const untilTold = (count: number): Promise<void> => vi.waitFor(() => expect(told).toHaveLength(count));
const untilShown = (text: string): Promise<void> => vi.waitFor(() => expect(toolbar.text).toBe(text));

describe('the counter', () => {
  it('is empty while nothing needs a look', async () => {
    await record(acceptedBefore(1));
    watchDeadlines(life.signal);
    await vi.waitFor(() => expect(toolbar.title).toBe('Ceralacca'));
    expect(toolbar.text).toBe('');
  });

  it('follows what is recorded, with a title in words', async () => {
    watchDeadlines(life.signal);
    await record(acceptedBefore(1));
    await record(failedFor(ANNA));
    await untilShown('1');
    expect(toolbar.title).toBe('Ceralacca: 1 messaggio da guardare');
  });

  it('shows harm instead of a number', async () => {
    await record(acceptedBefore(30));
    await Dexie.delete('ledger');
    watchDeadlines(life.signal);
    await untilShown('!');
    expect(toolbar.title).toContain('Il registro è andato perso');
  });
});

describe('the alarm', () => {
  const NOW = Date.parse('2026-10-01T08:00:00Z');

  it.each([
    ['the time of the next message', NOW + HOUR_MS, NOW + HOUR_MS],
    ['a minute, when it is sooner or already past', NOW - HOUR_MS, NOW + 60_000],
    ['six hours, when it is later', NOW + 30 * HOUR_MS, NOW + 6 * HOUR_MS],
    ['six hours, when nothing is waited for', null, NOW + 6 * HOUR_MS],
  ])('rings after %s', (_, nextAt, due) => expect(toAlarmTime(nextAt, NOW)).toBe(due));

  it('is set for the moment at which a notice is missing', async () => {
    await record(acceptedBefore(11));
    watchDeadlines(life.signal);
    await vi.waitFor(async () => {
      const alarm = await fakeBrowser.alarms.get('deadlines');
      expect(Math.abs((alarm?.scheduledTime ?? 0) - (Date.now() + HOUR_MS))).toBeLessThan(10_000);
    });
  });
});

describe('notifications', () => {
  it('are not shown unless the user chose them', async () => {
    watchDeadlines(life.signal);
    await record(acceptedBefore(1));
    await record(failedFor(ANNA));
    await untilShown('1');
    expect(told).toEqual([]);
  });

  it('tell once of a failure, without its subject', async () => {
    await writeSettings({ notify: 'failures' });
    watchDeadlines(life.signal);
    await record(acceptedBefore(1));
    await record(failedFor(ANNA));
    await untilTold(1);
    expect(told[0]?.message).toBe('Un messaggio da guardare: non consegnato.');
    await record(delivered(BRUNO, 0, { facts: { time: justNow(0), identifier: 'm', messageId: 'm' } }));
    await record(accepted({ facts: { time: justNow(1), identifier: 'other', messageId: 'other' } }));
    expect(told).toHaveLength(1);
  });

  it('tell of what is late only to whom wants to know all', async () => {
    await record(acceptedBefore(25));
    await writeSettings({ notify: 'failures' });
    watchDeadlines(life.signal);
    await untilShown('1');
    expect(told).toEqual([]);
    await record(accepted({ facts: { time: justNow(26), identifier: 'late', messageId: 'late' } }));
    await untilShown('2');
    await writeSettings({ notify: 'all', notifySubjects: true });
    await record(accepted({ facts: { time: justNow(27), identifier: 'later', messageId: 'later' } }));
    await vi.waitFor(() => expect(told.at(-1)?.message).toMatch(/^Ricorso gerarchico prot\. 88\/2026: in attesa/));
  });

  it('are one for many', async () => {
    for (const identifier of ['a', 'b', 'c']) await record(accepted({ facts: { time: justNow(30), identifier, messageId: identifier } }));
    await writeSettings({ notify: 'all' });
    watchDeadlines(life.signal);
    await untilTold(1);
    expect(told).toEqual([{ id: 'attention', message: '3 messaggi da guardare.' }]);
  });

  it('lead to the message they are about', async () => {
    await writeSettings({ notify: 'failures' });
    watchDeadlines(life.signal);
    await record(acceptedBefore(1));
    await record(failedFor(ANNA));
    await untilTold(1);
    click?.('attention');
    await vi.waitFor(async () => {
      const tabs = await fakeBrowser.tabs.query({});
      expect(tabs.some(({ url }) => url?.includes('/ledger.html#') && url.includes('m'))).toBe(true);
    });
  });
});

describe('a reminder of a copy', () => {
  const recordOld = async (): Promise<void> => {
    const { bytes, report } = toJudged(delivered(ANNA, 0, { facts: { time: justNow(300), identifier: 'm', messageId: 'm' } }));
    await recordReport({ bytes, report, origin: 'file', now: justNow(300) });
    // The first entry of the journal is as old as the ledger.
    const database = await new Dexie('ledger').open();
    await database
      .table('journal')
      .toCollection()
      .modify({ at: justNow(300) });
    database.close();
  };
  const countReminders = (): number => told.filter(({ id }) => id === 'backup').length;

  it('comes once a day where anything is told, and leads to the ledger', async () => {
    await writeSettings({ notify: 'failures' });
    await recordOld();
    watchDeadlines(life.signal);
    await vi.waitFor(() => expect(countReminders()).toBe(1));
    await record(acceptedBefore(1));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(countReminders()).toBe(1);
  });

  it.each([
    ['nothing is to be told', { notify: 'never' }],
    ['it is not wanted', { notify: 'all', remindBackup: 'never' }],
  ] as const)('does not come when %s', async (_, settings) => {
    await writeSettings(settings);
    await recordOld();
    watchDeadlines(life.signal);
    await vi.waitFor(() => expect(toolbar.title).not.toBe(''));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(countReminders()).toBe(0);
  });
});

describe('a reminder of a seal over the archive', () => {
  const inDays = (days: number): string => new Date(Date.now() + days * 24 * HOUR_MS).toISOString();
  const recordEnding = (days: number): Promise<void> =>
    record(delivered(ANNA, 0, { validUntil: inDays(days), facts: { time: justNow(1), identifier: `${days}`, messageId: `${days}` } }));
  const countReminders = (): number => told.filter(({ id }) => id === 'seal').length;

  it('comes once a day when a certificate will end soon, where anything is told', async () => {
    await writeSettings({ notify: 'failures' });
    await recordEnding(30);
    watchDeadlines(life.signal);
    await vi.waitFor(() => expect(countReminders()).toBe(1));
    await recordEnding(31);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(countReminders()).toBe(1);
    click?.('seal');
    await vi.waitFor(async () => expect((await fakeBrowser.tabs.query({})).some(({ url }) => url?.includes('/ledger.html'))).toBe(true));
  });

  it.each([
    ['nothing is to be told', 'never', 30],
    ['it ends in years', 'all', 400],
    ['it has ended', 'all', -30],
  ] as const)('does not come when %s', async (_, notify, days) => {
    await writeSettings({ notify });
    await recordEnding(days);
    watchDeadlines(life.signal);
    await vi.waitFor(() => expect(toolbar.title).not.toBe(''));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(countReminders()).toBe(0);
  });
});
