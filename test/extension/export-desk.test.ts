// The desk of bundles: judged before anything is written, handed out only when it is whole, and nothing left of what was broken off.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkBundle } from '../../lib/bundle/check-bundle';
import { openContainer } from '../../lib/bundle/open-bundle';
import { isWhole } from '../../lib/bundle-answer';
import type { ExportActions, ExportDesk } from '../../lib/export-view';
import { createExportDesk } from '../../lib/extension/exports/export-desk';
import { writeLedger } from '../../lib/extension/recording/with-ledger';
import { findShownSubject } from '../../lib/ledger/find-shown-subject';
import { toSha256Hex } from '../../lib/verify/bytes';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';
import { createSamples, NO_WATCH, NOW } from '../bundle/build-source';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { installFakeExtension } from './fake-extension';
import { type FakePage, installFakePage, until } from './fake-page';

let messages: Uint8Array[];
let tsa: Tsa;
let trust: TrustStore;
let page: FakePage;
let desk: ExportActions;
let shown: ExportDesk | null;
let identifier: string;

beforeAll(async () => {
  const { samples, rootDer } = await createSamples();
  messages = samples.filter(({ group }) => group === 'notifica').map(({ bytes }) => bytes);
  tsa = await issueTsa();
  trust = await createTrustStore([rootDer], [tsa.root.certificate.der]);
});

const record = async (bytes: Uint8Array): Promise<void> => {
  const report = await verifyMessage(bytes, { trust, now: NOW });
  const judged = { bytes, report, origin: 'file', recordedAt: NOW, shownSubject: findShownSubject(bytes, report) } as const;
  await writeLedger((ledger) => ledger.record(judged));
  identifier = report.certified?.identifier ?? '';
};

beforeEach(async () => {
  installFakeExtension();
  page = installFakePage();
  await Dexie.delete('ledger');
  for (const bytes of messages) await record(bytes);
  shown = null;
  desk = createExportDesk({
    kind: 'real',
    readContext: async () => ({ trust, now: NOW }),
    show: (state) => {
      shown = state;
    },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const isIdle = (): boolean => shown !== null && shown.running === null;

const open = async (): Promise<void> => {
  desk.open([identifier], 'Notificazione');
  await until(() => isIdle() && (shown?.outlook || shown?.problem));
};

const make = async (): Promise<void> => {
  desk.make(null);
  await until(() => isIdle() && (shown?.made || shown?.problem || shown?.stamp.outcome));
};

const check = async (blob: Blob) => {
  const opened = await openContainer(blob);
  if (!opened.ok) throw new Error(opened.problem);
  return checkBundle(opened.bundle, { context: { trust, now: NOW }, ...NO_WATCH });
};

/** One of the pieces behind the message is not there any more. */
const loseOne = async (): Promise<void> => {
  const database = await new Dexie('ledger').open();
  const [first = ''] = await database.table('bytes').toCollection().primaryKeys();
  await database.table('bytes').delete(first);
  database.close();
};

describe('a bundle', () => {
  it('is told of before it is written, and then handed out whole', async () => {
    await open();
    expect(shown).toMatchObject({ count: 1, subject: 'Notificazione', outlook: { complete: 0, lacking: [{ identifier }] }, made: null });
    expect(page.saved).toEqual([]);
    await make();
    const [saved] = page.saved;
    expect(saved?.name).toMatch(/^fascicolo-.*-incompleto\.asice$/);
    expect(shown?.made).toMatchObject({ name: saved?.name, size: saved?.blob.size, isComplete: false, isStamped: false });
    const blob = saved?.blob ?? new Blob();
    expect(shown?.made?.sha256).toBe(await toSha256Hex(new Uint8Array(await blob.arrayBuffer())));
    const findings = await check(blob);
    expect(isWhole(findings)).toBe(true);
    expect(findings.proofs).toHaveLength(messages.length);
  });

  it('is not that of other choices: whoever chooses anew makes it anew', async () => {
    await open();
    await make();
    desk.choosePack('filing');
    expect(shown).toMatchObject({ pack: 'filing', made: null });
    await make();
    expect(page.saved[1]?.name).toMatch(/^deposito-/);
  });

  it('takes the token that is brought back, and no other', async () => {
    await open();
    await make();
    desk.describeStamp({ way: 'elsewhere' });
    desk.saveForStamp('manifest');
    await until(() => isIdle() && page.saved.length === 2);
    const manifest = new Uint8Array((await page.saved[1]?.blob.arrayBuffer()) ?? []);
    const tokenOver = (of: Uint8Array): File => new File([createTimestamp({ tsa, of, genTime: '20260920120000Z' }) as BlobPart], 'm.tst');
    desk.addToken(tokenOver(manifest.subarray(1)));
    await until(() => isIdle() && shown?.stamp.outcome);
    expect(shown?.stamp.outcome?.status).toBe('failed');
    expect(page.saved).toHaveLength(2);
    desk.addToken(tokenOver(manifest));
    await until(() => isIdle() && page.saved.length === 3);
    expect(shown).toMatchObject({ made: { isStamped: true }, stamp: { outcome: { status: 'proven' } } });
    expect((await check(page.saved[2]?.blob ?? new Blob())).timestamp).toMatchObject({ status: 'proven' });
  });
});

describe('nothing is handed out', () => {
  it('of a message whose proof is gone: a bundle with a hole is none', async () => {
    await loseOne();
    await open();
    expect(shown).toMatchObject({ problem: 'ledger-lost', outlook: null });
    desk.make(null);
    expect([page.saved, page.stored.size]).toEqual([[], 0]);
  });

  it('where it goes while the bundle is made', async () => {
    await open();
    await loseOne();
    await make();
    expect(shown).toMatchObject({ problem: 'ledger-lost', made: null });
    expect([page.saved, page.stored.size]).toEqual([[], 0]);
  });

  it('where the disk is full', async () => {
    await open();
    page.onWrite = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    await make();
    expect(shown).toMatchObject({ problem: 'bundle-no-room', made: null });
    expect([page.saved, page.stored.size]).toEqual([[], 0]);
  });

  it('after it was closed', async () => {
    await open();
    let isWriting = false;
    page.onWrite = () => {
      isWriting = true;
      desk.close();
    };
    desk.make(null);
    await until(() => isWriting);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([shown, page.saved]).toEqual([null, []]);
  });

  it('where a service is wanted and its address is none', async () => {
    await open();
    desk.describeStamp({ way: 'service', url: 'ftp://nowhere' });
    desk.make(null);
    await until(() => shown?.stamp.outcome);
    expect(shown).toMatchObject({ made: null, running: null, stamp: { outcome: { status: 'failed' } } });
    expect(page.saved).toEqual([]);
  });
});
