// What a list or answer claims to be, for the list of those that were added; noise is nothing.
import { expect, it } from 'vitest';
import { describeRevocation } from '../../../lib/verify/revocation/describe-revocation';
import { toCrlPem } from '../../pki/issue-crl';
import { authority } from '../bench';
import { answer, list } from './bench';

const ISSUER = expect.stringContaining('CN=Ceralacca Test PEC CA');

it('names a list, in either encoding', () => {
  const described = { kind: 'crl', issuer: ISSUER, thisUpdate: '2026-10-01T00:00:00.000Z', nextUpdate: '2026-10-08T00:00:00.000Z' };
  expect(describeRevocation(list())).toEqual(described);
  expect(describeRevocation(Buffer.from(`x\n${toCrlPem(list())}`))).toEqual(described);
});

it('names an answer by its responder', () => {
  const described = { kind: 'ocsp', thisUpdate: '2026-10-01T00:00:00.000Z', nextUpdate: '2026-10-02T00:00:00.000Z' };
  expect(describeRevocation(answer())).toEqual({ ...described, issuer: ISSUER });
  const key = Buffer.from(authority.ca.key.keyIdentifier).toString('hex');
  expect(describeRevocation(answer({ responderId: 'key', nextUpdate: null }))).toEqual({ ...described, issuer: key, nextUpdate: null });
});

it.each([
  ['nothing', new Uint8Array()],
  ['noise', Uint8Array.from({ length: 300 }, (_, index) => (index * 31) % 256)],
  ['a certificate', authority.ca.certificate.der],
  ['a certificate in PEM', Buffer.from(authority.ca.certificate.pem)],
  ['an answer that answers nothing', answer({ responseStatus: 6 })],
  ['half a list', list().subarray(0, 200)],
])('%s is none', (_, bytes) => {
  expect(describeRevocation(bytes)).toBeUndefined();
});
