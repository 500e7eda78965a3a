// What the product's own marking of a list costs the main thread of the page: a new list, its verdicts, a further look, and scrolling to its end.
import { createRowMarker } from '../../../entrypoints/webmail.content/mark-rows';
import type { RowVerdict } from '../../../lib/extension/row-verdict';
import { roundcube } from '../../../lib/webmail/roundcube';
import { createWording } from '../../../lib/wording';
import { repeat, time, timeInFrames, toFigure } from './time-work';

export type ListFigures = { newMs: number; verdictsMs: number; againMs: number; restMs: number; boxesMs: number; inSight: number };

const ROUNDS = 40;
/** Each takes a second. */
const SCROLLS = 8;
const STEP_PX = 150;
const wording = createWording('it', {});

const countMarks = (page: Document): number => page.querySelectorAll('[data-ceralacca="mark"]').length;

/** A marker whose background knows nothing until it is told to answer: then it has verified every message. */
const startMarker = () => {
  const stop = new AbortController();
  let answer: () => void = () => undefined;
  const askVerdicts = (keys: string[]): Promise<Map<string, RowVerdict>> =>
    new Promise((resolve) => {
      answer = () => resolve(new Map(keys.map((key) => [key, 'verified'])));
    });
  const marker = createRowMarker({ wording, askVerdicts, askKeeps: () => Promise.resolve(new Map()), signal: stop.signal });
  return { look: (page: Document) => marker.listed(roundcube.listRows(page)), answer: () => answer(), stop: () => stop.abort() };
};

const timeAnswer = async (page: Document, answer: () => void): Promise<number> => {
  const started = performance.now();
  answer();
  for (let step = 0; step < 10; step += 1) await undefined;
  void page.body.offsetHeight;
  return performance.now() - started;
};

const findScroller = (row: Element): Element => {
  let scroller: Element | null = row;
  while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement;
  if (scroller === null) throw new Error('the list does not scroll');
  return scroller;
};

const timeScroll = async (page: Document): Promise<number> => {
  const rows = roundcube.listRows(page);
  const scroller = findScroller(rows[0]?.slot ?? page.body);
  const { look, stop } = startMarker();
  await timeInFrames(page, () => look(page));
  let ms = 0;
  for (let top = 0; top < scroller.scrollHeight; top += STEP_PX) {
    scroller.scrollTop = top;
    void page.body.offsetHeight;
    ms += await timeInFrames(page, () => undefined);
  }
  if (countMarks(page) !== rows.length) throw new Error(`${countMarks(page)} marks on ${rows.length} rows`);
  scroller.scrollTop = 0;
  stop();
  return ms;
};

const timeList = async (page: Document): Promise<Omit<ListFigures, 'restMs' | 'boxesMs'>> => {
  const { look, answer, stop } = startMarker();
  const newMs = await timeInFrames(page, () => look(page));
  const inSight = countMarks(page);
  const verdictsMs = await timeAnswer(page, answer);
  const againMs = await timeInFrames(page, () => look(page));
  stop();
  return { newMs, verdictsMs, againMs, inSight };
};

/** What the page itself needs to lay its list out again, whatever was put there. */
const timeBoxes = (page: Document): number => {
  const rows = roundcube.listRows(page);
  const boxes = rows.map(() => {
    const box = page.createElement('span');
    box.style.cssText = 'display:inline-block;width:14px;height:14px';
    return box;
  });
  const ms = time(page, () => {
    for (const [index, { slot, before }] of rows.entries()) slot.insertBefore(boxes[index] as Element, before);
  });
  for (const box of boxes) box.remove();
  return ms;
};

export const measureList = async (page: Document): Promise<ListFigures> => {
  const lists = await repeat(ROUNDS, () => timeList(page));
  if (lists.some(({ inSight }) => inSight === 0)) throw new Error('no mark was drawn');
  const figure = (name: keyof (typeof lists)[number]): number => toFigure(lists.map((one) => one[name]));
  return {
    newMs: figure('newMs'),
    verdictsMs: figure('verdictsMs'),
    againMs: figure('againMs'),
    inSight: figure('inSight'),
    restMs: toFigure(await repeat(SCROLLS, () => timeScroll(page))),
    boxesMs: toFigure(await repeat(ROUNDS, () => timeBoxes(page))),
  };
};
