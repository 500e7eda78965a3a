// The functions that run among a page's own scripts, by the adapter's id. Each stands alone: only its text gets there.
import type { ProbedRow } from './adapter';
import { probeHorde } from './horde/probe';
import { probeSnappymail } from './snappymail/probe';
import { probeSogoRows } from './sogo/probe';

/** Whatever it gives is not to be trusted: the page can change everything that it uses. */
export type ProbeFunction = () => ProbedRow[];

export const PROBES: Readonly<Record<string, ProbeFunction>> = { sogo: probeSogoRows, horde: probeHorde, snappymail: probeSnappymail };
