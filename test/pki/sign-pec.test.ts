// Every genuine message verifies under openssl at its signing instant, and no longer after one byte has changed.
import { beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from './authority';
import { issueProvider, type Provider } from './issue-provider';
import { toOctets } from './mime-text';
import { verifyWithOpenssl } from './openssl';
import { PEC_VARIANTS } from './pec-kinds';
import { type PecOptions, signPec } from './sign-pec';

const CLOCK = new Date('2026-09-19T13:41:19Z');
const LAYOUTS = ['openpec', 'javamail'] as const;

let authority: Authority;
let provider: Provider;

beforeAll(async () => {
  authority = await createAuthority();
  provider = await issueProvider(authority);
});

const verify = (message: Uint8Array, at = CLOCK) => verifyWithOpenssl(message, authority.root.certificate.pem, at);

const sign = (options: Partial<PecOptions>) => signPec({ provider, kind: 'accettazione', clock: CLOCK, ...options });

const flipped = (message: Uint8Array, marker: string): Uint8Array => {
  const at = toOctets(message).indexOf(marker);
  if (at < 0) throw new Error(`no ${marker} in the message`);
  const changed = Uint8Array.from(message);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

const everyVariant = LAYOUTS.flatMap((layout) =>
  PEC_VARIANTS.map((variant) => ({ ...variant, layout, title: `${layout} ${variant.name}` })),
);

test.each(everyVariant)('$title: genuine verifies, one changed byte does not', async ({ title: _title, name: _name, ...variant }) => {
  const message = await sign(variant);
  expect(await verify(message)).toMatchObject({ valid: true });
  expect((await verify(flipped(message, 'Identificativo'))).valid).toBe(false);
});

test('the certificate must have been valid when it was signed', async () => {
  const message = await sign({});
  expect((await verify(message, new Date('2029-01-01T00:00:00Z'))).output).toContain('certificate has expired');
});

test.each(LAYOUTS)('%s with LF line ends verifies once they are restored', async (layout) => {
  const message = await sign({ layout, lineEnding: 'lf', kind: 'avvenuta-consegna' });
  expect(toOctets(message)).not.toContain('\r');
  expect(await verify(message)).toMatchObject({ valid: true });
});

test.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('digest %s verifies in both encodings', async (digest) => {
  expect(await verify(await sign({ digest, encoding: 'der', layout: 'openpec' }))).toMatchObject({ valid: true });
  expect(await verify(await sign({ digest, encoding: 'ber', layout: 'javamail' }))).toMatchObject({ valid: true });
});

test('RSA-PSS verifies', async () => {
  for (const layout of LAYOUTS)
    expect(await verify(await sign({ layout, scheme: 'pss', digest: 'sha256' }))).toMatchObject({ valid: true });
});

test.each(['P-256', 'P-384'] as const)('ECDSA on %s verifies', async (curve) => {
  const elliptic = await issueProvider(authority, { keySpec: { type: 'ec', curve } });
  expect(await verify(await sign({ provider: elliptic, layout: 'javamail' }))).toMatchObject({ valid: true });
});

test('the two layouts keep their own spelling', async () => {
  const open = toOctets(await sign({ kind: 'posta-certificata', layout: 'openpec' }));
  expect(open).toMatch(
    /protocol="application\/x-pkcs7-signature"; micalg="sha1"; boundary="----[0-9A-F]{32}"\r\n\r\nThis is an S\/MIME signed message\r\n\r\n--/,
  );
  expect(open).toMatch(
    /\r\n------[0-9A-F]{32}\r\nContent-Type: multipart\/mixed; boundary="----------=_1789825279-\d+-\d+"\r\nContent-Transfer-Encoding: binary\r\n/,
  );
  expect(open).toContain('\r\nX-Tiporicevuta: completa\r\n');
  const java = toOctets(await sign({ kind: 'posta-certificata', layout: 'javamail' }));
  expect(java).toMatch(/protocol="application\/pkcs7-signature"; micalg=sha-256; \r\n\tboundary="----=_Part_\d+_\d+\.1789825279\d+"\r\n/);
  expect(java).toMatch(/Content-Type: multipart\/mixed; \r\n\tboundary="----=_Part_/);
  expect(java).toContain('Date: Sat, 19 Sep 2026 15:41:19 +0200 (CEST)\r\n');
  expect(java).toContain('Content-Type: message/rfc822; name=postacert.eml\r\n');
  // 30 80: SEQUENCE of indefinite length.
  expect(java).toMatch(/S\/MIME Cryptographic Signature\r\n\r\nMIAG/);
});

test('the same input gives the same message', async () => {
  expect(await sign({ kind: 'avvenuta-consegna' })).toEqual(await sign({ kind: 'avvenuta-consegna' }));
});
