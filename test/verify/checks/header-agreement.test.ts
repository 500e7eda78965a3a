// Outer headers may contradict the signed data and are then named; innocent differences are only noted.
import { describe, expect, it } from 'vitest';
import type { PecKind } from '../../pki/pec-kinds';
import { judge, outcomeOf, resultOf } from '../bench';

const ID = 'header-agreement';

const withHeader = (kind: PecKind, name: string, value: string | null) =>
  judge({
    kind,
    tamper: {
      headers: (headers) => {
        const others = headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
        return value === null ? others : [...others, [name, value]];
      },
    },
  });

describe('header-agreement', () => {
  it.each([
    ['accettazione', 'X-Ricevuta', 'avvenuta-consegna', 'type-mismatch'],
    ['posta-certificata', 'X-Trasporto', 'errore', 'type-mismatch'],
    ['avvenuta-consegna', 'X-Riferimento-Message-ID', '<altro@client.example>', 'reference-mismatch'],
    ['posta-certificata', 'Message-ID', '<altro@client.example>', 'identifier-mismatch'],
    ['avvenuta-consegna', 'X-VerificaSicurezza', 'errore', 'security-mismatch'],
    ['avvenuta-consegna', 'Subject', 'ACCETTAZIONE: Diffida ad adempiere', 'subject-mismatch'],
    ['avvenuta-consegna', 'Subject', 'CONSEGNA: tutt\u2019altro', 'subject-mismatch'],
    ['posta-certificata', 'From', '"Per conto di: ladro@posta.example" <posta-certificata@pec.provider.example>', 'sender-mismatch'],
  ] as [PecKind, string, string, string][])('%s with %s: %s', async (kind, name, value, code) => {
    const report = await withHeader(kind, name, Buffer.from(value, 'utf8').toString('latin1'));
    expect(outcomeOf(report, ID)).toBe(`${ID}.${code}`);
    expect(report.verdict).toBe('inconclusive');
  });

  it.each([
    ['avvenuta-consegna', 'To', 'un.altro@posta.example', 'recipient-differs'],
    ['posta-certificata', 'X-TipoRicevuta', 'breve', 'receipt-type-differs'],
    ['avvenuta-consegna', 'X-Ricevuta', null, 'type-header-missing'],
    ['avvenuta-consegna', 'X-Riferimento-Message-ID', null, 'reference-missing'],
  ] as [PecKind, string, string | null, string][])('%s notes %s: %s', async (kind, name, value, note) => {
    const report = await withHeader(kind, name, value);
    expect(report.verdict).toBe('verified');
    expect(resultOf(report, ID)).toMatchObject({ notes: [`${ID}.${note}`] });
  });

  it('passes a subject that a list put words before: no known prefix, no contradiction', async () => {
    const report = await withHeader('avvenuta-consegna', 'Subject', '[lista] CONSEGNA: altro');
    expect(outcomeOf(report, ID)).toBe('passed');
  });
});
