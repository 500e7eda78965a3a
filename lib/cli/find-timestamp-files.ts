// The time-stamp files that lie in the same folder as a message and bear its name: `x.eml.tsr`, `x.tsd` beside `x.eml`.
import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pairTimestamps } from '../intake/pair-timestamps';
import { isTimestampName } from '../intake/recognise-file';

/** Paths written as the message's own is, so that they are seen to stand together. */
export type TimestampFinder = (path: string) => Promise<string[]>;

const listTimestamps = async (folder: string): Promise<string[]> => {
  try {
    return (await readdir(folder)).filter(isTimestampName).sort();
  } catch {
    // A folder that may be entered but not listed: then only what is named is known.
    return [];
  }
};

/** Each folder is listed once, however many of its files are named. */
export const createTimestampFinder = (): TimestampFinder => {
  const listed = new Map<string, Promise<string[]>>();
  return async (path) => {
    const [folder, name] = [dirname(path), basename(path)];
    const names = listed.get(folder) ?? listTimestamps(folder);
    listed.set(folder, names);
    const beside = pairTimestamps([name, ...(await names)]).get(name) ?? [];
    return beside.map((found) => path.slice(0, path.length - name.length) + found);
  };
};
