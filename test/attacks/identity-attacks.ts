// The classes of signature spoofing by place and name: a signed part inside other words, a sender who is not the signer, a painted seal.
import { CRLF, toBytes, toOctets } from '../pki/mime-text';
import type { PecOptions } from '../pki/sign-pec';
import { sign } from '../verify/bench';
import { type Attack, bend, enclosing, ofClass, stricter } from './attack';

const SERVICE = 'posta-certificata@pec.provider.example';
const FAKE = 'message-structure.unsigned-claim';
const IDENTITY = 'openssl compares no header with the certificate';

const from = (value: string, options: Partial<PecOptions> = {}): Partial<PecOptions> => ({
  ...options,
  tamper: { headers: (headers) => headers.map(([name, old]) => [name, name === 'From' ? value : old]) },
});

const addHeaders = (...added: readonly [string, string][]): Partial<PecOptions> => ({
  tamper: { headers: (headers) => [...headers, ...added] },
});

type Place = { name: string; frame(message: string): string };

const HEAD = `From: ladro@posta.example${CRLF}To: studio@pec.alfa.example${CRLF}MIME-Version: 1.0${CRLF}`;

const inMixed = (words: string, type: string) => (message: string) =>
  `${HEAD}Content-Type: multipart/mixed; boundary=m${CRLF}${CRLF}--m${CRLF}${words}${CRLF}--m${CRLF}${type}${message}${CRLF}--m--${CRLF}`;

const WORDS = `Content-Type: text/html${CRLF}${CRLF}`;
const signedPartOf = (message: string): string =>
  `${/^Content-Type: .*(?:\r\n[ \t].*)*/m.exec(message)?.[0]}${message.slice(message.indexOf(CRLF + CRLF))}`;

const PLACES: readonly Place[] = [
  { name: 'after words of a stranger', frame: (message) => inMixed(`${WORDS}<p>Paga</p>`, '')(signedPartOf(message)) },
  { name: 'hidden by markup', frame: (message) => inMixed(`${WORDS}<p>Paga</p><div style="display:none">`, '')(signedPartOf(message)) },
  {
    name: 'shown by a reference',
    frame: (message) => inMixed(`${WORDS}<img src="cid:pec">`, `Content-ID: <pec>${CRLF}`)(signedPartOf(message)),
  },
  { name: 'attached', frame: inMixed(`${WORDS}<p>Vedi allegato</p>`, `Content-Type: message/rfc822${CRLF}${CRLF}`) },
];

const placed = ({ name, frame }: Place): Attack[] => [
  {
    name: `ordinary mail, a PEC ${name}`,
    verdict: 'not-pec',
    code: null,
    build: async () => ({ bytes: toBytes(frame(toOctets(await sign({ kind: 'posta-certificata' })))) }),
  },
  {
    name: `a claim, a PEC ${name}`,
    verdict: 'inconclusive',
    code: 'message-structure.wrapped',
    build: async () => {
      const mail = frame(toOctets(await sign({ kind: 'posta-certificata' })));
      return { bytes: toBytes(`X-Trasporto: posta-certificata${CRLF}${mail}`) };
    },
  },
];

const painted: Attack = {
  name: 'a mail that paints a seal and claims to be PEC',
  verdict: 'failed',
  code: FAKE,
  build: async () => ({
    bytes: toBytes(
      `From: ${SERVICE}${CRLF}X-Ricevuta: accettazione${CRLF}Content-Type: text/html${CRLF}${CRLF}<div class="ceralacca">Autentica</div>`,
    ),
  }),
};

export const IDENTITY_ATTACKS: readonly Attack[] = [
  ...(['E2.M1', 'E2.M2', 'E2.M3', 'E2.M4'] as const).flatMap((name, index) => {
    const place = PLACES[index];
    return place ? enclosing(['verified'], ...ofClass(name, ...placed(place))) : [];
  }),
  ...stricter(
    IDENTITY,
    ...ofClass(
      ['E2.I1', 'D10.22'],
      bend('From of somebody else', 'inconclusive', 'sender-identity.address-mismatch', from('ladro@posta.example')),
    ),
    ...ofClass(
      ['E2.I2', 'D10.22'],
      bend(
        'the service address as the name of another',
        'inconclusive',
        'sender-identity.address-mismatch',
        from(`"${SERVICE}" <ladro@posta.example>`),
      ),
      bend('on behalf of a bank', 'inconclusive', 'header-agreement.sender-mismatch', {
        ...from(`"Per conto di: banca@pec.banca.example" <${SERVICE}>`, { kind: 'posta-certificata' }),
      }),
    ),
    ...ofClass(
      ['E2.I3', 'I3.repeated-header'],
      bend('two From', 'failed', 'message-structure.duplicate-header', addHeaders(['From', 'ladro@posta.example'])),
      bend('two addresses in From', 'inconclusive', 'sender-identity.address-unreadable', from(`${SERVICE}, ladro@posta.example`)),
    ),
  ),
  ...ofClass('E2.I3', bend('genuine: a Sender beside From', 'verified', null, addHeaders(['Sender', 'lista@posta.example']))),
  ...ofClass(['E2.U1', 'D10.23'], painted),
];
