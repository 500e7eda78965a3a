// Builds and signs one whole PEC message of any kind; tamper hooks let a test bend it at every stage.
import { type Digest, digestIdentifier, type Scheme } from './algorithms';
import type { CertificateTemplate } from './certificate';
import { type Attribute, createSignerInfo, encodeSignedData, type SignedData } from './cms';
import { createDaticert, type DaticertFields } from './daticert';
import type { Provider } from './issue-provider';
import type { Boundaries, Layout } from './layout';
import { LAYOUT_JAVAMAIL } from './layout-javamail';
import { LAYOUT_OPENPEC } from './layout-openpec';
import { CRLF, toBytes, toOctets } from './mime-text';
import { OID } from './oids';
import { PEC_KINDS, type PecKind, type Reason } from './pec-kinds';
import { createReceiptContent, type ReceiptContent } from './receipt-content';
import { toRomeTime } from './rome-time';
import type { LayoutName } from './test-providers';
import { createTransmission, type ReceiptType, type Transmission } from './transmission';

/** Each hook sees one stage on its way and gives back what goes on. Strings are octets (Latin-1). */
export type Tamper = {
  /** The provider's certificate is issued anew from the changed template. */
  certificate?: (template: CertificateTemplate) => CertificateTemplate;
  daticertXml?: (xml: string) => string | null;
  /** The original that travels as postacert.eml, before it is wrapped. */
  postacert?: (message: Uint8Array) => Uint8Array | null;
  /** The parts of the signed multipart, each with its headers: words, daticert.xml, postacert.eml. */
  parts?: (parts: string[], boundaries: Boundaries) => string[];
  /** The octets about to be signed. */
  signedEntity?: (bytes: Uint8Array) => Uint8Array;
  signedAttributes?: (attributes: readonly Attribute[]) => readonly Attribute[] | null;
  /** After signing, before encoding. */
  signedData?: (data: SignedData) => SignedData;
  cms?: (bytes: Uint8Array) => Uint8Array;
  headers?: (headers: [name: string, value: string][]) => [name: string, value: string][];
  /** The whole message, with CRLF line ends. */
  message?: (bytes: Uint8Array) => Uint8Array;
};

export type PecOptions = {
  provider: Provider;
  kind: PecKind;
  reason?: Reason;
  transmission?: Transmission;
  /** The address that a receipt or notice is about; by default the first recipient. */
  delivery?: string;
  receiptType?: ReceiptType;
  layout?: LayoutName;
  lineEnding?: 'crlf' | 'lf';
  /** By default SHA-1 in the OpenPEC layout and SHA-256 in the Java layout, as seen. */
  digest?: Digest;
  scheme?: Scheme;
  encoding?: 'der' | 'ber';
  clock?: Date;
  /** By default the clock; null leaves the attribute out. */
  signingTime?: Date | null;
  boundaries?: Partial<Boundaries>;
  /** Certification data that differ from what the message says. */
  daticert?: Partial<DaticertFields>;
  tamper?: Tamper;
};

const LAYOUTS: Record<LayoutName, Layout> = { openpec: LAYOUT_OPENPEC, javamail: LAYOUT_JAVAMAIL };

type Settings = {
  provider: Provider;
  layoutName: LayoutName;
  layout: Layout;
  digest: Digest;
  scheme: Scheme;
  encoding: 'der' | 'ber';
  instant: Date;
  tamper: Tamper;
};

const settingsOf = (options: PecOptions): Settings => {
  const layoutName = options.layout ?? 'openpec';
  const java = layoutName === 'javamail';
  const tamper = options.tamper ?? {};
  return {
    provider: tamper.certificate ? options.provider.reissue(tamper.certificate) : options.provider,
    layoutName,
    layout: LAYOUTS[layoutName],
    digest: options.digest ?? (java ? 'sha256' : 'sha1'),
    scheme: options.scheme ?? (options.provider.key.spec.type === 'ec' ? 'ecdsa' : 'rsa'),
    encoding: options.encoding ?? (java ? 'ber' : 'der'),
    instant: options.clock ?? new Date('2026-09-19T13:41:19Z'),
    tamper,
  };
};

