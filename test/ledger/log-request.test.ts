// The letter for the log: who lacks what, until when, and no line that a mail could add to it.
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLogRequest } from '../../lib/ledger/log-request';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import {
  ANNA,
  accepted,
  BRUNO,
  buildBareEvidence,
  buildEvidence,
  CARLA,
  delivered,
  failed,
  hoursLater,
  IDENTIFIER,
  noticed,
} from './build-evidence';

const NOW = hoursLater(48);

const requestOf = (evidence: Evidence[], now = NOW) => toLogRequest(toLedgerMessage(evidence, now), now);
const textOf = (...evidence: Evidence[]): string => requestOf(evidence)?.text ?? '';

describe('the letter', () => {
  it('names message, parties, acceptance, who lacks a proof, and the rules', () => {
    const text = textOf(accepted(), delivered(ANNA));
    for (const part of [
      'Spett.le Gestore di prova\n',
      `Identificativo del messaggio: ${IDENTIFIER}\n`,
      'Message-ID originale: original-1@studio.example\n',
      'Mittente: studio@pec.provider.example\n',
      `Destinatari: ${ANNA}, ${BRUNO}, ${CARLA}\n`,
      'Oggetto: Ricorso gerarchico prot. 88/2026\n',
      'Accettazione: 19/09/2026 15:41:20 +02:00\n',
      `un avviso definitivo:\n- ${BRUNO}\n\n`,
      'DPR 11 febbraio 2005, n. 68, art. 6, comma 7',
      'art. 11',
      'finiscono il 19/03/2029.\n',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain(`- ${ANNA}`);
    expect(text).not.toContain(`- ${CARLA}`);
    expect(requestOf([accepted()])).toMatchObject({
      fileName: `richiesta-log-${IDENTIFIER}.txt`,
      until: '2029-03-19T15:41:20+02:00',
    });
  });

  it('tells of a notice that came, and of an acceptance that did not', () => {
    expect(textOf(accepted(), delivered(ANNA), noticed(BRUNO, 12))).toContain(
      `- ${BRUNO} (preavviso di mancata consegna del 20/09/2026 03:41:20 +02:00)\n`,
    );
    const text = textOf(delivered(ANNA), delivered(BRUNO));
    expect(text).toContain('Manca la ricevuta di accettazione.');
    expect(text).toContain('Accettazione: ricevuta non disponibile');
    expect(text).not.toContain('un avviso definitivo');
    // The provider that delivered is the recipient's, and has another log.
    expect(text).toContain('Spett.le [nome del gestore PEC del mittente]');
  });

  it('is no longer written once the log is gone, and never where nothing is missing', () => {
    expect(requestOf([accepted()], '2029-03-19T15:41:20+02:00')).not.toBeNull();
    expect(requestOf([accepted()], '2029-03-19T15:41:21+02:00')).toBeNull();
    expect(requestOf([accepted(), delivered(ANNA), failed(BRUNO)])).toBeNull();
    expect(requestOf([buildEvidence('non-accettazione')])).toBeNull();
    expect(requestOf([buildEvidence('posta-certificata')])).toBeNull();
    expect(requestOf([buildBareEvidence('failed')])).toBeNull();
    expect(requestOf([accepted({ verdict: 'inconclusive' })])).toBeNull();
  });

  it('gets no line, and no direction of writing, from a mail', () => {
    const text = textOf(accepted({ facts: { subject: 'x\r\nSpett.le altro\u202e', sender: 'a@pec.example\nMittente: b' } }));
    expect(text).toContain('Oggetto: x  Spett.le altro⟨U+202E⟩\n');
    expect(text).not.toMatch(/^Mittente: b/m);
    expect(text.match(/^Spett\.le/gm)).toHaveLength(1);
  });
});
