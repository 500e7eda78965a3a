// What is said of each failure, word for word as a clerk reads it, and all that may stand on the list of proofs.
import type { LedgerRecipient } from '../../lib/ledger/ledger-message';
import type { ReadinessItem } from '../../lib/ledger/readiness';

/** What may stand on the list of proofs, and in which states. */
export const READINESS: Record<ReadinessItem['id'], readonly ReadinessItem['status'][]> = {
  refused: ['missing'],
  acceptance: ['ok', 'missing'],
  deliveries: ['ok'],
  'delivery-waiting': ['missing'],
  'delivery-failed': ['missing'],
  'delivery-brief': ['missing'],
  'delivery-summary': ['missing'],
  'delivery-unreadable': ['missing'],
  'delivery-in-copy': ['missing'],
  'delivery-not-due': ['missing'],
  ordinary: ['unknown'],
  contradiction: ['missing'],
  originals: ['ok', 'missing'],
  genuine: ['ok', 'missing'],
  content: ['ok', 'missing', 'unknown'],
  'receipts-agree': ['ok'],
  'receipts-differ': ['missing'],
  'receipts-unclear': ['unknown'],
  log: ['ok', 'missing'],
  certificate: ['ok', 'unknown'],
  sealed: ['ok', 'unknown'],
};

const NOTE_12 = 'AgID, Note integrative alle regole tecniche n. 12 del 05/10/2015.';
const OF_RECEIPTS = `RFC 6109, sezione 3.3.3; per i codici: ${NOTE_12}`;
const OF_CODES = 'Significato generale del codice secondo RFC 3463; non è confermato che ogni gestore PEC lo usi così.';

type Cause = [cause: Pick<LedgerRecipient, 'errorCode' | 'error'>, meaning: string, next: string, source: string];

export const CAUSES: Cause[] = [
  [
    { errorCode: '5.1.1' },
    'Indirizzo inesistente o casella non attiva (5.1.1).',
    "Controlla l'indirizzo nei registri pubblici e spedisci di nuovo.",
    OF_RECEIPTS,
  ],
  [
    { errorCode: '5.1.2' },
    'Di solito: dominio del destinatario inesistente (5.1.2).',
    "Controlla l'indirizzo e leggi il motivo nell'avviso del gestore prima di spedire di nuovo.",
    OF_CODES,
  ],
  [
    { errorCode: '5.2.1' },
    'Di solito: casella esistente ma disattivata (5.2.1).',
    "Leggi il motivo nell'avviso del gestore e cerca nei registri pubblici un altro indirizzo PEC del destinatario.",
    OF_CODES,
  ],
  [
    { errorCode: '5.2.2' },
    'Casella piena (5.2.2).',
    "Il messaggio non è arrivato in questa casella: per farlo arrivare occorre un nuovo invio. Conserva l'accettazione e questo avviso.",
    OF_RECEIPTS,
  ],
  [
    { errorCode: '5.4.1' },
    'Non consegnato entro 24 ore (5.4.1).',
    "Per farlo arrivare occorre un nuovo invio. Conserva l'accettazione e questo avviso.",
    `RFC 6109, sezione 3.1.6 (avviso a 24 ore); per il codice: ${NOTE_12}`,
  ],
  [
    { errorCode: '5.5.1' },
    'Virus trovato nel messaggio (5.5.1).',
    'Controlla gli allegati prima di spedire di nuovo.',
    `RFC 6109, sezioni 3.1.3 e 3.2.4 (virus); per il codice: ${NOTE_12}`,
  ],
  [
    { errorCode: '5.9.9' },
    'Consegna non riuscita (codice 5.9.9).',
    "Leggi il motivo nell'avviso del gestore; il messaggio non è arrivato.",
    OF_RECEIPTS,
  ],
  // Where no code stands, the word of `errore` speaks.
  [{ errorCode: null, error: 'no-dest' }, 'Il destinatario non esiste.', "Controlla l'indirizzo e spedisci di nuovo.", OF_RECEIPTS],
  [
    { errorCode: null, error: 'no-dominio' },
    'Il dominio del destinatario non esiste.',
    "Controlla l'indirizzo e spedisci di nuovo.",
    OF_RECEIPTS,
  ],
  [{ errorCode: null, error: 'virus' }, 'Virus trovato nel messaggio.', 'Controlla gli allegati prima di spedire di nuovo.', OF_RECEIPTS],
  [
    { errorCode: null, error: 'altro' },
    'Altro errore: il testo del gestore è nei dati certificati, tra i dettagli.',
    'Leggilo prima di spedire di nuovo: il messaggio non è arrivato.',
    OF_RECEIPTS,
  ],
  [{ errorCode: null }, 'Consegna non riuscita.', "Leggi il motivo nell'avviso del gestore; il messaggio non è arrivato.", OF_RECEIPTS],
];
