// What the product's own marking of a list costs the main thread of the page: a new list, its verdicts, the rest in idle moments, and a further look.
import { createRowMarker } from '../../../entrypoints/webmail.content/mark-rows';
import type { RowVerdict } from '../../../lib/extension/judging/row-verdict';
import { roundcube } from '../../../lib/webmail/roundcube';
import { createWording } from '../../../lib/wording';
import { repeat, time, timeInFrames, toFigure } from './time-work';

export type ListFigures = { newMs: number; drawnMs: number; restMs: number; againMs: number; boxesMs: number; inSight: number };

const ROUNDS = 40;
/** In which a hundred marks are drawn, and one to see that no more come. */
const IDLES = 3;
const wording = createWording('it', {});

const countMarks = (page: Document): number => page.querySelectorAll('[data-ceralacca="mark"]').length;

/** A marker whose background has verified every message, and says so once it is told to answer. */
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

const timeList = async (page: Document): Promise<Omit<ListFigures, 'boxesMs'>> => {
  const { look, answer, stop } = startMarker();
  const newMs = time(page, () => look(page));
  const drawn = await timeInFrames(
    page,
    async () => {
      answer();
      for (let step = 0; step < 10; step += 1) await undefined;
    },
    IDLES,
  );
  const inSight = drawn.marksInFrames;
  const again = await timeInFrames(page, () => look(page));
  const rows = roundcube.listRows(page).length;
  if (countMarks(page) !== rows) throw new Error(`${countMarks(page)} marks on ${rows} rows`);
  stop();
  return { newMs, drawnMs: drawn.ms, restMs: drawn.idleMs, againMs: again.ms, inSight };
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
  if (lists.some(({ inSight }) => inSight === 0)) throw new Error('no mark was drawn in sight');
  const figure = (name: keyof (typeof lists)[number]): number => toFigure(lists.map((one) => one[name]));
  return {
    ...{ newMs: figure('newMs'), drawnMs: figure('drawnMs'), restMs: figure('restMs'), againMs: figure('againMs') },
    inSight: figure('inSight'),
    boxesMs: toFigure(await repeat(ROUNDS, () => timeBoxes(page))),
  };
};
