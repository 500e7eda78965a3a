// A genuine complete receipt in which nobody can read the message proves the delivery; no pack calls that the content, and the checklist says what is missing.
import { beforeAll, describe, expect, it } from 'vitest';
import { PACKS } from '../../lib/bundle/bundle-source';
import { type Authority, createAuthority } from '../pki/authority';
import { issueProvider, type Provider } from '../pki/issue-provider';
import { toBytes } from '../pki/mime-text';
import { signPec, type Tamper } from '../pki/sign-pec';
import { createTransmission } from '../pki/transmission';
import { buildSource, makeBundle, NOW, prepare, unpack } from './build-source';

const ANNA = 'anna@pec.alfa.example';

let authority: Authority;
let provider: Provider;

beforeAll(async () => {
  authority = await createAuthority();
  provider = await issueProvider(authority, { host: 'posta.alfa-gestore.example' });
});

const HEADERS = ['From: ufficio@pec.alfa.example', `To: ${ANNA}`, 'Subject: x', 'Message-ID: <x@ufficio.example>', 'MIME-Version: 1.0'];

const write = (...lines: string[]): Uint8Array => toBytes([...HEADERS, ...lines, ''].join('\r\n'));

const PLAIN = write('Content-Type: text/plain', '', 'ciao');
const OPEN = write('Content-Type: multipart/mixed; boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'ciao');

const receive = async (original: Uint8Array) => {
  const clock = new Date(Date.parse(NOW) - 3_600_000);
  const transmission = createTransmission({
    ...{ sender: 'ufficio@pec.alfa.example', host: provider.host, layout: 'javamail', subject: 'x', acceptedAt: clock },
    ...{ recipients: [{ address: ANNA, type: 'certificato', field: 'to' }], messageId: 'x@ufficio.example' },
  });
  const pec = { provider, transmission, clock, layout: 'javamail' } as const;
  const tamper: Tamper = { postacert: () => original };
  const files = [
    await signPec({ ...pec, kind: 'accettazione' }),
    await signPec({ ...pec, kind: 'avvenuta-consegna', delivery: ANNA, receiptType: 'completa', tamper }),
  ];
  return buildSource(files, authority.root.certificate.der, { originals: [PLAIN] });
};

describe.each(PACKS)('in the pack %s', (pack) => {
  it('a message that can be read counts', async () => {
    const { messages } = await prepare(await receive(PLAIN), pack);
    expect(messages).toMatchObject([{ isComplete: true }]);
    expect(messages[0]?.readiness).toContainEqual({ id: 'deliveries', status: 'ok' });
  });

  it('one that cannot is missing, and that is said', async () => {
    const source = await receive(OPEN);
    const [item] = (await prepare(source, pack)).messages;
    expect(item?.evidence.map(({ report }) => report.verdict)).toEqual(['verified', 'verified']);
    expect(item).toMatchObject({ isComplete: false });
    expect(item?.readiness).toContainEqual({ id: 'delivery-unreadable', status: 'missing', addresses: [ANNA] });
    expect(item?.readiness.map(({ id }) => id)).not.toContain('deliveries');
    const page = (await unpack(await makeBundle(source, { pack }))).get('rapporto.html')?.toString() ?? '';
    expect(page).toContain('Ricevuta completa: il messaggio che contiene non si può leggere con certezza');
  });
});
