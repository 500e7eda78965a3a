// A message read in the webmail has no time-stamp beside it: it is judged with those that the ledger keeps of it.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { judgeSource } from '../../lib/extension/judging/judge-source';
import { writeSettings } from '../../lib/extension/settings/settings';
import { openLedger } from '../../lib/ledger/store';
import { verifyMessage } from '../../lib/verify/verify-message';
import { authority, outcomeOf, trust } from '../verify/bench';
import { message, stamp, tsa } from '../verify/timestamps/bench';
import { installFakeExtension } from './fake-extension';

beforeEach(async () => {
  installFakeExtension();
  await Dexie.delete('ledger');
  await writeSettings({ authorities: [authority.root.certificate.pem], timestampAuthorities: [tsa.root.certificate.pem] });
});

/** Recorded when nobody knew the authority of the time-stamp yet. */
const record = async (timestamps: readonly Uint8Array[]): Promise<void> => {
  const now = '2026-11-21T12:00:00Z';
  const report = await verifyMessage(message, { trust, now, timestamps });
  const ledger = openLedger();
  await ledger.record({ bytes: message, report, origin: 'file', recordedAt: now, shownSubject: null, timestamps });
  ledger.close();
};

const judge = async (): Promise<string> => {
  const site = { host: 'mail.uno.example', pattern: 'https://mail.uno.example/*' };
  const judged = await judgeSource({ bytes: message, key: 'key', fidelity: 'exact', site, isPrivate: false, isPart: false });
  return judged.type === 'judged' ? outcomeOf(judged.report, 'timestamp') : judged.problem;
};

const readStored = async (): Promise<string[]> => {
  const ledger = openLedger();
  const hashes = await ledger.listHashes(null, 10);
  const stored = await Promise.all(hashes.map((sha256) => ledger.evidence(sha256)));
  ledger.close();
  return stored.map((evidence) => (evidence ? outcomeOf(evidence.report, 'timestamp') : 'gone'));
};

it('proves what the time-stamp proves, now that its authority is known', async () => {
  await record([stamp()]);
  expect(await readStored()).toEqual(['timestamp.unknown-authority']);
  expect(await judge()).not.toBe('timestamp.none');
  expect(await readStored()).toEqual([await judge()]);
});

it('without one says that there is none', async () => {
  await record([]);
  expect(await judge()).toBe('timestamp.none');
});
