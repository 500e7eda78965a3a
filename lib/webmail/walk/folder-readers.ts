// How the folders of each webmail are listed, by the adapter's id; apart from the adapters, because only a walk needs it.
import type { FolderReader } from '../adapter';
import { findRoundcubeFolder } from '../roundcube/folder';
import { listRoundcubeFolder } from '../roundcube/list-folder';
import { findSnappymailFolder } from '../snappymail/folder';
import { listSnappymailFolder } from '../snappymail/list-folder';
import { findSogoFolder } from '../sogo/folder';
import { listSogoFolder } from '../sogo/list-folder';

export const FOLDER_READERS: Readonly<Record<string, FolderReader>> = {
  roundcube: { find: findRoundcubeFolder, list: listRoundcubeFolder },
  snappymail: { find: findSnappymailFolder, list: listSnappymailFolder },
  sogo: { find: findSogoFolder, list: listSogoFolder },
};
