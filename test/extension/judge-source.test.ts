// From bytes to verdict and evidence: what is kept, what is not, and that a verdict survives every failure of the ledger.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findJudgement } from '../../lib/extension/judging/find-judgement';
import { judgeSource } from '../../lib/extension/judging/judge-source';
import { findRowKeeps, findVerdicts } from '../../lib/extension/judging/known-verdicts';
import { writeSettings } from '../../lib/extension/settings/settings';
import type { ReceivedSource } from '../../lib/extension/sources/receive-source';
import * as store from '../../lib/ledger/store';
import { LedgerUnavailable } from '../../lib/ledger/store/ledger-unavailable';
import { StorageFull } from '../../lib/ledger/store/storage-full';
import * as core from '../../lib/verify/verify-message';
import { createAuthority } from '../pki/authority';
import { issueProvider } from '../pki/issue-provider';
import { createSampleSet } from '../pki/sample-set';
import { signPec } from '../pki/sign-pec';
import { installFakeExtension } from './fake-extension';

vi.mock('../../lib/ledger/store', { spy: true });
vi.mock('../../lib/verify/verify-message', { spy: true });

const ORDINARY = new TextEncoder().encode('From: a@posta.example\r\nSubject: Ciao\r\n\r\nA domani.\r\n');

let pem: string;
let samples: Map<string, Uint8Array>;
beforeAll(async () => {
  const authority = await createAuthority();
  pem = authority.root.certificate.pem;
  samples = new Map((await createSampleSet({ authority, now: new Date() })).map(({ name, bytes }) => [name, bytes]));
});

beforeEach(async () => {
  installFakeExtension();
  await Dexie.delete('ledger');
  await writeSettings({ authorities: [pem] });
});

const sampleOf = (name: string): Uint8Array => samples.get(name) ?? new Uint8Array();

const toSource = (bytes: Uint8Array, change: Partial<ReceivedSource> = {}): ReceivedSource => ({
  bytes,
  key: 'key-1',
  fidelity: 'exact',
  site: { host: 'mail.uno.example', pattern: 'https://mail.uno.example/*' },
  isPrivate: false,
  isPart: false,
  ...change,
});

const readLedger = async () => {
  const ledger = store.openLedger();
  const found = { messages: await ledger.messages(new Date().toISOString()), census: await ledger.census() };
  ledger.close();
  return found;
};

/** Changes one character of the certification data, as anybody could who wants another hour or name. */
const alter = (bytes: Uint8Array): Uint8Array => {
  const altered = bytes.slice();
  const text = new TextDecoder('latin1').decode(bytes);
  const at = text.indexOf('\r\n\r\n', text.indexOf('daticert.xml')) + 8;
  altered[at] = altered[at] === 65 ? 66 : 65;
  return altered;
};

/** An ordinary mail with the message attached as it is. */
const wrap = (bytes: Uint8Array): Uint8Array => {
  const head =
    'From: a@posta.example\r\nSubject: ecco\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n--zz\r\nContent-Type: message/rfc822\r\n\r\n';
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--zz--\r\n')]);
};

it('records a genuine receipt and remembers it', async () => {
  const judgement = await judgeSource(toSource(sampleOf('notifica-accettazione')));
  expect(judgement).toMatchObject({
    type: 'judged',
    recorded: true,
    problem: null,
    report: { verdict: 'verified' },
    message: { state: 'accepted' },
    keep: { recorded: true, backedUpAt: null },
  });
  expect((await readLedger()).messages).toHaveLength(1);
  expect(await findVerdicts('mail.uno.example', ['key-1'])).toEqual({ 'key-1': 'verified' });
  expect(await findRowKeeps('mail.uno.example', ['key-1', 'key-2'])).toEqual({ 'key-1': { recorded: true, backedUpAt: null } });
  expect(await findRowKeeps('mail.due.example', ['key-1'])).toEqual({});
});

