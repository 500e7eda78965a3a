// What was dropped or chosen → one container, or the files of one folder by their paths in it.
import { FOLDER_FILES, type FolderFile } from '../bundle/open-bundle';
import type { DroppedItem } from '../view';

export type Given = { form: 'container'; name: string; blob: Blob } | { form: 'folder'; name: string; files: FolderFile[] };

export type GivenOrProblem = { ok: true; given: Given } | { ok: false; problem: 'several' | 'unreadable' | 'too-many' };

/** More than any bundle unpacks to; beyond that it is somebody's whole disk. */
const LIMITS = { files: FOLDER_FILES, depth: 8 } as const;

class TooMany extends Error {}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** Browsers give a folder in portions; an empty one is the end. */
const readEntries = async (folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = folder.createReader();
  const read = (): Promise<FileSystemEntry[]> => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  const entries: FileSystemEntry[] = [];
  for (let portion = await read(); portion.length > 0; portion = await read()) {
    entries.push(...portion);
    if (entries.length > LIMITS.files) throw new TooMany();
  }
  return entries;
};

const walk = async (folder: FileSystemDirectoryEntry, path: string, files: FolderFile[], depth: number): Promise<void> => {
  if (depth > LIMITS.depth) throw new TooMany();
  for (const entry of await readEntries(folder)) {
    const inside = `${path}${entry.name}`;
    if (isFolder(entry)) await walk(entry, `${inside}/`, files, depth + 1);
    else
      files.push({
        path: inside,
        blob: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
      });
    if (files.length > LIMITS.files) throw new TooMany();
  }
};

const readFolder = async (folder: FileSystemDirectoryEntry): Promise<GivenOrProblem> => {
  const files: FolderFile[] = [];
  try {
    await walk(folder, `${folder.name}/`, files, 1);
    return { ok: true, given: { form: 'folder', name: folder.name, files } };
  } catch (error) {
    return { ok: false, problem: error instanceof TooMany ? 'too-many' : 'unreadable' };
  }
};

/** Chosen by the button for folders: each file says where below the folder it lies. */
const toFolder = (files: readonly File[]): Given => ({
  form: 'folder',
  name: files[0]?.webkitRelativePath.split('/')[0] ?? '',
  files: files.map((file) => ({ path: file.webkitRelativePath, blob: file })),
});

/** Null for nothing at all. */
export const readGiven = async (items: readonly DroppedItem[]): Promise<GivenOrProblem | null> => {
  const [first] = items;
  if (first === undefined) return null;
  if (!(first instanceof File)) return items.length > 1 ? { ok: false, problem: 'several' } : readFolder(first);
  const files = items.filter((item) => item instanceof File);
  if (first.webkitRelativePath) {
    return files.length > LIMITS.files ? { ok: false, problem: 'too-many' } : { ok: true, given: toFolder(files) };
  }
  // Single files out of a folder no longer say where they lay.
  if (items.length > 1) return { ok: false, problem: 'several' };
  return { ok: true, given: { form: 'container', name: first.name, blob: first } };
};
