// @vitest-environment jsdom
// Marks on list rows: neutral first, then the verdict, never on another message's row.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createRowMarker } from '../../entrypoints/webmail.content/mark-rows';
import type { Verdict } from '../../lib/verify/report';
import { createWording } from '../../lib/wording';
import { playSight } from './play-sight';

const wording = createWording('en', {});
const settle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 10));
let stop: AbortController;

describe('row marks', () => {
  const row = (key: string, looksLikePec = true) => ({ key, slot: document.getElementById('slot') as Element, before: null, looksLikePec });
  const marks = (): number => document.querySelectorAll('[data-ceralacca="mark"]').length;
  const create = (answers: Map<string, Verdict>[]) => {
    const asked: string[][] = [];
    const askKeeps = () => Promise.resolve(new Map());
    const askVerdicts = (keys: string[]) => Promise.resolve(answers[asked.push(keys) - 1] ?? new Map());
    return { asked, marker: createRowMarker({ wording, askVerdicts, askKeeps, signal: stop.signal }) };
  };

  beforeEach(() => {
    stop = new AbortController();
    playSight();
    document.body.innerHTML = '<p id="slot"></p>';
  });

  it('are neutral until the verdict is known, and gone when it is ordinary mail', async () => {
    const { marker } = create([new Map(), new Map([['a', 'not-pec']])]);
    marker.listed([row('a')]);
    await settle();
    expect(marks()).toBe(1);
    marker.refresh();
    await settle();
    expect(marks()).toBe(0);
  });

  it('come with the verdict at once where the background answers soon, and neutral where it takes its time', async () => {
    let answer: (known: Map<string, Verdict>) => void = () => undefined;
    const askVerdicts = () => new Promise<Map<string, Verdict>>((resolve) => (answer = resolve));
    const marker = createRowMarker({ wording, askVerdicts, askKeeps: () => Promise.resolve(new Map()), signal: stop.signal });
    const drawn = vi.spyOn(Element.prototype, 'attachShadow');
    const shown = () => drawn.mock.results.map(({ value }) => (value as ShadowRoot).querySelector('.mark')?.className);
    marker.listed([row('a')]);
    await settle();
    expect(marks()).toBe(0);
    answer(new Map([['a', 'verified']]));
    await settle();
    expect(shown()).toEqual(['mark verified']);
    marker.listed([row('b'), { ...row('c'), slot: document.body }]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(shown()).toEqual(['mark hint', 'mark hint']);
    answer(new Map([['c', 'failed']]));
    await settle();
    expect(shown()).toEqual(['mark hint', 'mark failed']);
    drawn.mockRestore();
  });

  it('ask once per list, and again when told that verdicts changed', async () => {
    const { asked, marker } = create([]);
    for (let step = 0; step < 3; step += 1) marker.listed([row('a')]);
    await settle();
    expect(asked).toEqual([['a']]);
    marker.refresh();
    expect(asked).toHaveLength(2);
  });

  it('ask anew about a list when verdicts changed while another one without keys was shown', async () => {
    const { asked, marker } = create([]);
    marker.listed([row('a')]);
    await settle();
    marker.listed([{ ...row('a'), key: null }]);
    marker.refresh();
    marker.listed([row('a')]);
    expect(asked.filter((keys) => keys.length > 0)).toEqual([['a'], ['a']]);
  });

  it('do not stay on an element that now shows another message', async () => {
    const { marker } = create([new Map([['a', 'verified']])]);
    marker.listed([row('a')]);
    await settle();
    const before = document.querySelector('[data-ceralacca]');
    marker.listed([row('b', false)]);
    expect([before === null, marks()]).toEqual([false, 0]);
  });

  it('are drawn for a verdict on a row that gave no hint', async () => {
    const { marker } = create([new Map([['a', 'failed']])]);
    marker.listed([row('a', false)]);
    expect(marks()).toBe(0);
    await settle();
    expect(marks()).toBe(1);
    stop.abort();
    expect(marks()).toBe(0);
  });

  describe('of rows out of sight', () => {
    let sight: ReturnType<typeof playSight>;
    const slot = (): Element => document.getElementById('slot') as Element;
    beforeEach(() => {
      sight = playSight(() => false);
    });

    it('are drawn when the row comes near, as what is known by then', async () => {
      const { marker } = create([new Map([['a', 'verified']])]);
      marker.listed([row('a')]);
      await settle();
      expect(marks()).toBe(0);
      sight.come(slot());
      expect(marks()).toBe(1);
      marker.listed([row('a')]);
      expect(marks()).toBe(1);
    });

    it('are those of the message that the row shows by then', async () => {
      const { marker } = create([]);
      marker.listed([row('a')]);
      await settle();
      marker.listed([row('b', false)]);
      await settle();
      sight.come(slot());
      expect(marks()).toBe(0);
      marker.listed([row('c')]);
      await settle();
      sight.come(slot());
      expect(marks()).toBe(1);
    });

    it('are drawn at once where the row had one, whatever message it shows now', async () => {
      const { marker } = create([]);
      marker.listed([row('a')]);
      await settle();
      sight.come(slot());
      const drawn = document.querySelector('[data-ceralacca]');
      expect(drawn).not.toBeNull();
      slot().innerHTML = '';
      marker.listed([row('b')]);
      expect(document.querySelector('[data-ceralacca]')).toBe(drawn);
    });

    it('come as well when the row came near while it was not listed', async () => {
      const { marker } = create([]);
      marker.listed([row('a')]);
      await settle();
      marker.listed([]);
      sight.come(slot());
      marker.listed([row('a')]);
      await settle();
      sight.come(slot());
      expect(marks()).toBe(1);
    });

    it('wait for the next look when the page has moved what they stand before', async () => {
      const { marker } = create([]);
      slot().innerHTML = '<a></a>';
      marker.listed([{ ...row('a'), before: slot().firstChild }]);
      await settle();
      slot().innerHTML = '<a></a>';
      sight.come(slot());
      expect(marks()).toBe(0);
      marker.listed([{ ...row('a'), before: slot().firstChild }]);
      expect(slot().firstElementChild?.getAttribute('data-ceralacca')).toBe('mark');
    });

    it('are drawn in an idle moment after the first came near, some at a time', async () => {
      document.body.innerHTML = '<p></p>'.repeat(60);
      const slots = [...document.body.children];
      const { marker } = create([]);
      marker.listed(slots.map((one, index) => ({ ...row(`${index}`), slot: one })));
      await settle();
      sight.idle();
      expect(marks()).toBe(0);
      sight.come(slots[0] as Element);
      expect(marks()).toBe(1);
      sight.idle();
      expect(marks()).toBe(51);
      sight.idle();
      expect(marks()).toBe(60);
      stop.abort();
      expect(marks()).toBe(0);
    });

    it('are not drawn any more once the site was switched off', async () => {
      const { marker } = create([]);
      marker.listed([row('a')]);
      await settle();
      stop.abort();
      sight.come(slot());
      expect(marks()).toBe(0);
    });
  });
});
