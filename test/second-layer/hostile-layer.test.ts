// Attacks on the reader of the second layer: a file is what both its name and its content say, or it is unknown, or it is nothing.
import { describe, expect, it } from 'vitest';
import { findSecondLayer } from '../../lib/second-layer/find-second-layer';
import { LAYER_LIMITS } from '../../lib/second-layer/limits';
import { toBytes, toOctets } from '../pki/mime-text';
import {
  attach,
  CONFIRMATION,
  DIGITPA,
  FATTURAPA,
  IVASERVIZI,
  identify,
  notification,
  REJECTION,
  registry,
  toOriginal,
} from './layer-files';

const NS = 'IT01234567890_00A1B_NS_001.xml';
const read = async (name: string, content: string | Uint8Array) => findSecondLayer(toOriginal([attach(name, content)]));
const typesOf = async (name: string, content: string | Uint8Array) => (await read(name, content)).map(({ type }) => type);

const withDoctype = (subset: string, text = '&x;'): string =>
  `<!DOCTYPE n [${subset}]>${notification(FATTURAPA, 'NotificaScarto', `<Note>${text}</Note>`).replace(/<\?.*\?>\n/g, '')}`;

const BOMB = [
  '<!ENTITY a "aaaaaaaaaa">',
  ...'bcdefghij'.split('').map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'[at]};`.repeat(10)}">`),
];

const inside = (content: string): string => notification(FATTURAPA, 'NotificaScarto', content);
const nested = (depth: number): string => inside('<a>'.repeat(depth) + '</a>'.repeat(depth));

