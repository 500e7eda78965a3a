// The plain data about the walk through a folder that popup and side panel draw.
import type { ProblemCode } from './view';

/** `interrupted`: the page or the browser was closed in the middle; `new`: this folder was never walked. */
export const WALK_STATUSES = ['new', 'listing', 'reading', 'paused', 'interrupted', 'stopped', 'cancelled', 'done'] as const;

/** The walk through the folder that the webmail shows. */
export type FolderWalk = {
  /** Name of the folder, as the webmail gives it. */
  folder: string;
  status: (typeof WALK_STATUSES)[number];
  total: number;
  done: number;
  /** How many of them are PEC, whatever the verdict. */
  pec: number;
  /** How many could not be read. */
  unread: number;
  /** Read in an earlier walk and not read again. */
  known: number;
  problem: ProblemCode | null;
};

export type WalkOrder = 'start' | 'restart' | 'pause' | 'resume' | 'cancel';
