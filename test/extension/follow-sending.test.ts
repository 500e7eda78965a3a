// The panel of a sending that was noticed, once its acceptance has come: it goes on with the message.
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { readSelected } from '../../lib/extension/board/ledger-view';
import { withLedger } from '../../lib/extension/recording/with-ledger';
import type { Sending } from '../../lib/ledger/sending';
import { ACCEPTED_AT, ANNA, accepted, BRUNO, CARLA, IDENTIFIER } from '../ledger/build-evidence';
import { toJudged } from '../ledger/to-judged';
import { NOW, trust } from '../verify/bench';

const SENDING: Sending = {
  ...{ id: 'one', host: 'mail.example', from: 'studio@pec.provider.example', recipients: [ANNA, BRUNO, CARLA] },
  ...{ subject: 'Ricorso gerarchico prot. 88/2026', messageId: null },
  sentAt: new Date(Date.parse(ACCEPTED_AT) - 5000).toISOString(),
};
const readContext = async () => ({ trust, now: NOW });
const read = { kind: 'examples', selected: 'sending:one', readContext } as const;

it('follows to the message, and closes where there is none', async () => {
  const earlier = accepted({ facts: { identifier: 'earlier', messageId: 'earlier', subject: 'Altro', time: '2026-09-01T10:00:00+02:00' } });
  await withLedger((ledger) => ledger.record(toJudged(earlier)), 'examples');
  await withLedger((ledger) => ledger.noteSending(SENDING), 'examples');
  const { selected, message: shown = null } = await readSelected({ ...read, shown: null });
  expect([selected, shown?.identifier]).toEqual(['sending:one', 'sending:one']);

  await withLedger((ledger) => ledger.record(toJudged(accepted())), 'examples');
  expect(await readSelected({ ...read, shown })).toMatchObject({ selected: IDENTIFIER, message: { identifier: IDENTIFIER } });

  await withLedger((ledger) => ledger.noteSending({ ...SENDING, id: 'two', subject: 'Altra' }), 'examples');
  const other = await readSelected({ ...read, selected: 'sending:two', shown: null });
  await withLedger((ledger) => ledger.dropSending('two'), 'examples');
  expect(await readSelected({ ...read, selected: 'sending:two', shown: other.message ?? null })).toMatchObject({ message: null });
});
