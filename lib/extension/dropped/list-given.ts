// What was dropped or chosen → the files in it: folders are walked within limits, their files opened only when it is their turn.
import type { GivenFile } from '../../intake/found';
import type { DroppedItem, FileOutcome } from '../../view';

export type Listing = { files: GivenFile[]; problems: FileOutcome[] };

/** Of one drop; a folder beyond that is somebody's whole disk. */
export const FOLDER_LIMITS = { files: 20_000, depth: 20 } as const;

type Walk = Listing & { count: number; signal: AbortSignal };

const stop = (walk: Walk, name: string, problem: FileOutcome['problem']): void => void walk.problems.push({ name, report: null, problem });

const toPath = ({ fullPath, name }: FileSystemEntry): string => fullPath.replace(/^\//, '') || name;

/** Browsers give a folder in portions; an empty one is the end. */
const readAll = async (folder: FileSystemDirectoryEntry, walk: Walk): Promise<FileSystemEntry[]> => {
  const reader = folder.createReader();
  const read = (): Promise<FileSystemEntry[]> => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  const entries: FileSystemEntry[] = [];
  for (let portion = await read(); portion.length > 0 && !walk.signal.aborted; portion = await read()) {
    entries.push(...portion);
    if (walk.count + entries.length > FOLDER_LIMITS.files) break;
  }
  return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
};

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const addFile = (walk: Walk, file: GivenFile): void => {
  walk.count += 1;
  if (walk.count <= FOLDER_LIMITS.files) walk.files.push(file);
};

const walkFolder = async (folder: FileSystemDirectoryEntry, walk: Walk, depth: number): Promise<void> => {
  if (depth > FOLDER_LIMITS.depth) return stop(walk, toPath(folder), 'too-many');
  try {
    for (const entry of await readAll(folder, walk)) {
      if (walk.signal.aborted || walk.count > FOLDER_LIMITS.files) return;
      if (isFolder(entry)) await walkFolder(entry, walk, depth + 1);
      else {
        const open = (): Promise<File> => new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
        addFile(walk, { name: toPath(entry), isNamed: false, open });
      }
    }
  } catch {
    // Locked, gone, or on a drive that was unplugged: its neighbours are still there.
    stop(walk, toPath(folder), 'broken-file');
  }
};

const addItem = async (item: DroppedItem, walk: Walk): Promise<void> => {
  if (!(item instanceof File)) return walkFolder(item, walk, 1);
  const open = async (): Promise<File> => item;
  // Out of a folder that was chosen by its button.
  if (item.webkitRelativePath) addFile(walk, { name: item.webkitRelativePath, isNamed: false, open });
  else walk.files.push({ name: item.name, isNamed: true, open });
};

export const listGiven = async (items: readonly DroppedItem[], signal: AbortSignal): Promise<Listing> => {
  const walk: Walk = { files: [], problems: [], count: 0, signal };
  for (const item of items) {
    const before = walk.count;
    await addItem(item, walk);
    if (before <= FOLDER_LIMITS.files && walk.count > FOLDER_LIMITS.files) {
      const name = item instanceof File ? (item.webkitRelativePath.split('/')[0] ?? item.name) : toPath(item);
      stop(walk, name, 'too-many');
    }
  }
  return { files: walk.files, problems: walk.problems };
};
