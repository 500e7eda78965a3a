// How the folders of each webmail are listed, by the adapter's id; apart from the adapters, because only a walk needs it.
import type { FolderReader } from '../adapter';
import { listRoundcubeFolder } from '../roundcube/list-roundcube-folder';
import { findRoundcubeFolder } from '../roundcube/roundcube-folder';

export const FOLDER_READERS: Readonly<Record<string, FolderReader>> = {
  roundcube: { find: findRoundcubeFolder, list: listRoundcubeFolder },
};
