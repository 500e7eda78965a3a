// Generated evidence of one message and of others that mix with it: every kind, foreign, unverified, late, contradictory.
import fc from 'fast-check';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { CERTIFIED_KINDS, type Verdict } from '../../lib/verify/report';
import { ANNA, BRUNO, buildBareEvidence, buildEvidence, buildFacts, buildReport, CARLA, hoursLater, IDENTIFIER } from './build-evidence';

const OTHER = 'opec2.20260919154120.00002.1.1.1@pec.provider.example';

const verdict = fc.constantFrom<Verdict>('verified', 'verified', 'verified', 'inconclusive', 'failed');

const seen = fc.record({
  verdict,
  salt: fc.constantFrom('', 'copy'),
  recordedAt: fc.constantFrom('2026-09-19T13:45:00.000Z', '2026-09-20T00:00:00.000Z'),
});

const facts = fc.record({
  identifier: fc.constantFrom(IDENTIFIER, IDENTIFIER, IDENTIFIER, OTHER, '', 'sha256:00', 'sending:1'),
  messageId: fc.constantFrom('original-1@studio.example', 'original-1@studio.example', 'original-2@studio.example', null),
  sender: fc.constantFrom('studio@pec.provider.example', 'studio@pec.provider.example', 'other@pec.provider.example'),
  time: fc.constantFrom(0, 0.1, 1, 12, 21.99, 22, 24, 30, 2000).map(hoursLater),
  delivery: fc.constantFrom(ANNA, `<${ANNA.toUpperCase()}>`, BRUNO, CARLA, 'alias@pec.two.example', null),
  takenInCharge: fc.constantFrom<string[]>([], [ANNA], [BRUNO, CARLA]),
  receiptType: fc.constantFrom('completa' as const, 'breve' as const, 'sintetica' as const, null),
  error: fc.constantFrom('nessuno' as const, 'no-dest' as const, 'no-dominio' as const, 'virus' as const, 'altro' as const),
  errorCode: fc.constantFrom('5.1.1', '5.2.2', '5.4.1', '4.4.1', null),
  extendedError: fc.constantFrom(null, 'non consegnato nelle prime ventiquattro ore', 'nelle prime dodici ore'),
  recipients: fc.constantFrom(
    buildFacts('accettazione').recipients,
    [{ address: ANNA, type: 'certificato' as const }],
    [
      { address: ANNA, type: 'esterno' as const },
      { address: `<${ANNA}>`, type: 'certificato' as const },
    ],
  ),
});

const certified = fc
  .tuple(fc.constantFrom(...CERTIFIED_KINDS), facts, seen)
  .map(([kind, said, options]) => buildEvidence(kind, { ...options, facts: said }));

/** A wrapper or a fake, with or without a verified receipt inside. */
const bare = fc
  .tuple(fc.constantFrom<Verdict>('inconclusive', 'failed'), fc.boolean(), fc.constantFrom('a', 'b'))
  .map(([said, isWrapper, salt]) =>
    buildBareEvidence(said, {
      salt,
      shownSubject: `POSTA CERTIFICATA: ${salt}`,
      enclosed: isWrapper ? [buildReport(buildFacts('avvenuta-consegna', { delivery: ANNA }))] : [],
    }),
  );

export const arbitraryEvidence: fc.Arbitrary<Evidence> = fc.oneof({ arbitrary: certified, weight: 9 }, { arbitrary: bare, weight: 1 });
