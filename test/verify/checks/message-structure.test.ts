// Attacks on the frame of a message: what is signed must be its root, whole, and said once.
import { describe, expect, it } from 'vitest';
import { CRLF, toBytes, toOctets } from '../../pki/mime-text';
import type { PecOptions } from '../../pki/sign-pec';
import { judge, judgeBytes, outcomeOf, replaceIn, resultOf, sign } from '../bench';

const ID = 'message-structure';
const BOUNDARIES = { outer: 'outer-boundary', mixed: 'mixed-boundary', alternative: 'alternative-boundary' };

const failed: Record<string, Partial<PecOptions>> = {
  'unsigned-claim': { tamper: { message: replaceIn('multipart/signed', 'multipart/mixed') } },
  'signature-removed': { tamper: { message: replaceIn(/------[0-9A-F]{32}\r\nContent-Type: application\/x-pkcs7-signature[\s\S]*$/, '') } },
  'not-two-parts': {
    boundaries: BOUNDARIES,
    tamper: { message: replaceIn('--outer-boundary--', `--outer-boundary${CRLF}${CRLF}a third part${CRLF}--outer-boundary--`) },
  },
  malformed: { boundaries: BOUNDARIES, tamper: { signedEntity: replaceIn('--mixed-boundary--', '') } },
  'trailing-parts': {
    boundaries: BOUNDARIES,
    tamper: { signedEntity: replaceIn('--mixed-boundary--', `--mixed-boundary--${CRLF}pushed behind the end`) },
  },
  'duplicate-header': { tamper: { headers: (headers) => [...headers, ['From', 'posta-certificata@altro.example']] } },
  'no-sender-header': { tamper: { headers: (headers) => headers.filter(([name]) => name !== 'From') } },
};

