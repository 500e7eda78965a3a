// The tricky cases of the field by time, trust and recipients: expired since, signed beside its time, several authorities of one key.
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { issueProvider } from '../pki/issue-provider';
import type { PecOptions } from '../pki/sign-pec';
import { createTransmission } from '../pki/transmission';
import { authority, provider, sign } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

const old = await issueProvider(authority, {
  keyLabel: 'old',
  notBefore: new Date('2019-03-01T00:00:00Z'),
  notAfter: new Date('2022-03-01T00:00:00Z'),
});
const early = new Date('2020-05-04T10:00:00Z');

const withoutTrust: Attack = {
  name: 'an authority that nobody added',
  verdict: 'inconclusive',
  code: 'provider-trust.issuer-missing',
  build: async () => ({ bytes: await sign(), trust: await createTrustStore() }),
};

const crosses = [
  authority.issueCrossCertificate({ notBefore: new Date('2026-11-01T00:00:00Z') }),
  authority.issueCrossCertificate({ notAfter: new Date('2025-01-01T00:00:00Z'), notBefore: new Date('2017-01-01T00:00:00Z') }),
  authority.issueCrossCertificate({ hosts: ['altrove.example'], notBefore: new Date('2019-01-01T00:00:00Z') }),
];

const several = createTransmission({
  recipients: ['a@pec.beta.example', 'b@pec.beta.example', 'c@posta.example'].map((address) => ({
    address,
    type: address.includes('pec') ? 'certificato' : 'esterno',
    field: 'to',
  })),
});

/** What the replayed message shows, in the place of what it had. */
const withDate = (value: string, options: Partial<PecOptions> = {}): Partial<PecOptions> => ({
  ...options,
  tamper: { headers: (headers) => headers.map(([name, was]) => [name, name === 'Date' ? value : was]) },
});

const TIMES = 'openssl compares no times';

export const TIME_ATTACKS: readonly Attack[] = [
  ...ofClass(
    ['D10.15', 'E2.old'],
    bend('genuine: signed years ago by a certificate of then', 'verified', 'signer-certificate.expired-since', {
      provider: old,
      clock: early,
    }),
  ),
  ...stricter(
    TIMES,
    ...ofClass(
      'E2.old',
      bend(
        'a receipt of months ago under a Date of today',
        'inconclusive',
        'time-coherence.date-header-differs',
        withDate('Fri, 20 Nov 2026 10:00:00 +0100'),
      ),
      bend(
        'a receipt of the day before under another Date',
        'inconclusive',
        'time-coherence.date-header-differs',
        withDate('Sun, 20 Sep 2026 15:41:20 +0200'),
      ),
      bend('a receipt of years ago under a Date of today', 'inconclusive', 'time-coherence.date-header-differs', {
        ...withDate('Fri, 20 Nov 2026 10:00:00 +0100', { provider: old, clock: early }),
      }),
      bend('data of the day before, signed anew', 'inconclusive', 'time-coherence.signing-time-differs', {
        signingTime: new Date('2026-09-20T13:41:20Z'),
      }),
      bend('a signature of the day before under newer data', 'inconclusive', 'time-coherence.signing-time-differs', {
        signingTime: new Date('2026-09-18T13:41:18Z'),
      }),
    ),
  ),
  ...ofClass(
    'E2.old',
    bend('genuine: handed on again months later, the certified time says when it was', 'verified', null, {
      tamper: { headers: (headers) => [['Received', 'from a.example by b.example; Fri, 20 Nov 2026 10:00:00 +0100'], ...headers] },
    }),
  ),
  ...ofClass(
    ['D10.16', 'I3.validity'],
    bend('a signature after the certificate expired', 'failed', 'provider-trust.outside-validity', { provider: old }),
    bend('a signature before the certificate began', 'failed', 'provider-trust.outside-validity', { provider, clock: early }),
  ),
  ...stricter(
    TIMES,
    ...ofClass(
      ['D10.16', 'I3.future', 'E1.T7'],
      bend('signed tomorrow and later', 'inconclusive', 'time-coherence.in-future', { clock: new Date('2027-02-01T10:00:00Z') }),
    ),
    ...ofClass(
      'D10.16',
      bend('signed twenty minutes beside the certified time', 'inconclusive', 'time-coherence.signing-time-differs', {
        signingTime: new Date('2026-09-19T14:02:00Z'),
      }),
    ),
  ),
  ...ofClass('D10.18', bend('genuine: a SHA-1 digest, with a note', 'verified', 'signature-integrity.sha1-digest', { digest: 'sha1' })),
  ...ofClass('D10.19', withoutTrust),
  ...ofClass(
    'D10.20',
    {
      name: 'genuine: the right one of four cross-certificates',
      verdict: 'verified',
      code: null,
      build: async () => ({ bytes: await sign({ provider: { ...provider, intermediates: [...crosses, ...provider.intermediates] } }) }),
      alone: async () => ({ bytes: await sign() }),
    },
    bend('only cross-certificates that do not fit', 'failed', 'provider-trust.name-constraints', {
      provider: { ...provider, intermediates: crosses },
    }),
  ),
  ...ofClass(
    ['D10.26'],
    bend('genuine: one delivery of several', 'verified', null, { transmission: several, delivery: 'b@pec.beta.example' }),
  ),
  ...ofClass(
    'D10.27',
    bend('a delivery to somebody who is no recipient, with a note', 'verified', 'certification-data.delivery-unlisted', {
      transmission: several,
      delivery: 'z@pec.beta.example',
    }),
  ),
  ...ofClass(
    'D10.29',
    bend('genuine: no Message-ID of the client', 'verified', null, { transmission: createTransmission({ messageId: null }) }),
  ),
  ...ofClass(
    'D10.31',
    bend('genuine: an anomaly envelope certifies nothing', 'verified', 'certification-data.none-due', { kind: 'anomalia' }),
  ),
  ...ofClass(['D10.33', 'E1.T2'], bend('genuine: a stolen box, all checks pass', 'verified', null, { kind: 'posta-certificata' })),
];
