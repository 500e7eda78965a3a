// A whole report, fact by fact and note by note: of messages that are in order, and of some where something is missing.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CheckId, CheckResult, Report } from '../../lib/verify/report';
import { findInstant } from '../../lib/verify/signer';
import { verifyMessage } from '../../lib/verify/verify-message';
import { issueProvider } from '../pki/issue-provider';
import { toBytes } from '../pki/mime-text';
import type { PecOptions } from '../pki/sign-pec';
import { createTransmission } from '../pki/transmission';
import { authority, judge, judgeBytes, outcomeOf, provider, resultOf, sign, trust } from './bench';

const LEAF = 'C=IT, ST=Roma, L=Roma, O=Gestore di Prova S.p.A., CN=Posta Certificata Gestore di Prova S.p.A.';
const CA = 'C=IT, L=Roma, O=Autorità di Prova Ceralacca, CN=Ceralacca Test PEC CA';
const ROOT = 'C=IT, L=Roma, O=Autorità di Prova Ceralacca, CN=Ceralacca Test Root';
const HOST = 'pec.provider.example';
const ADDRESS = `posta-certificata@${HOST}`;
const IDENTIFIER = createTransmission({ host: HOST }).identifier;
const SIGNED = '2026-09-19T13:41:19.000Z';
const CERTIFIED = '2026-09-19T15:41:19+02:00';

const passed = (check: CheckId, facts: CheckResult['facts'], ...notes: string[]) => ({
  check,
  status: 'passed',
  facts,
  notes: notes.map((note) => `${check}.${note}`),
});

const withHeader = (name: string, value: string | null): Partial<PecOptions> => ({
  tamper: {
    headers: (headers) => [...headers.filter(([other]) => other !== name), ...(value === null ? [] : [[name, value] as [string, string]])],
  },
});

/** `passed` or the code, of every check that says something else than in a message that is in order. */
const outcomes = (report: Report): string[] =>
  report.checks
    .map((result) => (result.status === 'passed' ? '' : result.reason))
    .filter((code) => code !== '' && !/^(?:revocation|timestamp)\./.test(code));

it('a delivery receipt in order', async () => {
  const bytes = await sign();
  const report = await judgeBytes(bytes);
  expect(report.checks.slice(0, 9)).toEqual([
    passed('message-structure', { size: bytes.length }),
    passed(
      'signature-integrity',
      { digestAlgorithm: 'SHA-1', signatureAlgorithm: '1.2.840.113549.1.1.1', signingTime: SIGNED },
      'sha1-digest',
    ),
    passed('signer-certificate', {
      subject: LEAF,
      serviceAddress: ADDRESS,
      serial: provider.certificate.serial.toString(16).toUpperCase(),
      validFrom: '2025-06-03T09:00:00.000Z',
      validUntil: '2028-06-03T09:00:00.000Z',
      key: 'RSA 2048',
      fingerprint: createHash('sha256').update(provider.certificate.der).digest('hex'),
    }),
    passed(
      'provider-trust',
      { provider: HOST, providerHost: HOST, authority: CA, anchor: ROOT, addedByUser: true, path: [LEAF, CA, ROOT] },
      'added-authority',
    ),
    passed('certification-data', { kind: 'avvenuta-consegna', issuerName: 'Gestore di Prova S.p.A.' }),
    passed('sender-identity', { from: ADDRESS, serviceAddress: ADDRESS }),
    passed('header-agreement', {}),
    passed('time-coherence', { signingTime: SIGNED, certifiedTime: CERTIFIED, dateHeader: SIGNED }),
    passed('original-message', { proves: 'full-content' }, 'not-compared'),
  ]);
});

it('a transport envelope, and an anomaly envelope', async () => {
  const envelope = await judge({ kind: 'posta-certificata', layout: 'javamail' });
  expect(resultOf(envelope, 'signature-integrity')).toEqual(
    passed('signature-integrity', { digestAlgorithm: 'SHA-256', signatureAlgorithm: '1.2.840.113549.1.1.11', signingTime: SIGNED }),
  );
  expect(resultOf(envelope, 'original-message')).toEqual(passed('original-message', { proves: 'full-content' }, 'whole-content'));
  const anomaly = await judge({ kind: 'anomalia' });
  expect(resultOf(anomaly, 'certification-data')).toEqual(passed('certification-data', {}, 'none-due'));
  expect(resultOf(anomaly, 'header-agreement')).toEqual(passed('header-agreement', {}));
  expect(resultOf(anomaly, 'time-coherence')).toEqual(passed('time-coherence', { signingTime: SIGNED, dateHeader: SIGNED }));
  expect(resultOf(anomaly, 'original-message')).toEqual(passed('original-message', { proves: 'transport' }, 'whole-content'));
});