it('keeps one piece of evidence however often the message is opened, at the same time too', async () => {
  const source = toSource(sampleOf('notifica-accettazione'));
  const judgements = await Promise.all([judgeSource(source), judgeSource(source), judgeSource(source)]);
  expect(judgements.map((one) => one.type === 'judged' && one.recorded)).toEqual([true, true, true]);
  expect((await readLedger()).census.count).toBe(1);
});

it('leaves no trace of ordinary mail', async () => {
  const judgement = await judgeSource(toSource(ORDINARY));
  expect(judgement).toMatchObject({ type: 'judged', recorded: false, message: null, problem: null, report: { verdict: 'not-pec' } });
  expect(judgement).toMatchObject({ keep: { recorded: false, backedUpAt: null } });
  expect((await readLedger()).census.count).toBe(0);
});

it('a genuine anomaly envelope never wears the seal in a list', async () => {
  const provider = await issueProvider(await createAuthority(), { host: 'posta.alfa-gestore.example', notBefore: new Date('2025-06-01') });
  const judgement = await judgeSource(toSource(await signPec({ provider, kind: 'anomalia' })));
  expect(judgement).toMatchObject({ report: { verdict: 'verified', kind: 'anomalia' } });
  expect(await findVerdicts('mail.uno.example', ['key-1'])).toEqual({});
});

it('records the PEC inside an ordinary mail by its own bytes', async () => {
  const inner = sampleOf('notifica-accettazione');
  const judgement = await judgeSource(toSource(wrap(inner)));
  expect(judgement).toMatchObject({
    recorded: true,
    report: { verdict: 'not-pec', enclosed: [{ verdict: 'verified' }] },
    message: { state: 'accepted' },
  });
  const ledger = store.openLedger();
  const sha256 = judgement.type === 'judged' ? (judgement.report.enclosed[0]?.sha256 ?? '') : '';
  expect(await ledger.bytesOf(sha256)).toEqual(Uint8Array.from(inner));
  ledger.close();
});

it('records a fake under its outer subject', async () => {
  const judgement = await judgeSource(toSource(sampleOf('falsa-cartella')));
  expect(judgement).toMatchObject({ recorded: true, report: { verdict: 'failed', certified: null } });
  const [message] = (await readLedger()).messages;
  expect(message?.subject).toContain('Cartella non pagata');
});

describe('a lossy channel', () => {
  it('may confirm', async () => {
    expect(await judgeSource(toSource(sampleOf('notifica-accettazione'), { fidelity: 'lossy' }))).toMatchObject({ recorded: true });
  });

  it('never condemns: neither recorded nor remembered', async () => {
    const altered = alter(sampleOf('notifica-accettazione'));
    expect(await judgeSource(toSource(altered))).toMatchObject({ report: { verdict: 'failed' }, recorded: true });
    await Dexie.delete('ledger');
    await fakeBrowser.storage.local.remove('canary');
    await fakeBrowser.storage.session.remove('verdicts');
    expect(await judgeSource(toSource(altered, { fidelity: 'lossy' }))).toMatchObject({
      report: { verdict: 'failed' },
      recorded: false,
      problem: null,
    });
    expect((await readLedger()).census.count).toBe(0);
    expect(await findVerdicts('mail.uno.example', ['key-1'])).toEqual({});
  });
});

it('keeps nothing of an original that was opened out of its envelope', async () => {
  const original = new TextEncoder().encode('From: a@pec.example\r\nX-Riferimento-Message-ID: <m0@client.example>\r\n\r\nTesto.\r\n');
  expect(await judgeSource(toSource(original, { isPart: true }))).toMatchObject({ recorded: false, problem: null });
  expect((await readLedger()).census.count).toBe(0);
  expect(await judgeSource(toSource(original))).toMatchObject({ recorded: true, report: { verdict: 'inconclusive' } });
});

it('writes nothing to the disk from a private window, and still judges', async () => {
  const judgement = await judgeSource(toSource(sampleOf('notifica-accettazione'), { isPrivate: true }));
  expect(judgement).toMatchObject({ recorded: false, problem: 'private-window', report: { verdict: 'verified' } });
  expect((await readLedger()).census.count).toBe(0);
  expect(await judgeSource(toSource(ORDINARY, { isPrivate: true }))).toMatchObject({ problem: null });
});

