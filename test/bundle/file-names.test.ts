// File names of a bundle: legal everywhere, harmless in a shell, never two alike.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BundleMessage } from '../../lib/bundle/bundle-source';
import { toFilePaths } from '../../lib/bundle/file-names';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { toOrderedEvidence } from '../../lib/ledger/proof';
import { accepted, delivered, NOW } from '../ledger/build-evidence';

const toMessage = (evidence: Evidence[]): BundleMessage => ({
  evidence: toOrderedEvidence(evidence),
  message: toLedgerMessage(evidence, NOW),
  readiness: [],
  isComplete: true,
  sealed: {},
  sent: null,
});

const pathsOf = (...groups: Evidence[][]): string[] => [...toFilePaths(groups.map(toMessage), 'case').values()];

const withSubject = (subject: string, identifier: string): Evidence[] => [accepted({ facts: { subject, identifier } })];

describe('toFilePaths', () => {
  it.each([
    ['../../etc/passwd', '02-avvenuta-consegna-.-.-etc-passwd.eml'],
    ['Anna Verdi <ANNA@pec.example>', '02-avvenuta-consegna-anna-verdi-anna@pec.example.eml'],
    ['$(rm -rf ~)@x.example; `id`', '02-avvenuta-consegna-rm-rf-@x.example-id.eml'],
    ['perché@pec.example', '02-avvenuta-consegna-perche@pec.example.eml'],
    ['con:\\aux\u0000\u202e', '02-avvenuta-consegna-con-aux.eml'],
  ])('makes %j harmless', (address, name) => {
    expect(pathsOf([accepted(), delivered(address, 1)])).toEqual(['01-accettazione.eml', name]);
  });

  it('numbers folders by message', () => {
    expect(pathsOf(withSubject('Città e paesi: n. 4/2026', 'a'), withSubject('\u202e..', 'b'))).toEqual([
      '01-citta-e-paesi-n.-4-2026/01-accettazione.eml',
      '02/01-accettazione.eml',
    ]);
  });

  it('is safe and unique whatever the mail says', () => {
    const addresses = fc.uniqueArray(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.emailAddress()), { maxLength: 12 });
    fc.assert(
      fc.property(addresses, fc.string({ unit: 'binary' }), (list, subject) => {
        const deliveries = list.map((address, index) => delivered(address, index));
        const paths = pathsOf([accepted(), ...deliveries], withSubject(subject, 'other'));
        expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(list.length + 2);
        for (const path of paths) expect(path).toMatch(/^\d\d(?:-[a-z0-9@._-]{1,41})?\/\d\d-[a-z0-9][a-z0-9@._-]{0,90}\.eml$/);
      }),
    );
  });
});