const contentOf = (options: PecOptions, settings: Settings): ReceiptContent => {
  const { provider, layoutName, instant, layout } = settings;
  const transmission = options.transmission ?? createTransmission({ host: provider.host, acceptedAt: instant, layout: layoutName });
  const request = {
    kind: options.kind,
    reason: options.reason ?? PEC_KINDS[options.kind].defaultReason,
    provider,
    transmission,
    delivery: options.delivery ?? (options.kind === 'presa-in-carico' ? null : (transmission.recipients[0]?.address ?? null)),
    receiptType: options.receiptType ?? transmission.receiptType,
    instant,
    layout: layoutName,
  };
  const content = createReceiptContent(request, layout.receiptTypeHeader);
  return { ...content, daticert: content.daticert && { ...content.daticert, ...options.daticert } };
};

const entityOf = (content: ReceiptContent, boundaries: Boundaries, { layout, layoutName, tamper }: Settings): Uint8Array => {
  const xml = content.daticert === null ? null : createDaticert(content.daticert, layoutName);
  const sentXml = xml !== null && tamper.daticertXml ? tamper.daticertXml(xml) : xml;
  const sentOriginal = content.original !== null && tamper.postacert ? tamper.postacert(content.original) : content.original;
  const parts = [
    layout.humanPart(content.human, boundaries),
    ...(sentXml === null ? [] : [layout.daticertPart(Buffer.from(sentXml, 'utf8'))]),
    ...(sentOriginal === null ? [] : [layout.originalPart(sentOriginal)]),
  ];
  const entity = toBytes(layout.signedEntity(tamper.parts ? tamper.parts(parts, boundaries) : parts, boundaries));
  return tamper.signedEntity ? tamper.signedEntity(entity) : entity;
};

const cmsOf = (entity: Uint8Array, settings: Settings, signingTime: Date | null): Uint8Array => {
  const { provider, digest, scheme, layoutName, tamper } = settings;
  const signer = createSignerInfo(entity, {
    certificate: provider.certificate,
    key: provider.key,
    digest,
    scheme,
    signingTime,
    algorithmProtection: layoutName === 'javamail',
    plainRsa: layoutName === 'openpec',
    ...(tamper.signedAttributes ? { tamper: tamper.signedAttributes } : {}),
  });
  const data: SignedData = {
    version: 1,
    digestAlgorithms: [digestIdentifier(digest)],
    contentType: OID.data,
    content: null,
    certificates: [provider.certificate, ...provider.intermediates].map(({ der }) => der),
    signerInfos: [signer],
  };
  const cms = encodeSignedData(tamper.signedData ? tamper.signedData(data) : data, settings.encoding);
  return tamper.cms ? tamper.cms(cms) : cms;
};

const headerBlock = (headers: ReadonlyMap<string, string>, { layout, tamper }: Settings): string => {
  const ordered = layout.headerOrder.flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  const written = tamper.headers ? tamper.headers(ordered) : ordered;
  return written.map(([name, value]) => `${name}: ${value}${CRLF}`).join('');
};

export const signPec = async (options: PecOptions): Promise<Uint8Array> => {
  const settings = settingsOf(options);
  const { layout, instant, tamper } = settings;
  const content = contentOf(options, settings);
  const seed = `${content.headers.get('Message-ID')} ${options.kind}`;
  const boundaries = { ...layout.boundaries(seed, instant), ...options.boundaries };
  const entity = entityOf(content, boundaries, settings);
  const cms = cmsOf(entity, settings, options.signingTime === undefined ? instant : options.signingTime);
  content.headers.set('Date', layout.dateHeader(toRomeTime(instant)));
  content.headers.set('MIME-Version', '1.0');
  content.headers.set('Content-Type', layout.contentType(boundaries, settings.digest));
  const preamble = options.layout === 'javamail' && options.kind === 'errore-consegna' ? '' : layout.preamble;
  const delimiter = `--${boundaries.outer}`;
  const body = [delimiter, toOctets(entity), delimiter, layout.signaturePart(cms), `${delimiter}--`, ''].join(CRLF);
  const plain = toBytes(`${headerBlock(content.headers, settings)}${CRLF}${preamble}${body}${layout.epilogue}`);
  const message = tamper.message ? tamper.message(plain) : plain;
  return options.lineEnding === 'lf' ? toBytes(toOctets(message).replaceAll(CRLF, '\n')) : message;
};