describe('failures', () => {
  it.each([
    ['storage-full', new StorageFull('full')],
    ['ledger-unavailable', new LedgerUnavailable('closed')],
    ['ledger-unavailable', new TypeError('anything')],
  ])('%s: the verdict is shown all the same', async (problem, error) => {
    const real = store.openLedger();
    vi.mocked(store.openLedger).mockReturnValueOnce({ ...real, record: () => Promise.reject(error) });
    const judgement = await judgeSource(toSource(sampleOf('notifica-accettazione')));
    expect(judgement).toMatchObject({ type: 'judged', report: { verdict: 'verified' }, recorded: false, message: null, problem });
  });

  it('a crash of the core is an internal error', async () => {
    vi.mocked(core.verifyMessage).mockRejectedValueOnce(new Error('bug'));
    expect(await judgeSource(toSource(ORDINARY))).toEqual({ type: 'problem', problem: 'internal-error' });
  });

  it('session memory that is full costs nothing but the memory', async () => {
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('quota'));
    expect(await judgeSource(toSource(sampleOf('notifica-accettazione')))).toMatchObject({ recorded: true, problem: null });
  });

  it('a ledger that the browser dropped is told as lost, with every message, and new evidence is kept', async () => {
    await judgeSource(toSource(sampleOf('notifica-accettazione')));
    await judgeSource(toSource(sampleOf('sollecito-accettazione')));
    await Dexie.delete('ledger');
    const judgement = await judgeSource(toSource(sampleOf('accesso-accettazione')));
    expect(judgement).toMatchObject({ recorded: true, problem: 'ledger-lost' });
  });

  it('an added authority that is broken trusts nobody and stops nothing', async () => {
    await writeSettings({ authorities: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', pem] });
    expect(await judgeSource(toSource(sampleOf('notifica-accettazione')))).toMatchObject({ report: { verdict: 'verified' } });
    await writeSettings({ authorities: [] });
    expect(await judgeSource(toSource(sampleOf('notifica-accettazione')))).not.toMatchObject({ report: { verdict: 'verified' } });
  });
});

describe('asked again by hash', () => {
  it('gives the state that the message has by now', async () => {
    const first = await judgeSource(toSource(sampleOf('notifica-accettazione')));
    await judgeSource(toSource(sampleOf('notifica-consegna-1'), { key: 'key-2' }));
    const sha256 = first.type === 'judged' ? first.report.sha256 : '';
    const again = await findJudgement(sha256);
    expect(again?.message?.recipients.map(({ state }) => state)).toContain('delivered');
  });

  it('finds in the ledger what the session forgot, and ordinary mail only in the session', async () => {
    const receipt = await judgeSource(toSource(sampleOf('notifica-accettazione')));
    const ordinary = await judgeSource(toSource(ORDINARY));
    const hashes = [receipt, ordinary].map((one) => (one.type === 'judged' ? one.report.sha256 : ''));
    expect(await findJudgement(hashes[1] ?? '')).toMatchObject({ report: { verdict: 'not-pec' }, recorded: false, message: null });
    await fakeBrowser.storage.session.clear();
    expect(await findJudgement(hashes[0] ?? '')).toMatchObject({
      report: { verdict: 'verified' },
      recorded: true,
      message: { state: 'accepted' },
    });
    expect(await findJudgement(hashes[1] ?? '')).toBeNull();
  });

  it('keeps only the last twenty in the session', async () => {
    const judged = await judgeSource(toSource(ORDINARY));
    const old = Array.from({ length: 30 }, (_, index) => ({ ...judged, report: { sha256: `old-${index}` } }));
    await fakeBrowser.storage.session.set({ judgements: old });
    await judgeSource(toSource(ORDINARY));
    const { judgements } = await fakeBrowser.storage.session.get('judgements');
    expect(judgements).toHaveLength(20);
  });
});
