// The passphrase of a sealed copy, out of a file: on the command line itself every program of the machine could read it.
import { readFile } from 'node:fs/promises';

/** Editors end a file with a line feed that nobody typed. Undefined when the file cannot be read. */
export const readPassphrase = async (path: string | null): Promise<string | null | undefined> => {
  if (path === null) return null;
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
};
