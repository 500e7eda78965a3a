// What a responder is asked: openssl reads the question and answers it; and which addresses of a certificate are asked at all.
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../../lib/verify/cms/parse-certificate';
import { createOcspRequest } from '../../../lib/verify/revocation/create-ocsp-request';
import { findQuestions } from '../../../lib/verify/revocation/find-questions';
import { findResponder } from '../../../lib/verify/revocation/find-responder';
import { findOcspProblem } from '../../../lib/verify/revocation/read-ocsp-answer';
import { createAuthority } from '../../pki/authority';
import { signCertificate } from '../../pki/certificate';
import { ocspAddress } from '../../pki/issue-ocsp-response';
import { issueProvider } from '../../pki/issue-provider';
import { answerOcspWithOpenssl } from '../../pki/openssl-ocsp';
import { authority, provider, sign, trust } from '../bench';
import { message } from './bench';

const URL_OF_RESPONDER = 'http://ocsp.autorita.example/OCSP';
const nonce = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
const subject = {
  certificate: await parseCertificate(provider.certificate.der),
  issuer: await parseCertificate(authority.ca.certificate.der),
};

describe('openssl', () => {
  it('reads the question: one certificate, named by SHA-1, and the nonce', async () => {
    const { read } = await answerOcspWithOpenssl(await createOcspRequest(subject, nonce), authority.ca, [provider.certificate]);
    expect(read.match(/Hash Algorithm: sha1/g)).toHaveLength(1);
    expect(read).toContain(`Serial Number: ${subject.certificate.serial}`);
    expect(read.replace(/[\s:]/g, '')).toContain(`0420${Buffer.from(nonce).toString('hex').toUpperCase()}`);
  });

  it.each([
    ['that it is good', [provider.certificate], '', null],
    ['that it was revoked', [provider.certificate], '260901000000Z', null],
    ['that it does not know it', [], '', 'unknown'],
  ] as const)('answers it, and we believe %s', async (_, known, revokedAt, problem) => {
    const { response } = await answerOcspWithOpenssl(await createOcspRequest(subject, nonce), authority.ca, known, revokedAt);
    expect(await findOcspProblem(response, subject, nonce, Date.now())).toBe(problem);
    expect(await findOcspProblem(response, subject, nonce.toReversed(), Date.now())).toBe('replayed');
    expect(await findOcspProblem(response, subject, nonce, Date.now() + 3 * 86_400_000)).toBe('not-fresh');
  });

  it.each([1n, 0x80n, 0xff00ff00ff00ff00n])('finds serial %d', async (serial) => {
    const certificate = signCertificate({ ...provider.certificate.template, serial }, authority.ca.key);
    const one = { ...subject, certificate: await parseCertificate(certificate.der) };
    const { response } = await answerOcspWithOpenssl(await createOcspRequest(one, nonce), authority.ca, [certificate]);
    expect(await findOcspProblem(response, one, nonce, Date.now())).toBeNull();
  });
});

it('takes no nonce of another length', async () => {
  await expect(createOcspRequest(subject, nonce.subarray(1))).rejects.toThrow(RangeError);
});

describe('an address', () => {
  it.each([
    ['http', URL_OF_RESPONDER],
    ['https', 'https://ocsp.autorita.example/'],
    ['with a port and a query', 'http://ocsp.autorita.example:8080/?ca=1'],
  ])('is asked over %s', (_, url) => {
    expect(findResponder({ ocspUrls: [url] })).toBe(url);
  });

  it.each([
    'ldap://ocsp.autorita.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://anna:segreta@ocsp.autorita.example/',
    'http://ocsp.autorita.example/#x',
    'http://localhost/',
    'http://localhost./',
    'http://stampante/',
    'http://router.local/',
    'http://ocsp.comune.internal/',
    'http://nas.home.arpa/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://10.0.0.1/',
    'http://192.168.1.1:8080/ocsp',
    'http://93.184.216.34/',
    'http://[::1]/',
    'http://[fd00::1]/',
    `http://ocsp.autorita.example/${'x'.repeat(400)}`,
    'nonsense',
    '',
  ])('is not asked at %j', (url) => {
    expect(findResponder({ ocspUrls: [url] })).toBeUndefined();
    expect(findResponder({ ocspUrls: [url, URL_OF_RESPONDER] })).toBe(URL_OF_RESPONDER);
  });
});

describe('a message', () => {
  const asked = async (bytes: Uint8Array) =>
    (await findQuestions(bytes, trust)).map(({ certificate, issuer, url }) => [certificate.subject.text, issuer.subject.text, url]);

  it('whose provider has a responder gives one question', async () => {
    const other = await issueProvider(authority, { extraExtensions: [ocspAddress(URL_OF_RESPONDER)] });
    const expected = [expect.stringContaining('Posta Certificata'), expect.stringContaining('Ceralacca Test PEC CA'), URL_OF_RESPONDER];
    expect(await asked(await sign({ provider: other }))).toEqual([expected]);
  });

  it('gives one for an authority in between too', async () => {
    const extraExtensions = [ocspAddress('http://root.autorita.example/')];
    const other = await issueProvider(await createAuthority({ extraExtensions }), { extraExtensions: [ocspAddress(URL_OF_RESPONDER)] });
    expect((await asked(await sign({ provider: other }))).map(([, , url]) => url)).toEqual([
      URL_OF_RESPONDER,
      'http://root.autorita.example/',
    ]);
  });

  it.each([
    ['without an address in any certificate', async () => message],
    ['that is none', async () => new TextEncoder().encode('ciao')],
    ['that is empty', async () => new Uint8Array()],
    [
      'signed below an authority whom nobody trusts',
      async () => {
        const stranger = await createAuthority({ rootKeyLabel: 'stranger-root', keyLabel: 'stranger-ca' });
        return sign({ provider: await issueProvider(stranger, { extraExtensions: [ocspAddress('http://evil.example/')] }) });
      },
    ],
  ] as const)('%s gives none', async (_, make) => {
    expect(await asked(await make())).toEqual([]);
  });
});
