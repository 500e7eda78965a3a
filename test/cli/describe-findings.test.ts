// What the command line says of a checked bundle: words, never codes, and what can be done where only an authority is lacking.
import { describe, expect, it } from 'vitest';
import type { BundleFindings } from '../../lib/bundle/bundle-findings';
import { describeFindings } from '../../lib/cli/describe-findings';
import { wordingIn } from '../bundle/build-source';
import { createFindings, FOREIGN, toProof } from '../components/sample-findings';

const tell = (change: Partial<BundleFindings>): string => describeFindings('a.asice', createFindings(change), wordingIn('it'));

describe('seals', () => {
  it.each([
    ['way-broken', 'Per qualche prova il legame con il sigillo non torna'],
    ['token-missing', 'Il sigillo non porta né una marca temporale né una firma.'],
    ['seal-unreadable', 'Il sigillo non si può leggere'],
    ['unknown-authority', "Non si conosce l'autorità"],
  ])('say %s in words, and which seal it is', (problem, words) => {
    const told = tell({ seals: [{ name: 'sigillo-2026-09-20-ab', existedBefore: null, included: [], signers: [], problem }] });
    expect(told).toContain("Sigillo dell'archivio sigillo-2026-09-20-ab: ");
    expect(told).toContain(words);
    expect(told).not.toContain(problem);
  });

  it('tell who signed by the words of the certificate, visibly, and that nobody vouches for those', () => {
    const signers = [{ subject: 'CN=Maria\u202eBianchi', issuer: 'CN=$1 Ente' }];
    const told = tell({ seals: [{ name: 'sigillo', existedBefore: null, included: [], signers, problem: null }] });
    expect(told).toContain('Firmato con un certificato intestato a CN=Maria⟨U+202E⟩Bianchi, rilasciato da CN=$1 Ente.');
    expect(told).toContain("Ceralacca non controlla chi l'ha rilasciato. La firma da sola non prova quando è stata fatta.");
    expect(told).not.toContain('esisteva prima del');
  });

  it('tell before when, and of how many proofs', () => {
    const seal = { name: 'sigillo', existedBefore: '2026-09-20T12:00:01Z', included: ['a', 'b'], signers: [], problem: null };
    expect(tell({ seals: [seal] })).toMatch(/2 prove di questo fascicolo .* prima del 20\/09\/2026 12:00:01 UTC/);
  });
});

describe('a time-stamp that proves nothing', () => {
  it('is said with its reason in words', () => {
    const told = tell({ timestamp: { status: 'unproven', problem: 'wrong-imprint' } });
    expect(told).not.toContain('wrong-imprint');
    expect(told).toContain('ma la marca temporale non è confermata.');
  });
});

describe('an authority that is not known here', () => {
  it('can be named, for proofs and for time-stamps', () => {
    expect(tell({ report: 'differs', proofs: [toProof('01.eml', FOREIGN)] })).toContain('--trust FILE.pem');
    expect(tell({ timestamp: { status: 'unproven', problem: 'unknown-authority' } })).toContain('--tsa FILE.pem');
  });

  it('is not asked for where nothing is lacking', () => {
    expect(tell({})).not.toMatch(/--trust|--tsa/);
  });
});

it('says of what is no bundle that nothing was checked, and of a hostile one that it was refused', () => {
  expect(tell({ verdict: 'refused', refusal: 'not-a-bundle' })).toMatch(/^a\.asice: Nessuna verifica: .*\. Non è un fascicolo/);
  expect(tell({ verdict: 'refused', refusal: 'archive-unsafe' })).toMatch(/^a\.asice: Fascicolo rifiutato: .*creduto\. /);
});
