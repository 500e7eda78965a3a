// What the shared tests do in Horde, in each of its views.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type HordeLab, startHordeLab } from '../lab/horde-lab';
import type { Root } from './driver';
import { findHordeRow, type HordeView, openHorde, openHordeFolder, readHordeSubject } from './horde-page';
import type { WebmailHand } from './webmail-hand';

const endSessions = ({ folder }: HordeLab): void => {
  for (const name of readdirSync(join(folder, 'sessions'))) rmSync(join(folder, 'sessions', name));
};

const TICKBOX = 'input[type="checkbox"]';
const BASIC_TICKED = `table.messageList tr:has(${TICKBOX}:checked)`;

const readTexts = (root: Root, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '');

export const createHordeHand = (view: HordeView): WebmailHand<HordeLab> => ({
  name: `Horde, ${view} view`,
  startLab: () => startHordeLab(),
  signIn: (driver, lab, credentials) => openHorde(driver, lab.hordeUrl, view, credentials),
  findRow: (page, subject) => findHordeRow(page, view, subject),
  clickRow: (page, row) => page.click(view === 'dynamic' ? `${row} .msgDate` : `${row} a.mboxSubject`),
  messageOf: (page) => page,
  readSubject: (message) => message.evaluate(readHordeSubject).catch(() => ''),
  openFolder: (page, folder) => openHordeFolder(page, view, folder),
  readSelected: (page) => page.evaluate(readTexts, view === 'dynamic' ? '#msgSplitPane .vpRowSelected' : BASIC_TICKED),
  keys: view === 'dynamic' ? { next: 'ArrowDown', extend: 'Shift+ArrowDown' } : null,
  ...(view === 'basic' ? { tickbox: (row: string) => `${row} ${TICKBOX}` } : {}),
  folderSelector: view === 'dynamic' ? (folder) => `.imp-sidebar-mbox[title="${folder}"]` : null,
  uidOfSource: null,
  endSessions,
});
