// A message in plain lines: the kind of each receipt, causes in words, deadlines and reasons.
import { expect, it } from 'vitest';
import { createCliWording } from '../../lib/cli/cli-wording';
import { describeMessage } from '../../lib/cli/describe-message';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { ANNA, accepted, BRUNO, delivered, failed, hoursLater, noticed } from '../ledger/build-evidence';

const describeAt = (now: string, ...evidence: Evidence[]): string =>
  describeMessage(toLedgerMessage(evidence, now), { pathOf: (sha256) => sha256, now, wording: createCliWording('it_IT.UTF-8') });

it('tells the kind of receipt, and the cause of a failure with what to do', () => {
  const text = describeAt(
    hoursLater(1),
    accepted(),
    delivered(ANNA, 0.1, { facts: { receiptType: 'breve' } }),
    failed(BRUNO, 0.2, '5.2.2'),
  );
  expect(text).toMatch(new RegExp(`${ANNA}: Consegnato; .*; ricevuta breve\n`));
  expect(text).toMatch(new RegExp(`${BRUNO}: Non consegnato; .*Casella piena \\(5\\.2\\.2\\)\\. .*nuovo invio`));
  expect(text).toContain('Esito per ogni destinatario PEC entro 20/09/2026 15:41:20 +02:00: arrivato');
  expect(text).toContain('Da guardare: non consegnato');
});

it('tells what is due, and what is past and still missing', () => {
  const text = describeAt(hoursLater(13), accepted(), delivered(ANNA), noticed(BRUNO, 12, { errorCode: '4.4.1' }));
  expect(text).toContain('codice 4.4.1');
  expect(text).toContain('entro 20/09/2026 03:41:20 +02:00: arrivato');
  expect(text).toMatch(/Esito per ogni destinatario PEC entro 20\/09\/2026 15:41:20 \+02:00\n/);
  const late = describeAt(hoursLater(30), accepted(), delivered(ANNA));
  expect(late).toContain('15:41:20 +02:00: passata, e manca ancora');
  expect(late).toContain("Da guardare: in attesa da troppo: Sono passate più di 24 ore e per 1 destinatario su 2 manca l'esito");
  const warned = describeAt(hoursLater(30), accepted(), delivered(ANNA), noticed(BRUNO, 12, { errorCode: '4.4.1' }));
  expect(warned).toContain("Da guardare: in attesa da troppo: Sono passate più di 24 ore e per 1 destinatario su 2 manca l'esito");
  expect(warned).not.toContain("attendi l'esito");
  expect(describeAt(hoursLater(13), accepted())).toContain('Da guardare: senza notizie: Dopo 12 ore');
});
