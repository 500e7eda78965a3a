// The part of the desk that is about time-stamps: which service is asked, what is taken elsewhere, and the token that is brought back.
import { openUnstamped } from '../../bundle/add-timestamp';
import { toStampedName } from '../../bundle/file-names';
import { toRequestFile } from '../../bundle/obtain-timestamp';
import { type Credentials, isInClear, toServiceUrl } from '../../bundle/timestamp-service';
import type { ExportActions, ExportDesk, ExportStamp } from '../../export-view';
import type { TrustStore } from '../../verify/trust/trust-store';
import type { Desk, Job } from '../desk';
import { isNetworkOff } from '../network/fetch-outside';
import { saveFile } from '../save-file';
import { readSettings, writeSettings } from '../settings/settings';
import { type Asking, type Stamped, stampByFile, stampByService, startAsking, toFailure } from './stamp-bundle';

export type HeldFile = { file: File; name: string };

export type StampHeld = {
  /** The bundle that was made last. */
  file: HeldFile | null;
  /** One made earlier, which the user chose. */
  earlier: HeldFile | null;
  readTrust(): Promise<TrustStore>;
};

export type What = NonNullable<ExportDesk['running']>['what'];
type OwnDesk = Desk<ExportDesk, What>;

export const NO_STAMP: ExportStamp = {
  way: 'none',
  url: '',
  policy: '',
  isInClear: false,
  isNetworkOff: false,
  earlier: null,
  outcome: null,
};

const isUrlInClear = (url: string): boolean => toServiceUrl(url) !== undefined && isInClear(url);

/** The service that was asked last is proposed again. */
export const readStamp = async (): Promise<ExportStamp> => {
  const [{ timestampUrl, timestampPolicy }, isOff] = await Promise.all([readSettings(), isNetworkOff()]);
  return {
    ...NO_STAMP,
    way: timestampUrl === '' || isOff ? 'none' : 'service',
    isNetworkOff: isOff,
    url: timestampUrl,
    policy: timestampPolicy,
    isInClear: isUrlInClear(timestampUrl),
  };
};

const putStamp = (desk: OwnDesk, change: Partial<ExportStamp>): void => {
  const state = desk.state();
  if (state) desk.put({ stamp: { ...state.stamp, ...change } });
};

/** Inside the click. Undefined where the service cannot be asked, which the desk then says. */
export const openAsking = (desk: OwnDesk, { stamp }: ExportDesk, credentials: Credentials | null): Asking | undefined => {
  const asking = startAsking(stamp, credentials);
  if (typeof asking === 'string') {
    void toFailure(asking).then((outcome) => putStamp(desk, { outcome }));
    return undefined;
  }
  putStamp(desk, { outcome: null });
  const { url, policy } = asking.service;
  // Not remembered is asked again: nothing is lost.
  void writeSettings({ timestampUrl: toServiceUrl(url) ?? '', timestampPolicy: policy ?? '' }).catch(() => undefined);
  return asking;
};

/** What was handed out without a token is handed out again with it, under another name. */
const conclude = (desk: OwnDesk, held: StampHeld, { outcome, written }: Stamped, signal: AbortSignal): Partial<ExportDesk> => {
  signal.throwIfAborted();
  const state = desk.state();
  if (!state) return {};
  const stamp = { ...state.stamp, outcome };
  const bundle = held.earlier ?? held.file;
  if (!written || !bundle) return { stamp };
  const name = toStampedName(bundle.name);
  held.file = { file: written.file, name };
  saveFile(written.file, name);
  const isComplete = held.earlier ? null : (state.made?.isComplete ?? null);
  held.earlier = null;
  const { size } = written.file;
  return { stamp: { ...stamp, earlier: null }, made: { name, size, sha256: written.sha256, isComplete, isStamped: true } };
};

const ask =
  (desk: OwnDesk, held: StampHeld, asking: Asking): Job<ExportDesk> =>
  async (signal) => {
    try {
      const { file } = held.file ?? {};
      return file ? conclude(desk, held, await stampByService(file, asking, await held.readTrust(), signal), signal) : {};
    } finally {
      await asking.host.release();
    }
  };

const add =
  (desk: OwnDesk, held: StampHeld, token: File): Job<ExportDesk> =>
  async (signal) => {
    const { file } = held.earlier ?? held.file ?? {};
    return file ? conclude(desk, held, await stampByFile(file, token, await held.readTrust(), signal), signal) : {};
  };

/** Whether a token can be added is known before the user has one made. */
const choose =
  (desk: OwnDesk, held: StampHeld, file: File): Job<ExportDesk> =>
  async () => {
    const found = await openUnstamped(file);
    const stamp = desk.state()?.stamp ?? NO_STAMP;
    held.earlier = found.ok ? { file, name: file.name } : null;
    if (!found.ok) return { stamp: { ...stamp, earlier: null, outcome: await toFailure(found.problem) } };
    return { made: null, stamp: { ...stamp, earlier: file.name, outcome: null } };
  };

const save =
  (desk: OwnDesk, held: StampHeld, what: 'manifest' | 'request'): Job<ExportDesk> =>
  async () => {
    const bundle = held.earlier ?? held.file;
    const found = bundle && (await openUnstamped(bundle.file));
    if (!bundle || !found?.ok) return {};
    const policy = desk.state()?.stamp.policy.trim() || null;
    const base = bundle.name.replace(/\.asice$/i, '');
    if (what === 'manifest') saveFile(new Blob([found.manifest], { type: 'application/xml' }), `${base}-ASiCManifest001.xml`);
    else saveFile(new Blob([await toRequestFile(found.manifest, policy)], { type: 'application/timestamp-query' }), `${base}.tsq`);
    return {};
  };

type StampActions = Pick<ExportActions, 'describeStamp' | 'askStamp' | 'saveForStamp' | 'addToken' | 'chooseEarlier'>;

export const createStampActions = (desk: OwnDesk, held: StampHeld): StampActions => ({
  describeStamp(change) {
    const url = change.url ?? desk.state()?.stamp.url ?? '';
    putStamp(desk, { ...change, isInClear: isUrlInClear(url), outcome: null });
  },
  askStamp(credentials) {
    const state = desk.state();
    const asking = state && !state.running ? openAsking(desk, state, credentials) : undefined;
    if (asking) void desk.run('stamp', ask(desk, held, asking));
  },
  saveForStamp: (what) => void desk.run('stamp', save(desk, held, what)),
  addToken: (file) => void desk.run('stamp', add(desk, held, file)),
  chooseEarlier: (file) => void desk.run('stamp', choose(desk, held, file)),
});
