// Runs in a webmail's page: what the content script does there for one look at the list and one opened message, timed.

import { createCard } from '../../../entrypoints/webmail.content/create-card';
import { createMount } from '../../../lib/webmail/mount';
import { roundcube } from '../../../lib/webmail/roundcube';
import { drawRowMark, rowMarkStyle } from '../../../lib/webmail/row-mark';
import { createWording } from '../../../lib/wording';
import { createReport, judge } from '../../components/sample-data';

export type PageFigures = { rows: number; readMs: number; markMs: number; boxesMs: number; messageMs: number };

const ROUNDS = 60;
const SHOWN = judge(createReport());

const median = (values: number[]): number => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Browsers round their clock: each figure is taken over several looks. */
const time = (work: () => void, times = 1): number => {
  const started = performance.now();
  for (let turn = 0; turn < times; turn += 1) work();
  return (performance.now() - started) / times;
};

const repeat = (work: () => number): number => median(Array.from({ length: ROUNDS }, work));

const measureMarks = (page: Document): number => {
  const mounts = roundcube
    .listRows(page)
    .map((row) => ({ row, mount: createMount(page, { kind: 'mark', style: rowMarkStyle, isolated: false }) }));
  const ms = time(() => {
    for (const { row, mount } of mounts) {
      drawRowMark(mount.root, 'verified', { shown: 'PEC?', title: 'Ricevuta autentica' });
      mount.place({ parent: row.slot, before: row.before });
    }
    void page.body.offsetHeight;
  });
  for (const { mount } of mounts) mount.remove();
  return ms;
};

/** What the page itself needs to lay its list out again, whatever was put there. */
const measureBoxes = (page: Document): number => {
  const rows = roundcube.listRows(page);
  const boxes = rows.map(() => {
    const box = page.createElement('span');
    box.style.cssText = 'display:inline-block;width:14px;height:14px';
    return box;
  });
  const ms = time(() => {
    for (const [index, { slot, before }] of rows.entries()) slot.insertBefore(boxes[index] as Element, before);
    void page.body.offsetHeight;
  });
  for (const box of boxes) box.remove();
  return ms;
};

const measureMessage = (page: Document): number => {
  const end = new AbortController();
  const ms = time(() => {
    const [message] = roundcube.openMessages(page);
    if (message === undefined) throw new Error('no message is open');
    const actions = { openLedger() {}, saveOriginal() {}, exportBundle() {}, collapse() {}, retry() {} };
    createCard({ anchor: message.anchor, wording: createWording('it', {}), actions, signal: end.signal }).draw(SHOWN, false);
    void page.body.offsetHeight;
  });
  end.abort();
  return ms;
};

const measure = (): PageFigures => {
  const message = document.querySelector<HTMLIFrameElement>('#messagecontframe')?.contentDocument;
  if (!message) throw new Error('no preview');
  return {
    rows: roundcube.listRows(document).length,
    readMs: repeat(() => time(() => void roundcube.listRows(document), 5)),
    markMs: repeat(() => measureMarks(document)),
    boxesMs: repeat(() => measureBoxes(document)),
    messageMs: repeat(() => measureMessage(message)),
  };
};

Object.assign(globalThis, { measurePage: measure });