it('a key on a curve is called by its curve', async () => {
  const curved = await issueProvider(authority, { keySpec: { type: 'ec', curve: 'P-256' }, keyLabel: 'facts' });
  expect(resultOf(await judge({ provider: curved, digest: 'sha256' }), 'signer-certificate').facts.key).toBe('EC P-256');
});

describe('what is missing is said by every check that needs it', () => {
  const SIGNER = ['signer-certificate', 'provider-trust', 'sender-identity'].map((check) => `${check}.not-available`);

  it('a message without any signature', async () => {
    const report = await judgeBytes(toBytes('From: posta-certificata@pec.example\r\nX-Ricevuta: accettazione\r\n\r\nx'));
    expect(outcomes(report)).toEqual([
      'message-structure.unsigned-claim',
      'signature-integrity.no-signature',
      'signer-certificate.not-available',
      'provider-trust.not-available',
      ...['certification-data', 'sender-identity', 'header-agreement', 'time-coherence', 'original-message'].map(
        (check) => `${check}.not-available`,
      ),
    ]);
  });

  it('a signature without its certificate', async () => {
    const report = await judge({ tamper: { signedData: (data) => ({ ...data, certificates: [] }) } });
    expect(outcomes(report)).toEqual(['signature-integrity.signer-certificate-missing', ...SIGNER]);
  });

  it('one signer of two', async () => {
    const report = await judge({
      tamper: { signedData: (data) => ({ ...data, signerInfos: [...data.signerInfos, ...data.signerInfos] }) },
    });
    expect(outcomes(report)).toEqual(['signature-integrity.not-one-signer', ...SIGNER, 'time-coherence.not-available']);
    expect(resultOf(report, 'signature-integrity').facts).toEqual({ signers: 2 });
  });

  it('certification data, and with them any time', async () => {
    const tamper = { daticertXml: () => null };
    const ABSENT = ['certification-data.missing', 'header-agreement.not-available', 'original-message.not-available'];
    expect(outcomes(await judge({ tamper }))).toEqual(ABSENT);
    const report = await judge({ signingTime: null, tamper });
    expect(outcomes(report)).toEqual(['provider-trust.no-instant', ABSENT[0], ABSENT[1], 'time-coherence.not-available', ABSENT[2]]);
    expect(resultOf(report, 'time-coherence').facts).toEqual({ dateHeader: SIGNED });
  });

  it('signed attributes', async () => {
    const report = await judge({ tamper: { signedAttributes: () => null } });
    expect(outcomes(report)).toEqual(['time-coherence.no-signing-time']);
    expect(resultOf(report, 'time-coherence').facts).toEqual({ certifiedTime: CERTIFIED, dateHeader: SIGNED });
    expect(resultOf(report, 'signature-integrity').facts).toEqual({ digestAlgorithm: 'SHA-1', signatureAlgorithm: '1.2.840.113549.1.1.1' });
  });
});

