// Writes the example messages of the ledger page: our own, signed by an authority that vouches for nothing else.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createAuthority } from './authority';
import { createSampleSet } from './sample-set';

const target = fileURLToPath(new URL('../../public/examples/examples.json', import.meta.url));

const main = async (): Promise<void> => {
  const names = { rootCommonName: 'Ceralacca Example Root', rootKeyLabel: 'example-root' };
  const authority = await createAuthority({ ...names, commonName: 'Ceralacca Example PEC CA', keyLabel: 'example-ca' });
  const samples = await createSampleSet({ authority, now: new Date('2026-11-20T09:00:00Z') });
  const messages = samples.map(({ name, bytes }) => ({ name: `${name}.eml`, base64: Buffer.from(bytes).toString('base64') }));
  mkdirSync(fileURLToPath(new URL('../../public/examples/', import.meta.url)), { recursive: true });
  writeFileSync(target, `${JSON.stringify({ authorityPem: authority.root.certificate.pem, messages }, null, 1)}\n`);
};

await main();
