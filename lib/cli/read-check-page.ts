// The page that goes into every bundle; the build lays it beside the program.
import { readFile } from 'node:fs/promises';

/** @throws where it is not there */
export const readCheckPage = (): Promise<Uint8Array> => readFile(new URL('verifica.html', import.meta.url));
