// Runs in a webmail's page: what the content script does there for a list and for one opened message, timed.

import { createCard } from '../../../entrypoints/webmail.content/create-card';
import { roundcube } from '../../../lib/webmail/roundcube';
import { createWording } from '../../../lib/wording';
import { createReport, judge } from '../../components/sample-data';
import { type ListFigures, measureList } from './measure-list';
import { repeat, time, timeCalls, toFigure } from './time-work';

export type PageFigures = ListFigures & { messageMs: number };

const ROUNDS = 60;
const SHOWN = judge(createReport());

const timeMessage = (page: Document): number => {
  const end = new AbortController();
  const ms = time(page, () => {
    const [message] = roundcube.openMessages(page);
    if (message === undefined) throw new Error('no message is open');
    const actions = { openLedger() {}, saveOriginal() {}, exportBundle() {}, collapse() {}, retry() {} };
    createCard({ anchor: message.anchor, wording: createWording('it', {}), actions, signal: end.signal }).draw(SHOWN, false);
  });
  end.abort();
  return ms;
};

const measure = async (): Promise<PageFigures> => {
  const message = document.querySelector<HTMLIFrameElement>('#messagecontframe')?.contentDocument;
  if (!message) throw new Error('no preview');
  timeCalls(document);
  return { ...(await measureList(document)), messageMs: toFigure(await repeat(ROUNDS, () => timeMessage(message))) };
};

Object.assign(globalThis, { measurePage: measure });
