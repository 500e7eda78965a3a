// The functions that run among a page's own scripts, by the adapter's id. Each stands alone: only its text gets there.
import { probeHorde } from './horde/probe';
import { probeSnappymail } from './snappymail/probe';
import { probeSogoRows } from './sogo/probe';

/** Gives the id of each row in their order, and nothing else of the page. It is not to be trusted: the page can change everything that it uses. */
export type ProbeFunction = () => string[];

export const PROBES: Readonly<Record<string, ProbeFunction>> = { sogo: probeSogoRows, horde: probeHorde, snappymail: probeSnappymail };
