// Dropped files: one after the other, each with its own outcome, cancelled when asked.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createFileQueue, type FileProgress } from '../../lib/extension/file-queue';
import { judgeFile } from '../../lib/extension/judge-file';
import { StorageFull } from '../../lib/ledger/storage-full';
import * as store from '../../lib/ledger/store';
import { LIMITS } from '../../lib/verify/limits';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import * as core from '../../lib/verify/verify-message';
import type { FileOutcome } from '../../lib/view';
import { createAuthority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';
import { installFakeExtension } from './fake-extension';

vi.mock('../../lib/ledger/store', { spy: true });
vi.mock('../../lib/verify/verify-message', { spy: true });

const toFile = (name: string, content = 'From: a@posta.example\r\n\r\nciao\r\n'): File => new File([content], name);

describe('the queue', () => {
  const toOutcome = async (file: File): Promise<FileOutcome> => ({ name: file.name, report: null, problem: 'broken-file' });

  it('tells progress after each file and the end', async () => {
    const shown: FileProgress[] = [];
    await createFileQueue(toOutcome, (progress) => shown.push(progress)).add([toFile('a'), toFile('b')]);
    expect(shown.map(({ progress }) => progress)).toEqual([{ done: 0, total: 2 }, { done: 1, total: 2 }, { done: 2, total: 2 }, null]);
    expect(shown.at(-1)?.outcomes.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('takes files that are dropped while it works into the same run', async () => {
    const shown: FileProgress[] = [];
    const queue = createFileQueue(toOutcome, (progress) => shown.push(progress));
    const first = queue.add([toFile('a'), toFile('b')]);
    await queue.add([toFile('c')]);
    await first;
    expect(shown.at(-1)).toMatchObject({ progress: null, outcomes: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
    expect(shown.at(-2)?.progress).toEqual({ done: 3, total: 3 });
  });

  it('stops when cancelled and keeps what was done; the next drop starts a new list', async () => {
    const shown: FileProgress[] = [];
    const queue = createFileQueue(toOutcome, (progress) => {
      shown.push(progress);
      if (progress.outcomes.length === 1) queue.cancel();
    });
    await queue.add([toFile('a'), toFile('b'), toFile('c')]);
    expect(shown.at(-1)).toMatchObject({ progress: null, outcomes: [{ name: 'a' }] });
    await queue.add([toFile('d')]);
    expect(shown.at(-1)?.outcomes.map(({ name }) => name)).toEqual(['d']);
  });

  it('lets other work happen between two files', async () => {
    const order: string[] = [];
    const queue = createFileQueue(
      async (file) => {
        order.push(file.name);
        if (file.name === 'a') setTimeout(() => order.push('other'));
        return toOutcome(file);
      },
      () => {},
    );
    await queue.add([toFile('a'), toFile('b')]);
    expect(order).toEqual(['a', 'other', 'b']);
  });
});

describe('one file', () => {
  beforeEach(async () => {
    installFakeExtension();
    await Dexie.delete('ledger');
    await Dexie.delete('ceralacca-examples');
  });

  const judge = async (file: File) => judgeFile(file, await createTrustStore(), 'real');
  const hugeFile = (): File => Object.defineProperty(toFile('huge.eml'), 'size', { value: LIMITS.messageBytes + 1 });
  const lockedFile = (): File =>
    Object.defineProperty(toFile('locked.eml'), 'arrayBuffer', { value: () => Promise.reject(new DOMException('', 'NotReadableError')) });

  it.each([
    ['message-too-large', hugeFile],
    ['broken-file', lockedFile],
    ['not-a-message', () => toFile('empty.eml', '')],
    ['not-a-message', () => toFile('page.eml', '<!doctype html><title>Accedi</title>')],
    ['not-a-message', () => toFile('archive.eml', 'PK\u0003\u0004 From: x')],
  ])('%s', async (problem, toBadFile) => {
    const file = toBadFile();
    expect(await judge(file)).toEqual({ name: file.name, report: null, problem });
  });

  it('ordinary mail is told as such and not kept', async () => {
    expect(await judge(toFile('a.eml'))).toMatchObject({ name: 'a.eml', report: { verdict: 'not-pec' }, problem: null });
    const ledger = store.openLedger();
    expect((await ledger.census()).count).toBe(0);
    ledger.close();
  });

  it('a full disk is told beside the verdict', async () => {
    const real = store.openLedger();
    vi.mocked(store.openLedger).mockReturnValueOnce({ ...real, record: () => Promise.reject(new StorageFull('full')) });
    const file = toFile('fake.eml', 'X-Ricevuta: accettazione\r\nFrom: posta-certificata@pec.x.example\r\n\r\nciao\r\n');
    expect(await judge(file)).toMatchObject({ report: { verdict: 'failed' }, problem: 'storage-full' });
  });

  it('a crash of the core stays with its file', async () => {
    vi.mocked(core.verifyMessage).mockRejectedValueOnce(new Error('bug'));
    expect(await judge(toFile('a.eml'))).toMatchObject({ report: null, problem: 'internal-error' });
  });

  it('examples never reach the real ledger, nor its canary', async () => {
    const authority = await createAuthority();
    const [sample] = await createSampleSet({ authority, now: new Date() });
    const trust = await createTrustStore([authority.root.certificate.der]);
    const file = new File([(sample?.bytes ?? new Uint8Array()) as Uint8Array<ArrayBuffer>], 'example.eml');
    expect(await judgeFile(file, trust, 'examples')).toMatchObject({ report: { verdict: 'verified' }, problem: null });
    const [real, examples] = [store.openLedger(), store.openLedger({ name: 'ceralacca-examples' })];
    expect([(await real.census()).count, (await examples.census()).count]).toEqual([0, 1]);
    real.close();
    examples.close();
    expect(await fakeBrowser.storage.local.get('canary')).toEqual({});
  });
});
