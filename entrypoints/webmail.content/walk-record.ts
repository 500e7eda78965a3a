// The record of a walk, asked of the background, and what popup and side panel are told of it.

import type { WalkReply } from '../../lib/extension/protocol';
import type { StoredWalk } from '../../lib/extension/walks/stored-walks';
import type { ProblemCode } from '../../lib/view';
import type { OpenFolder } from '../../lib/webmail/adapter';
import type { WalkRecord } from '../../lib/webmail/walk/walk-folder';
import { askBackground } from './ask-background';

type Kept = { isAllowed: boolean; walk: WalkRecord | null };

const NONE = { status: 'new', total: 0, done: 0, pec: 0, unread: 0, known: 0 } as const;

/** The background validated it when it was kept and when it was read. */
export const loadWalk = async (folder: string): Promise<Kept> => {
  const answer = (await askBackground({ type: 'walk-load', folder })) as { isAllowed?: unknown; walk?: StoredWalk | null } | null;
  return { isAllowed: answer?.isAllowed === true, walk: (answer?.walk ?? null) as WalkRecord | null };
};

/** A record that says it is at work, when nobody is: the page or the browser was closed in the middle. */
export const toWalkReply = (
  folder: OpenFolder,
  record: WalkRecord | null,
  problem: ProblemCode | null,
  from: 'kept' | 'running' = 'running',
): WalkReply => {
  if (record === null) return { folder: folder.name, ...NONE, problem };
  const { status, total, done, pec, unread, known } = record;
  const isCutOff = from === 'kept' && (status === 'listing' || status === 'reading' || status === 'paused');
  return {
    folder: folder.name,
    status: isCutOff ? 'interrupted' : status,
    ...{ total, done, pec, unread, known },
    problem: problem ?? record.problem,
  };
};
