// @vitest-environment jsdom
// Marks on list rows: neutral first, then the verdict, never on another message's row.
import { beforeEach, describe, expect, it } from 'vitest';
import { createRowMarker } from '../../entrypoints/webmail.content/mark-rows';
import type { Verdict } from '../../lib/verify/report';
import { createWording } from '../../lib/wording';

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
    document.body.innerHTML = '<p id="slot"></p>';
  });

  it('are neutral until the verdict is known, and gone when it is ordinary mail', async () => {
    const { marker } = create([new Map(), new Map([['a', 'not-pec']])]);
    marker.listed([row('a')]);
    expect(marks()).toBe(1);
    await settle();
    expect(marks()).toBe(1);
    marker.refresh();
    await settle();
    expect(marks()).toBe(0);
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
});
