// One bundle at a time under check: its progress, its findings, and what stops it.
import { useRef, useState } from 'preact/hooks';
import type { BundleFindings } from '../bundle/bundle-findings';
import type { TrustStore } from '../verify/trust/trust-store';
import { type Authority, toTrust } from './authorities';
import type { Given } from './given';

export type Progress = { done: number; total: number };

export type CheckOptions = {
  trust: TrustStore;
  /** ISO 8601. */
  now: string;
  signal: AbortSignal;
  onProgress(progress: Progress): void;
};

export type CheckGiven = (given: Given, options: CheckOptions) => Promise<BundleFindings>;

export type CheckState =
  | { status: 'idle' }
  /** `findings`: of the same bundle, from before an authority was added. */
  | { status: 'running'; given: Given; progress: Progress | null; findings: BundleFindings | null }
  | { status: 'cancelled'; given: Given }
  /** A file went away, or something in Ceralacca did not work. */
  | { status: 'broken'; given: Given }
  | { status: 'done'; given: Given; findings: BundleFindings };

export type Checking = {
  state: CheckState;
  start(given: Given, authorities: readonly Authority[]): Promise<void>;
  cancel(): void;
};

/** Drawing takes time of its own. */
const DRAW_MS = 100;

const throttle = (draw: (progress: Progress) => void): ((progress: Progress) => void) => {
  let next = 0;
  return (progress) => {
    if (performance.now() < next) return;
    next = performance.now() + DRAW_MS;
    draw(progress);
  };
};

export const useCheck = (check: CheckGiven, readNow: () => string): Checking => {
  const [state, setState] = useState<CheckState>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);
  const start: Checking['start'] = async (given, authorities) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const show = (next: CheckState): void => void (running.current === controller && setState(next));
    const findings = state.status === 'done' && state.given === given ? state.findings : null;
    show({ status: 'running', given, progress: null, findings });
    try {
      const onProgress = throttle((progress) => !signal.aborted && show({ status: 'running', given, progress, findings }));
      const found = await check(given, { trust: await toTrust(authorities), now: readNow(), signal, onProgress });
      show(signal.aborted ? { status: 'cancelled', given } : { status: 'done', given, findings: found });
    } catch {
      show({ status: signal.aborted ? 'cancelled' : 'broken', given });
    }
  };
  return { state, start, cancel: () => running.current?.abort() };
};
