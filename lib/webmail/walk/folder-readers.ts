// How the folders of each webmail are listed, by the adapter's id; apart from the adapters, because only a walk needs it.
import type { FolderReader } from '../adapter';
import { findRoundcubeFolder } from '../roundcube/folder';
import { listRoundcubeFolder } from '../roundcube/list-folder';

export const FOLDER_READERS: Readonly<Record<string, FolderReader>> = {
  roundcube: { find: findRoundcubeFolder, list: listRoundcubeFolder },
};