const UNKNOWN: [what: string, xml: string | Uint8Array][] = [
  ['an entity of its own', withDoctype('<!ENTITY x "altro">')],
  ['an external entity', withDoctype('<!ENTITY x SYSTEM "file:///etc/passwd">')],
  ['a parameter entity', withDoctype('<!ENTITY % x SYSTEM "http://evasore.example/x.dtd"> %x;', '')],
  ['a bomb of entities', withDoctype(BOMB.join(''), '&j;')],
  ['an internal subset without entities', withDoctype('', '')],
  ['an entity that nobody declared', inside('<Note>&nbsp;</Note>')],
  ['deep nesting', nested(LAYER_LIMITS.depth)],
  ['very deep nesting', nested(20_000)],
  ['deep nesting in another vocabulary', inside(`<x:a xmlns:x="urn:x">${'<x:a>'.repeat(200)}${'</x:a>'.repeat(200)}</x:a>`)],
  ['too many elements', inside('<Errore/>'.repeat(LAYER_LIMITS.elements))],
  ['a huge attribute', inside(`<Note x="${'y'.repeat(100_000)}"/>`)],
  ['thousands of attributes', inside(`<Note ${Array.from({ length: 3000 }, (_, at) => `a${at}="1"`).join(' ')}/>`)],
  ['a huge name', inside(`<${'n'.repeat(100_000)}/>`)],
  ['huge text', inside(`<Note>${'n'.repeat(100_000)}</Note>`)],
  ['a huge file', inside(`<!--${'n'.repeat(LAYER_LIMITS.fileBytes)}-->`)],
  ['a root of another kind', notification(FATTURAPA, 'RicevutaConsegna', '')],
  ['a root of another namespace', notification('urn:other', 'NotificaScarto', '')],
  ['a root without namespace', REJECTION.replaceAll('n:NotificaScarto', 'NotificaScarto').replace(`xmlns:n="${FATTURAPA}"`, '')],
  ['a root whose name is inherited by every object', notification(FATTURAPA, 'constructor', '')],
  ['a root of the other generation', notification(IVASERVIZI, 'NotificaScarto', '')],
  ['HTML', '<html><body>Notifica di scarto</body></html>'],
  ['nothing', ''],
  ['two identifiers', inside('<IdentificativoSdI>1</IdentificativoSdI>')],
  ['no identifier', notification(FATTURAPA, 'NotificaScarto', '', '')],
  ['an empty identifier', notification(FATTURAPA, 'NotificaScarto', '', '<IdentificativoSdI> </IdentificativoSdI>')],
  ['an identifier that holds elements', notification(FATTURAPA, 'NotificaScarto', '', '<IdentificativoSdI>1<b/></IdentificativoSdI>')],
  [
    'an identifier of another vocabulary',
    notification(FATTURAPA, 'NotificaScarto', '', '<x:IdentificativoSdI xmlns:x="urn:x">1</x:IdentificativoSdI>'),
  ],
  ['an unbound prefix', inside('<y:Note>x</y:Note>')],
  ['cut off', REJECTION.slice(0, -30)],
  ['two roots', `${REJECTION}<a/>`],
  ['octets that are no UTF-8', Uint8Array.from([...new TextEncoder().encode(inside('')), 0xff])],
  ['an encoding of another reader', inside('').replace('UTF-8', 'UTF-7')],
  ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${REJECTION}`, 'utf16le'))],
  ['a CMS envelope', Uint8Array.of(0x30, 0x80, 6, 9)],
];

it.each(UNKNOWN)('a notification by name with %s is unknown, without facts', async (_, content) => {
  const started = performance.now();
  expect(await read(NS, content)).toEqual([{ system: 'sdi', type: 'unknown', fileName: NS, facts: {} }]);
  expect(performance.now() - started).toBeLessThan(3000);
});

it.each([
  ['the segnatura of another root', 'Segnatura.xml', CONFIRMATION],
  ['a number that stands twice', 'Conferma.xml', registry(DIGITPA, 'ConfermaRicezione', identify('1') + identify('2'))],
  ['no number', 'Conferma.xml', registry(DIGITPA, 'ConfermaRicezione', '<Identificatore/>')],
  ['an exception without a reason', 'Eccezione.xml', registry(DIGITPA, 'NotificaEccezione', identify('1'))],
  ['another namespace', 'Conferma.xml', registry('urn:x', 'ConfermaRicezione', identify('1'))],
])('a registry file with %s is unknown', async (_, name, xml) => {
  expect(await read(name, xml)).toEqual([{ system: 'protocollo', type: 'unknown', fileName: name, facts: {} }]);
});

describe('names', () => {
  it.each([
    'IT01234567890_00A1B_NS_001.xml.exe',
    'IT01234567890_00A1B_NS_001.xml .exe',
    'IT01234567890_00A1B_NS_001.lmx',
    'IT01234567890_00A1B_NS_001\u202elmx.exe',
    'IT01234567890_00A1B_N\u200bS_001.xml',
    'IT01234567890_00A1B_NЅ_001.xml',
    '../IT01234567890_00A1B_NS_001.xml',
    'IT01234567890_00A1B_XX_001.xml',
    'Segnatura.xml.scr',
    'Segnatura\u00ad.xml',
    'NS.xml',
  ])('%j is none of the second layer', async (name) => {
    const encoded = `=?utf-8?B?${Buffer.from(name).toString('base64')}?=`;
    expect(await read(/^[\x20-\x7e]*$/.test(name) ? name : encoded, REJECTION)).toEqual([]);
  });

  it('with a code that the content does not bear is unknown', async () => {
    expect(await typesOf('IT01234567890_00A1B_RC_001.xml', REJECTION)).toEqual(['unknown']);
  });

  it('of a notification in a CMS envelope, which none is, is unknown', async () => {
    expect(await typesOf(`${NS}.p7m`, REJECTION)).toEqual(['unknown']);
  });

  it.each(['filename="atto.exe"', `filename="${NS}"; filename*=utf-8''atto.exe`])(
    'that two readers see differently is unknown: %s',
    async (other) => {
      const original = toOctets(toOriginal([attach(NS, REJECTION)])).replace(`filename="${NS}"`, other);
      expect((await findSecondLayer(toBytes(original))).map(({ type }) => type)).toEqual(['unknown']);
    },
  );
});

it('gives hidden characters as they are, to be made visible by whoever shows them', async () => {
  const [item] = await read(NS, inside('<Descrizione>fattura\u202efdp\u200b.exe</Descrizione>'));
  expect(item?.facts.description).toBe('fattura\u202efdp\u200b.exe');
});

it('cuts long facts and long lists', async () => {
  const error = `<Errore><Codice>00100</Codice><Descrizione>${'d'.repeat(3000)}</Descrizione></Errore>`;
  const [item] = await read(NS, inside(`<ListaErrori>${error.repeat(60)}</ListaErrori><Note>${'n'.repeat(3000)}</Note>`));
  expect(item?.facts.note).toBe(`${'n'.repeat(LAYER_LIMITS.factCharacters)}…`);
  expect(item?.facts.errors?.split('; ')).toHaveLength(LAYER_LIMITS.errors + 1);
  expect(item?.facts.errors).toMatch(/; \+40$/);
});

it('takes nothing from a message whose parts readers would disagree on', async () => {
  const broken = toOctets(toOriginal([attach(NS, REJECTION)])).replace(/--=_[^\r]*--\r\n$/, '');
  await expect(findSecondLayer(toBytes(broken))).rejects.toThrow('original');
});

it('takes nothing from a message with too many such files', async () => {
  const files = Array.from({ length: LAYER_LIMITS.files + 1 }, (_, at) => attach(`IT01234567890_${at}_NS_001.xml`, REJECTION));
  await expect(findSecondLayer(toOriginal(files))).rejects.toThrow('files');
});

it('looks at attachments of the message itself, not of messages attached to it', async () => {
  const inner = toOriginal([attach(NS, REJECTION)]);
  expect(await findSecondLayer(toOriginal([{ name: 'inoltro.eml', type: 'message/rfc822', bytes: inner }]))).toEqual([]);
});