describe('message-structure', () => {
  it.each(Object.entries(failed))('%s', async (code, options) => {
    const report = await judge(options);
    expect(outcomeOf(report, ID)).toBe(`${ID}.${code}`);
    expect(report.verdict).toBe('failed');
  });

  it.each(['X-Ricevuta', 'Content-Type', 'X-Trasporto'])('refuses a second %s', async (name) => {
    const value = name === 'Content-Type' ? 'text/plain' : 'accettazione';
    const added: [string, string][] = [[name, value], ...(name === 'X-Trasporto' ? ([[name, 'errore']] as [string, string][]) : [])];
    const report = await judge({ tamper: { headers: (headers) => [...headers, ...added] } });
    expect(resultOf(report, ID)).toMatchObject({ reason: `${ID}.duplicate-header`, facts: { header: name.toLowerCase() } });
  });

  it('refuses an encoding given twice, of the message and of its signature', async () => {
    const encoding: [string, string] = ['Content-Transfer-Encoding', '7bit'];
    const report = await judge({ tamper: { headers: (headers) => [...headers, encoding, encoding] } });
    expect(resultOf(report, ID)).toMatchObject({ status: 'failed', reason: `${ID}.duplicate-header` });
    const signature = await judge({ tamper: { message: replaceIn(/(smime\.p7s"\r\n)(Content-Transfer-Encoding: base64\r\n)/, '$1$2$2') } });
    expect(resultOf(signature, ID)).toMatchObject({ status: 'failed', reason: `${ID}.not-two-parts` });
  });

  it('calls nothing signed where the frame does not tell what was', async () => {
    const report = await judge(failed['not-two-parts'] ?? {});
    expect(resultOf(report, 'signature-integrity')).toMatchObject({ status: 'undetermined', reason: 'signature-integrity.no-signature' });
  });

  it('a genuine PEC inside excuses no broken frame around it', async () => {
    const head = `From: posta-certificata@pec.provider.example${CRLF}X-Ricevuta: accettazione${CRLF}`;
    const parts = `--s${CRLF}Content-Type: message/rfc822${CRLF}${CRLF}${toOctets(await sign())}${CRLF}--s${CRLF}${CRLF}firma${CRLF}--s--${CRLF}`;
    const report = await judgeBytes(toBytes(`${head}Content-Type: multipart/signed; boundary=s${CRLF}${CRLF}${parts}`));
    expect(report.enclosed).toMatchObject([{ verdict: 'verified' }]);
    expect(outcomeOf(report, ID)).toBe(`${ID}.signature-removed`);
    expect(report.verdict).toBe('failed');
  });

  it('refuses a boundary given twice', async () => {
    const report = await judge({ tamper: { message: replaceIn('boundary=', 'boundary="other"; boundary=') } });
    expect(outcomeOf(report, ID)).toBe(`${ID}.malformed`);
  });

  it('refuses a line that only begins like a boundary, which other readers cut at', async () => {
    const words = '--mixed-boundary and more';
    const report = await judge({
      boundaries: BOUNDARIES,
      tamper: { signedEntity: replaceIn('--alternative-boundary--', `${words}${CRLF}--alternative-boundary--`) },
    });
    expect(outcomeOf(report, ID)).toBe(`${ID}.malformed`);
  });

  it('leaves text behind the signed message undetermined', async () => {
    const report = await judgeBytes(Buffer.concat([await sign(), Buffer.from('\r\nadded by a gateway\r\n')]));
    expect(outcomeOf(report, ID)).toBe(`${ID}.trailing-text`);
    expect(report.verdict).toBe('inconclusive');
  });

  it('leaves headers it cannot read undetermined', async () => {
    const report = await judge({ tamper: { message: replaceIn('Subject:', 'no field at all\r\nSubject:') } });
    expect(outcomeOf(report, ID)).toBe(`${ID}.unreadable-headers`);
  });

  it('cannot verify an opaque signature', async () => {
    const report = await judgeBytes(
      toBytes(
        'From: posta-certificata@pec.provider.example\r\nX-Ricevuta: accettazione\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nMIIB',
      ),
    );
    expect(outcomeOf(report, ID)).toBe(`${ID}.opaque-signature`);
    expect(report.verdict).toBe('inconclusive');
  });

  it.each([
    ['parts', (inner: string) => Array.from({ length: 1001 }, () => `--b${CRLF}${CRLF}x${CRLF}`).join('') + inner],
    ['headerBytes', () => ''],
    ['depth', () => ''],
  ])('stops at the limit of %s', async (limit, body) => {
    const nested = (depth: number): string =>
      depth === 0
        ? 'x'
        : `Content-Type: multipart/mixed; boundary=b${depth}${CRLF}${CRLF}--b${depth}${CRLF}${nested(depth - 1)}${CRLF}--b${depth}--`;
    const head = `From: a@b.example${CRLF}X-Ricevuta: accettazione${CRLF}`;
    const messages: Record<string, string> = {
      parts: `${head}Content-Type: multipart/mixed; boundary=b${CRLF}${CRLF}${body('')}--b--`,
      headerBytes: `${head}X-Long: ${`${'y'.repeat(900)}${CRLF} `.repeat(300)}${CRLF}${CRLF}text`,
      depth: `${head}${nested(25)}`,
    };
    const report = await judgeBytes(toBytes(messages[limit] ?? ''));
    expect(report.verdict).not.toBe('verified');
    if (limit !== 'headerBytes') expect(resultOf(report, ID)).toMatchObject({ reason: `${ID}.limit-reached`, facts: { limit } });
  });

  it('wraps: a claim around a verified PEC is inconclusive, and the PEC inside stands by itself', async () => {
    const envelope = await sign({ kind: 'posta-certificata' });
    const octets = toOctets(envelope);
    const bodyAt = octets.indexOf('\r\n\r\n');
    const contentType = /Content-Type: multipart\/signed[^\r]*(?:\r\n[ \t][^\r]*)*/.exec(octets)?.[0] ?? '';
    const head = octets
      .slice(0, bodyAt)
      .replace(contentType, 'Content-Type: multipart/mixed; boundary=list')
      .replace('Subject: ', 'Subject: [list] ');
    const wrapped = `${head}\r\n\r\n--list\r\n${contentType}${octets.slice(bodyAt)}\r\n--list\r\nContent-Type: text/plain\r\n\r\nfooter of the list\r\n--list--\r\n`;
    const report = await judgeBytes(toBytes(wrapped));
    expect(report.verdict).toBe('inconclusive');
    expect(outcomeOf(report, ID)).toBe(`${ID}.wrapped`);
    expect(report.certified).toBeNull();
    expect(report.enclosed).toMatchObject([{ verdict: 'verified', kind: 'posta-certificata' }]);
    // It has no header fields of its own, which is told in place of a comparison.
    for (const check of ['header-agreement', 'sender-identity'] as const) {
      expect(report.enclosed.map((inner) => outcomeOf(inner, check))).toEqual([`${check}.no-outer-header`]);
    }
  });

  it('an attached PEC gets its own report; the mail around it stays ordinary', async () => {
    const receipt = await sign();
    const mail = `From: collega@posta.example\r\nSubject: Re: CONSEGNA: guarda\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: message/rfc822\r\n\r\n${toOctets(receipt)}\r\n--m--\r\n`;
    const report = await judgeBytes(toBytes(mail));
    expect(report).toMatchObject({ verdict: 'not-pec', kind: 'none', certified: null });
    expect(report.enclosed).toMatchObject([{ verdict: 'verified', kind: 'avvenuta-consegna' }]);
  });

  it('knows an original without its envelope', async () => {
    const envelope = toOctets(await sign({ kind: 'posta-certificata', boundaries: BOUNDARIES }));
    const start = envelope.indexOf('postacert.eml"', envelope.indexOf('filename="postacert.eml') - 200);
    const original = envelope.slice(envelope.indexOf('\r\n\r\n', start) + 4, envelope.lastIndexOf('--mixed-boundary--') - 2);
    const report = await judgeBytes(toBytes(original));
    expect(outcomeOf(report, ID)).toBe(`${ID}.original-without-envelope`);
    expect(report.verdict).toBe('inconclusive');
  });

  it('knows loose parts without their signature', async () => {
    const mail =
      'From: collega@posta.example\r\nSubject: I: fattura\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: application/xml; name="daticert.xml"\r\n\r\n<postacert/>\r\n--m--\r\n';
    const report = await judgeBytes(toBytes(mail));
    expect(outcomeOf(report, ID)).toBe(`${ID}.loose-parts`);
    expect(report.verdict).toBe('inconclusive');
  });

  it.each([
    ['a reply', 'Subject: Re: POSTA CERTIFICATA: saluti\r\nFrom: posta-certificata@pec.provider.example'],
    ['a courier', 'Subject: Consegna: il tuo pacco\r\nFrom: corriere@posta.example'],
    ['a subject alone', 'Subject: ACCETTAZIONE: domanda\r\nFrom: scuola@posta.example'],
    ['an unknown header value', 'X-Ricevuta: mancata-consegna\r\nFrom: a@posta.example'],
    ['a value that only contains one', 'X-Ricevuta: non-accettazione-mai\r\nFrom: a@posta.example'],
  ])('leaves %s ordinary', async (_, headers) => {
    expect((await judgeBytes(toBytes(`${headers}\r\n\r\ntext\r\n`))).verdict).toBe('not-pec');
  });

  it('survives an empty file and noise', async () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(1000), Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)]) {
      expect((await judgeBytes(bytes)).verdict).toBe('not-pec');
    }
  });
});
