// The test authority and its provider certificates have the real profile, as openssl reads it.
import { expect, test } from 'vitest';
import { createAuthority } from './authority';
import { issueProvider, ordinaryProfile } from './issue-provider';
import { describeWithOpenssl, verifyWithOpenssl } from './openssl';
import { signPec } from './sign-pec';

const AT = new Date('2026-09-19T13:41:19Z');

/** The lines of `openssl x509 -text` without their indentation, joined by ` | `. */
const textOf = async (pem: string): Promise<string> =>
  (await describeWithOpenssl(pem))
    .split('\n')
    .map((line) => line.trim())
    .join(' | ');

test('a provider certificate has the profile of the rules', async () => {
  const provider = await issueProvider(await createAuthority());
  const text = await textOf(provider.certificate.pem);
  expect(text).toContain('Issuer: C = IT, L = Roma, O = Autorit\\C3\\A0 di Prova Ceralacca, CN = Ceralacca Test PEC CA');
  expect(text).toContain(
    'Subject: C = IT, ST = Roma, L = Roma, O = Gestore di Prova S.p.A., CN = Posta Certificata Gestore di Prova S.p.A.',
  );
  expect(text).toContain('Public-Key: (2048 bit)');
  expect(text).toContain('Signature Algorithm: sha256WithRSAEncryption');
  expect(text).toContain('X509v3 Key Usage: critical | Digital Signature |');
  expect(text).toContain('X509v3 Extended Key Usage: | E-mail Protection |');
  expect(text).toContain('X509v3 Subject Alternative Name: | email:posta-certificata@pec.provider.example |');
  expect(text).toContain('Policy: 1.3.76.16.3.1.1 |');
  expect(text).toContain('X509v3 Subject Key Identifier:');
  expect(text).toContain('X509v3 Authority Key Identifier:');
  expect(text).not.toContain('Basic Constraints');
  const { notBefore, notAfter } = provider.certificate.template;
  expect(notAfter.getUTCFullYear() - notBefore.getUTCFullYear()).toBe(3);
});

test('the CA is held to its providers by name constraints', async () => {
  const { ca } = await createAuthority({ hosts: ['pec.provider.example'] });
  const text = await textOf(ca.certificate.pem);
  expect(text).toContain('X509v3 Basic Constraints: critical | CA:TRUE, pathlen:0');
  expect(text).toContain('X509v3 Key Usage: critical | Certificate Sign, CRL Sign');
  expect(text).toContain('Policy: 1.3.76.16.3.1 |');
  expect(text).toContain('Permitted: | email:pec.provider.example | DirName:C = IT, ST = Roma, L = Roma, O = Gestore di Prova S.p.A.');
});

test('the root is self-signed', async () => {
  const { root } = await createAuthority();
  const text = await textOf(root.certificate.pem);
  expect(text).toContain('Issuer: C = IT, L = Roma, O = Autorit\\C3\\A0 di Prova Ceralacca, CN = Ceralacca Test Root');
  expect(text).toContain('Subject: C = IT, L = Roma, O = Autorit\\C3\\A0 di Prova Ceralacca, CN = Ceralacca Test Root');
});

test('what varies in the CA shows in its certificate', async () => {
  const bare = await createAuthority({ nameConstraints: false, policies: null, extendedKeyUsage: null, keyLabel: 'bare' });
  const text = await textOf(bare.ca.certificate.pem);
  expect(text).not.toContain('Name Constraints');
  expect(text).not.toContain('Certificate Policies');
  expect(text).not.toContain('Extended Key Usage');
});

test('cross-certificates differ but share name and key', async () => {
  const authority = await createAuthority({ hosts: ['pec.provider.example'] });
  const cross = authority.issueCrossCertificate({ hosts: ['altro.example'], notBefore: new Date('2025-02-20T14:57:40Z') });
  expect(cross.der).not.toEqual(authority.ca.certificate.der);
  expect(cross.serial).not.toBe(authority.ca.certificate.serial);
  expect(cross.template.spki).toEqual(authority.ca.certificate.template.spki);
  expect(cross.template.subject).toEqual(authority.ca.certificate.template.subject);
});

test('an impostor has the same names and other keys', async () => {
  const real = await createAuthority();
  const impostor = await createAuthority({ keyLabel: 'impostor-ca', rootKeyLabel: 'impostor-root' });
  expect(impostor.root.certificate.template.subject).toEqual(real.root.certificate.template.subject);
  const message = await signPec({ provider: await issueProvider(impostor), kind: 'accettazione', clock: AT });
  expect((await verifyWithOpenssl(message, impostor.root.certificate.pem, AT)).valid).toBe(true);
  expect((await verifyWithOpenssl(message, real.root.certificate.pem, AT)).valid).toBe(false);
});

test('a provider can be issued with any field wrong', async () => {
  const authority = await createAuthority();
  const textFor = async (options: Parameters<typeof issueProvider>[1]) => textOf((await issueProvider(authority, options)).certificate.pem);
  expect(await textFor({ addresses: ['info@pec.provider.example', 'altra@pec.provider.example'] })).toContain(
    'email:info@pec.provider.example, email:altra@pec.provider.example',
  );
  expect(await textFor({ policies: null })).not.toContain('1.3.76');
  expect(await textFor({ isAuthority: true })).toContain('CA:TRUE');
  expect(await textFor({ keyUsage: ['keyCertSign'] })).toContain('X509v3 Key Usage: critical | Certificate Sign |');
  expect(await textFor({ keyUsage: ['digitalSignature', 'nonRepudiation'] })).toContain('Digital Signature, Non Repudiation');
  expect(await textFor({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.3'] })).toContain('Code Signing');
  expect(await textFor({ keySpec: { type: 'rsa', bits: 1024 } })).toContain('(1024 bit)');
  expect(await textFor({ keySpec: { type: 'ec', curve: 'P-256' } })).toContain('NIST CURVE: P-256');
  expect(await textFor({ keySpec: { type: 'ec', curve: 'P-384' } })).toContain('NIST CURVE: P-384');
  expect(await textFor(ordinaryProfile('mario@pec.provider.example'))).toContain('email:mario@pec.provider.example');
});

test('a provider outside the name constraints is refused by openssl', async () => {
  const authority = await createAuthority();
  const outside = await issueProvider(authority, { host: 'pec.altrove.example' });
  const message = await signPec({ provider: outside, kind: 'accettazione', clock: AT });
  const verdict = await verifyWithOpenssl(message, authority.root.certificate.pem, AT);
  expect(verdict.valid).toBe(false);
  expect(verdict.output).toContain('permitted subtree violation');
});

test('key identifiers are the SHA-1 of the public key bits, for RSA and for EC', async () => {
  const authority = await createAuthority();
  for (const keySpec of [
    { type: 'rsa', bits: 2048 },
    { type: 'ec', curve: 'P-256' },
    { type: 'ec', curve: 'P-384' },
  ] as const) {
    const { key } = await issueProvider(authority, { keySpec });
    // The public key bits are the tail of the SubjectPublicKeyInfo, behind the count of unused bits.
    const length = { rsa: 270, 'P-256': 65, 'P-384': 97 }[keySpec.type === 'rsa' ? 'rsa' : keySpec.curve];
    const digest = await crypto.subtle.digest('SHA-1', Uint8Array.from(key.spki.subarray(key.spki.length - length)));
    expect(Buffer.from(key.keyIdentifier).toString('hex')).toBe(Buffer.from(digest).toString('hex'));
  }
});
