// Attacks on the ledger: evidence that must not move the state of a recipient, and spellings that must not hide one.
import { type Certificate, signCertificate } from '../pki/certificate';
import { createKeyPair } from '../pki/key-pair';
import { OID } from '../pki/oids';
import type { PecOptions } from '../pki/sign-pec';
import { createTransmission } from '../pki/transmission';
import { provider, replaceIn } from '../verify/bench';
import type { AttackClass } from './attack-classes';

export type LedgerAttack = { name: string; state: string; evidence: readonly Partial<PecOptions>[]; class?: readonly AttackClass[] };

const ADDRESS = 'protocollo@pec.beta.example';
const ACCEPTED: Partial<PecOptions> = { kind: 'accettazione' };
const DELIVERED: Partial<PecOptions> = { kind: 'avvenuta-consegna' };

const key = await createKeyPair('ledger stranger');
const issuer = [{ type: OID.commonName, value: 'Nobody CA' }];
const certificate: Certificate = signCertificate({ ...provider.certificate.template, issuer, spki: key.spki }, key);
const stranger = { ...provider, key, certificate, intermediates: [] };

/** Another message under the identifier of ours, truly signed by a provider. */
const { identifier } = createTransmission();
const borrowed = createTransmission({ sender: 'altro@pec.alfa.example', identifier });
const retold = createTransmission({ messageId: 'm_another@client.example', identifier });

const after = (name: string, state: string, ...evidence: readonly Partial<PecOptions>[]): LedgerAttack => ({
  name,
  state,
  evidence: [ACCEPTED, ...evidence],
});

const ofClass = (names: readonly AttackClass[], ...attacks: readonly LedgerAttack[]): LedgerAttack[] =>
  attacks.map((attack) => ({ ...attack, class: names }));

const SUMMARY: Partial<PecOptions> = { ...DELIVERED, receiptType: 'sintetica' };
const NOTICE: Partial<PecOptions> = { kind: 'preavviso-errore-consegna', reason: '12-hours' };

export const LEDGER_ATTACKS: readonly LedgerAttack[] = [
  after('acceptance alone', 'waiting'),
  after('a delivery signed by nobody we know', 'waiting', { ...DELIVERED, provider: stranger }),
  after('a failure signed by nobody we know', 'waiting', { kind: 'errore-consegna', provider: stranger }),
  after('a delivery whose words were changed', 'waiting', { ...DELIVERED, tamper: { message: replaceIn('Gestore', 'gestore') } }),
  after('a delivery that contradicts itself', 'waiting', { ...DELIVERED, daticert: { error: 'altro' } }),
  after('a delivery from the future', 'waiting', { ...DELIVERED, signingTime: new Date('2027-09-19T13:41:19Z') }),
  after('a delivery to somebody else', 'waiting', { ...DELIVERED, delivery: 'altro@pec.beta.example' }),
  after('taken in charge', 'waiting', { kind: 'presa-in-carico' }),
  after('taken in charge that names a delivery', 'waiting', { kind: 'presa-in-carico', daticert: { delivery: ADDRESS } }),
  after('an acceptance that names a delivery', 'waiting', { ...ACCEPTED, daticert: { delivery: ADDRESS } }),
  after('a virus found on the way', 'waiting', { kind: 'rilevazione-virus' }),
  ...ofClass(
    ['P5', 'E1.T4', 'D10.32'],
    after('a delivery of another sender under our identifier', 'waiting', { ...DELIVERED, transmission: borrowed }),
    after('a failure of another sender under our identifier', 'delivered', DELIVERED, { kind: 'errore-consegna', transmission: borrowed }),
    after('a delivery of another message under our identifier', 'waiting', { ...DELIVERED, transmission: retold }),
    after('a delivery of another message altogether', 'waiting', {
      ...DELIVERED,
      transmission: createTransmission({ identifier: 'opec000.altro@pec.provider.example', messageId: 'm_x@client.example' }),
    }),
  ),
  ...ofClass(
    ['P6', 'D10.30'],
    after('a summary receipt delivers, whatever its headers say', 'delivered', {
      ...SUMMARY,
      tamper: { headers: (headers) => [...headers, ['X-TipoRicevuta', 'completa']] },
    }),
  ),
  ...ofClass(
    ['D10.28'],
    after('genuine: the same delivery twice', 'delivered', DELIVERED, DELIVERED),
    after('genuine: a notice, then a delivery', 'delivered', NOTICE, DELIVERED),
    after('genuine: a delivery, then a notice that came late', 'delivered', DELIVERED, NOTICE),
  ),
  ...ofClass(['D10.27'], after('a delivery that names a recipient of nobody', 'waiting', { ...DELIVERED, delivery: 'z@pec.beta.example' })),
  after('genuine: a delivery in capitals', 'delivered', { ...DELIVERED, daticert: { delivery: ADDRESS.toUpperCase() } }),
  after('genuine: a failure, then a delivery', 'delivered', { kind: 'errore-consegna' }, DELIVERED),
  after('a forged failure after a delivery', 'delivered', DELIVERED, { kind: 'errore-consegna', provider: stranger }),
];

export const RECIPIENT = ADDRESS;