describe('facts of what failed', () => {
  it('digests', async () => {
    const report = await judge({ tamper: { message: (bytes) => bytes.map((octet, at) => (at === 2000 ? octet ^ 1 : octet)) } });
    expect(outcomeOf(report, 'signature-integrity')).toBe('signature-integrity.digest-mismatch');
    const { expectedDigest, computedDigest, ...facts } = resultOf(report, 'signature-integrity').facts;
    expect(facts).toEqual({ digestAlgorithm: 'SHA-1', signatureAlgorithm: '1.2.840.113549.1.1.1', signingTime: SIGNED });
    expect([String(expectedDigest).length, String(computedDigest).length]).toEqual([40, 40]);
    expect(expectedDigest).not.toBe(computedDigest);
  });

  it('another sender', async () => {
    const report = await judge(withHeader('From', 'ladro@posta.example'));
    expect(resultOf(report, 'sender-identity').facts).toEqual({ from: 'ladro@posta.example', serviceAddress: ADDRESS });
    const unreadable = await judge(withHeader('From', 'nobody'));
    expect(resultOf(unreadable, 'sender-identity').facts).toEqual({ serviceAddress: ADDRESS });
  });

  it('data that contradict themselves', async () => {
    const tamper = { daticertXml: (xml: string) => xml.replace('errore="nessuno"', 'errore="altro"') };
    expect(resultOf(await judge({ tamper }), 'certification-data').facts).toEqual({ kind: 'avvenuta-consegna', error: 'altro' });
    const without = { daticertXml: (xml: string) => xml.replace(/<consegna>[^<]*<\/consegna>/, '') };
    expect(resultOf(await judge({ tamper: without }), 'certification-data').facts).toEqual({ kind: 'avvenuta-consegna' });
  });

  it.each<[string, string, Record<string, string>]>([
    ['X-Ricevuta', 'accettazione', { header: 'x-ricevuta', found: 'accettazione', expected: 'avvenuta-consegna' }],
    ['X-Riferimento-Message-ID', '<x@y>', { header: 'x-riferimento-message-id', found: '<x@y>', expected: 'm_818363831@client.example' }],
    ['X-VerificaSicurezza', 'errore', { header: 'x-verificasicurezza', found: 'errore', expected: 'nessuno' }],
    ['Subject', 'CONSEGNA: altro', { header: 'subject', found: 'CONSEGNA: altro', expected: 'avvenuta-consegna: Diffida ad adempiere' }],
  ])('header %s: %s', async (name, value, facts) => {
    expect(resultOf(await judge(withHeader(name, value)), 'header-agreement').facts).toEqual(facts);
  });

  it.each<[string, string, PecOptions['kind'], Record<string, string>]>([
    ['Message-ID', '<x@y>', 'posta-certificata', { header: 'message-id', found: '<x@y>', expected: IDENTIFIER }],
    [
      'From',
      `Società à ladro@posta.example <${ADDRESS}>`,
      'avvenuta-consegna',
      { header: 'from', found: 'Società à ladro@posta.example', expected: 'studio@pec.alfa.example' },
    ],
    [
      'From',
      `Per conto di Società <${ADDRESS}>`,
      'posta-certificata',
      { header: 'from', found: 'Per conto di Società', expected: 'studio@pec.alfa.example' },
    ],
    ['Subject', 'CONSEGNA: x', 'anomalia', { header: 'subject', found: 'CONSEGNA: x', expected: 'anomalia' }],
  ])('header %s: %s on %s', async (name, value, kind, facts) => {
    const report = await judge({ ...withHeader(name, Buffer.from(value, 'utf8').toString('latin1')), kind });
    expect(resultOf(report, 'header-agreement').facts).toEqual(facts);
  });

  it('an issuer that is missing', async () => {
    const report = await judge({ tamper: { signedData: (data) => ({ ...data, certificates: data.certificates.slice(0, 1) }) } });
    expect(resultOf(report, 'provider-trust')).toMatchObject({ status: 'undetermined', facts: { issuer: CA } });
  });
});

describe('the edges of time', () => {
  const at = (options: Partial<PecOptions>): Promise<string> => judge(options).then((report) => outcomeOf(report, 'time-coherence'));

  it('five minutes are one moment, a second more is another', async () => {
    expect(await at({ signingTime: new Date('2026-09-19T13:46:19Z') })).toBe('passed');
    expect(await at({ signingTime: new Date('2026-09-19T13:46:20Z') })).toBe('time-coherence.signing-time-differs');
    expect(await at(withHeader('Date', 'Sat, 19 Sep 2026 15:46:19 +0200'))).toBe('passed');
    expect(await at(withHeader('Date', 'Sat, 19 Sep 2026 15:46:20 +0200'))).toBe('time-coherence.date-header-differs');
  });

  it('a day ahead is a wrong clock, a second more is the future', async () => {
    const bytes = await sign();
    const outcomeNow = async (now: string): Promise<string> => outcomeOf(await verifyMessage(bytes, { trust, now }), 'time-coherence');
    expect(await outcomeNow('2026-09-18T13:41:19Z')).toBe('passed');
    expect(await outcomeNow('2026-09-18T13:41:18Z')).toBe('time-coherence.in-future');
    const ahead = await sign({ signingTime: new Date('2026-09-19T13:41:29Z') });
    expect(outcomeOf(await verifyMessage(ahead, { trust, now: '2026-09-18T13:41:28Z' }), 'time-coherence')).toBe(
      'time-coherence.in-future',
    );
  });

  it('a certificate has expired when its last second is over', async () => {
    const notes = async (now: string) => resultOf(await verifyMessage(await sign(), { trust, now }), 'signer-certificate');
    expect(await notes('2028-06-03T09:00:00Z')).toMatchObject({ notes: [] });
    expect(await notes('2028-06-03T09:00:01Z')).toMatchObject({
      notes: ['signer-certificate.expired-since', 'signer-certificate.no-time-proof'],
    });
  });
});

it('no signer, no instant', () => {
  expect(
    findInstant({ signedData: { ok: false, problem: 'no-signature' }, certification: { status: 'absent', problem: 'missing' } } as never),
  ).toBeNull();
});
