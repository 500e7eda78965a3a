// The story of the samples: genuine messages verify under their authority, the fake carries no signature.
import { expect, test } from 'vitest';
import { createAuthority } from './authority';
import { toOctets } from './mime-text';
import { verifyWithOpenssl } from './openssl';
import { createSampleSet } from './sample-set';

const NOW = new Date('2026-09-21T08:00:00Z');

test('every signed sample verifies, and the fake is unsigned', async () => {
  const authority = await createAuthority();
  const samples = await createSampleSet({ authority, now: NOW });
  for (const { name, group, bytes } of samples) {
    const { valid } = await verifyWithOpenssl(bytes, authority.root.certificate.pem, NOW);
    expect({ name, valid }).toEqual({ name, valid: group !== 'falsa' });
    expect(toOctets(bytes).includes('smime.p7s')).toBe(group !== 'falsa');
  }
  expect(samples.map(({ group, name }) => `${group}/${name}`)).toEqual([
    'notifica/notifica-accettazione',
    'notifica/notifica-consegna-1',
    'notifica/notifica-consegna-2',
    'casella-piena/sollecito-accettazione',
    'casella-piena/sollecito-mancata-consegna',
    'in-attesa/accesso-accettazione',
    'ricevuta/convocazione-busta',
    'falsa/falsa-cartella',
  ]);
});

test('the same instant gives the same bytes', async () => {
  const bytesOf = async () => (await createSampleSet({ now: NOW })).map(({ bytes }) => toOctets(bytes));
  expect(await bytesOf()).toEqual(await bytesOf());
});
