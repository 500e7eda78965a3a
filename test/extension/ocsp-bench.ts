// The bench of questions to an authority: its providers, whose certificates name a responder, and what that responder answers.
import { createAuthority } from '../pki/authority';
import { issueOcspResponse, nonceOf, type OcspOptions, ocspAddress, ocspNonce } from '../pki/issue-ocsp-response';
import { issueProvider, type Provider } from '../pki/issue-provider';

export const NOW = '2026-11-22T08:00:00Z';
export const URL_OF_RESPONDER = 'http://ocsp.autorita.example/OCSP';
export const PATTERN = 'http://ocsp.autorita.example/*';
export const REPLY = { 'content-type': 'application/ocsp-response' };

export const authority = await createAuthority();
export const extraExtensions = [ocspAddress(URL_OF_RESPONDER)];
export const provider = await issueProvider(authority, { extraExtensions });
export const renewed = await issueProvider(authority, {
  extraExtensions,
  keyLabel: 'renewed',
  notBefore: new Date('2026-03-01T00:00:00Z'),
});
export const orderOf = ({ certificate }: Provider) => ({ certificate: certificate.der, issuer: authority.ca.certificate.der });
export const order = orderOf(provider);

export const sentOf = (init: RequestInit | undefined): Uint8Array => init?.body as Uint8Array;

export const answerFor =
  ({ certificate }: Provider, options: OcspOptions = {}) =>
  (request: Uint8Array): Response =>
    new Response(
      issueOcspResponse(certificate, authority.ca, {
        producedAt: new Date(NOW),
        responseExtensions: [ocspNonce(nonceOf(request))],
        ...options,
      }) as Uint8Array<ArrayBuffer>,
      { headers: REPLY },
    );
