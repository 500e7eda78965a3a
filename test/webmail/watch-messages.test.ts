// @vitest-environment jsdom
// The watcher reports each message once, drops it when another takes its place, and never puts a look off for ever.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListRow, OpenMessage, WebmailAdapter } from '../../lib/webmail/adapter';
import { createRowProbe } from '../../lib/webmail/row-ids';
import { createMount } from '../../lib/webmail/sight/mount';
import { watchMessages } from '../../lib/webmail/watch-messages';

/** Shows the message named by `#open[data-key]`. */
const WITHOUT_PROBE: WebmailAdapter = {
  id: 'test',
  matches: [],
  isProven: true,
  recognises: () => true,
  openMessages: (page) =>
    [...page.querySelectorAll<HTMLElement>('#open')].map((anchor) => ({
      key: anchor.dataset.key ?? '',
      anchor,
      source: { url: '/', headers: {}, fidelity: 'exact' },
      isPart: false,
      looksLikePec: true,
    })),
  listRows: (page) => [...page.querySelectorAll('.row')].map((slot) => ({ key: slot.id, slot, before: null, looksLikePec: false })),
  selfCheck: () => [],
};

let stop: AbortController;
let log: string[];
let lists: ListRow[][];
let told: string[];

const watch = (adapter = WITHOUT_PROBE): void =>
  watchMessages(
    document,
    adapter,
    {
      opened({ key }: OpenMessage, closed) {
        log.push(`open ${key}`);
        closed.addEventListener('abort', () => log.push(`close ${key}`));
      },
      redrawn: ({ key }) => void log.push(`redrawn ${key}`),
      listed: (rows) => void lists.push(rows),
      askProbe: async () => told,
    },
    stop.signal,
  );
const settle = (ms = 200): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  stop = new AbortController();
  log = [];
  lists = [];
  told = [];
  document.body.innerHTML = '<div id="open" data-key="a"></div>';
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

describe('watchMessages', () => {
  it('reports what is there at the start, once', async () => {
    watch();
    await settle();
    expect(log).toEqual(['open a']);
  });

  it('closes the old message before it reports the new one', async () => {
    watch();
    document.body.innerHTML = '<div id="open" data-key="b"></div>';
    await settle();
    expect(log).toEqual(['open a', 'close a', 'open b']);
  });

  it('tells when the page was redrawn around the same message', async () => {
    watch();
    document.body.innerHTML = '<p></p><div id="open" data-key="a"></div>';
    await settle();
    expect(log).toEqual(['open a', 'redrawn a']);
  });

  it.each(['hashchange', 'popstate'])('looks again after %s', async (type) => {
    watch();
    document.getElementById('open')?.setAttribute('data-key', 'b');
    window.dispatchEvent(new Event(type));
    await settle();
    expect(log).toEqual(['open a', 'close a', 'open b']);
  });

  it('looks again after a click, even one the page keeps to itself', async () => {
    watch();
    const element = document.getElementById('open') as HTMLElement;
    element.addEventListener('click', (event) => event.stopImmediatePropagation());
    element.dataset.key = 'b';
    element.click();
    await settle();
    expect(log).toContain('open b');
  });

  it('is not put off by a page that never rests', async () => {
    watch();
    document.body.innerHTML = '';
    for (let step = 0; step < 10; step += 1) {
      document.body.append('x');
      await settle(50);
    }
    expect(log).toContain('close a');
  });

  it('does not react to its own mounts, but does when the page removes one', async () => {
    watch();
    const parent = document.body;
    const mount = createMount(document, { kind: 'card', style: '', isolated: true });
    mount.place({ parent, before: document.getElementById('open') });
    await settle();
    expect(log).toEqual(['open a']);
    parent.firstElementChild?.remove();
    await settle();
    expect(log).toEqual(['open a', 'redrawn a']);
  });

  it('lists the rows anew', async () => {
    watch();
    document.body.innerHTML = '<p class="row" id="r1"></p>';
    await settle();
    expect(lists.map((rows) => rows.map(({ key }) => key))).toEqual([[], ['r1']]);
  });

  describe('where only the page knows which message a row is about', () => {
    const withProbe: WebmailAdapter = {
      ...WITHOUT_PROBE,
      probe: createRowProbe({ rows: '.row', isId: (id) => /^\d+$/.test(id) }),
      listRows: (page, findId) =>
        [...page.querySelectorAll('.row')].map((slot) => ({ key: findId?.(slot) ?? null, slot, before: null, looksLikePec: false })),
    };
    const keys = (): (string | null)[][] => lists.map((rows) => rows.map(({ key }) => key));

    it('lists the rows at once, and again with their ids', async () => {
      document.body.innerHTML = '<p class="row">uno</p>';
      told = ['1'];
      watch(withProbe);
      await settle();
      expect(keys()).toEqual([[null], ['1']]);
    });

    it('asks again when a row is used for another message by its words alone', async () => {
      document.body.innerHTML = '<p class="row">uno</p>';
      told = ['1'];
      watch(withProbe);
      await settle();
      told = ['2'];
      const text = document.querySelector('.row')?.firstChild;
      if (text) text.nodeValue = 'due';
      await settle();
      expect(keys().slice(2)).toEqual([[null], ['2']]);
    });

    it('asks again when somebody scrolls, for rows of the same words', async () => {
      document.body.innerHTML = '<div><p class="row">uno</p></div>';
      told = ['1'];
      watch(withProbe);
      await settle();
      told = ['2'];
      document.querySelector('div')?.dispatchEvent(new Event('scroll'));
      await settle();
      expect(keys().at(-1)).toEqual(['2']);
    });
  });

  it('stops for good, and closes what is open', async () => {
    watch();
    stop.abort();
    document.body.innerHTML = '<div id="open" data-key="b"></div>';
    await settle();
    expect(log).toEqual(['open a', 'close a']);
  });
});
