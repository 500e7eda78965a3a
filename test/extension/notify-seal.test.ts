// The reminder of a seal speaks of what is due: proofs without one, or the end of the time-stamp behind what is sealed already.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { notifySeal } from '../../lib/extension/notices/notify-seal';
import { recordReport } from '../../lib/extension/recording/record-report';
import { writeLedger } from '../../lib/extension/recording/with-ledger';
import { writeSettings } from '../../lib/extension/settings/settings';
import { addAuthorities } from '../../lib/extension/trust/added-authorities';
import { toSha256Hex } from '../../lib/verify/bytes';
import { ANNA, delivered } from '../ledger/build-evidence';
import { toJudged } from '../ledger/to-judged';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { installFakeExtension } from './fake-extension';

const NOW = '2026-11-29T10:00:00.000Z';
const SOON = '2026-12-24T00:00:00.000Z';
const LATER = '2030-01-01T00:00:00.000Z';

let told: string[];

beforeEach(async () => {
  installFakeExtension();
  const notices: string[] = [];
  told = notices;
  const target = fakeBrowser as unknown as Record<string, object>;
  target.notifications = { create: async (_: string, { message }: { message: string }) => void notices.push(message) };
  await Dexie.delete('ledger');
  await writeSettings({ notify: 'all' });
});

const record = async (validUntil: string): Promise<void> => {
  const { bytes, report } = toJudged(delivered(ANNA, 0, { validUntil, facts: { identifier: 'm', messageId: 'm' } }));
  await recordReport({ bytes, report, origin: 'file', now: NOW });
};

const seal = async (tsa: Tsa): Promise<void> => {
  await addAuthorities(tsa.root.certificate.pem, 'timestamp');
  await writeLedger(async (ledger) => {
    const made = await ledger.makeSeal(NOW);
    const bytes = createTimestamp({ tsa, of: made?.file ?? new Uint8Array(), genTime: '20261129090000Z' });
    await ledger.answerSeal(made?.id ?? '', { sha256: await toSha256Hex(bytes), name: 'x.tst', bytes, addedAt: NOW });
  });
};

const issue = (end: string): Promise<Tsa> => issueTsa({ notAfter: new Date(end), keyLabel: `tsa ${end}`, commonName: `TSU ${end}` });

it('says that proofs are without a seal', async () => {
  await record(SOON);
  await notifySeal(NOW);
  expect(told).toEqual([expect.stringContaining('prove non ancora sigillate')]);
});

it('says that the time-stamp of a seal will end, where everything is sealed', async () => {
  await record(SOON);
  await seal(await issue(SOON));
  await notifySeal(NOW);
  expect(told).toEqual([expect.stringMatching(/^La marca temporale di un sigillo dell'archivio sta per scadere: .* fai un nuovo sigillo/)]);
});

it('says nothing where the time-stamp lasts', async () => {
  await record(SOON);
  await seal(await issue(LATER));
  await notifySeal(NOW);
  expect(told).toEqual([]);
});
