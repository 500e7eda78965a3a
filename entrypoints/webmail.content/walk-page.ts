// Walks the folder that this page lists, when one of our own pages says so; the page itself cannot.
import type { WalkReply } from '../../lib/extension/protocol';
import type { WalkOrder } from '../../lib/view';
import type { FolderReader, OpenFolder } from '../../lib/webmail/adapter';
import { fetchText } from '../../lib/webmail/source/fetch-source';
import { startWalk, type Walk, type WalkDoor, type WalkRecord } from '../../lib/webmail/walk/walk-folder';
import { askBackground } from './ask-background';
import { readWalkItem } from './read-walk-item';
import { loadWalk, toWalkReply } from './walk-record';

/** A page of a list is small; what is larger is none. */
const MAX_LIST_BYTES = 20 * 1024 * 1024;

export type PageWalk = { state(): Promise<WalkReply>; order(order: WalkOrder): Promise<WalkReply> };
type Running = { folder: OpenFolder; walk: Walk };

const sleep = async (milliseconds: number): Promise<void> => {
  // Browsers let a hidden tab's timers sleep for a minute: the background keeps the time instead.
  if (document.hidden && (await askBackground({ type: 'walk-wait' }, false)) === true) return;
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
};

export const createPageWalk = (reader: FolderReader, signal: AbortSignal): PageWalk => {
  let running: Running | null = null;
  signal.addEventListener('abort', () => running?.walk.cancel(), { once: true });

  const createDoor = (folder: OpenFolder): WalkDoor => ({
    now: () => performance.timeOrigin + performance.now(),
    sleep,
    takeTurn: async () => void (await askBackground({ type: 'walk-turn' }, false)),
    list: (ask) => reader.list(document, folder, ask),
    fetchList: (request) => fetchText(request, { origin: location.origin, maxBytes: MAX_LIST_BYTES, signal }),
    read: (item, stopped) => readWalkItem(item, signal, stopped),
    save: async (walk) => void (await askBackground({ type: 'walk-save', folder: folder.id, walk })),
  });
  const start = async (folder: OpenFolder, order: 'start' | 'restart' | 'resume'): Promise<WalkReply> => {
    const { isAllowed, walk } = await loadWalk(folder.id);
    if (!isAllowed) return toWalkReply(folder, null, 'private-window');
    // Two answers to one click on two doors: the first one has begun already.
    if (running === null) run(folder, order === 'restart' ? null : walk, order === 'resume');
    return state();
  };
  const run = (folder: OpenFolder, before: WalkRecord | null, isResumed: boolean): void => {
    const mine = { folder, walk: startWalk(createDoor(folder), before, isResumed) };
    running = mine;
    void mine.walk.ended.then(() => {
      running = null;
    });
  };
  const state = async (): Promise<WalkReply> => {
    if (running !== null) return toWalkReply(running.folder, running.walk.record(), null);
    const folder = reader.find(document);
    if (folder === null) return null;
    const { isAllowed, walk } = await loadWalk(folder.id);
    return toWalkReply(folder, walk, isAllowed ? null : 'private-window', 'kept');
  };
  return {
    state,
    async order(order) {
      if (running !== null) {
        if (order === 'pause' || order === 'resume' || order === 'cancel') running.walk[order]();
        return state();
      }
      const folder = order === 'pause' || order === 'cancel' ? null : reader.find(document);
      return folder === null || (order !== 'start' && order !== 'restart' && order !== 'resume') ? state() : start(folder, order);
    },
  };
};
