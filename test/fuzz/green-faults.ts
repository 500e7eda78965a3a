// Why a green report is wrong: what openssl, the genuine messages and the second reader have to say against it.
import { isDeepStrictEqual } from 'node:util';
import { CERTIFIED_KINDS, type Report } from '../../lib/verify/report';
import { toBytes } from '../pki/mime-text';
import { verifyWithOpenssl } from '../pki/openssl';
import { authority, provider } from '../verify/bench';
import { readSignature } from './cms-mutations';
import { GENUINE, type Genuine } from './genuine-messages';
import { splitHead } from './mail-pieces';
import { readCertification, type SecondFacts } from './second-reader';

export type Fault = string | undefined;

/** Of messages whose signed text and signature stand there unchanged, one in so many is put to openssl all the same. */
const ASKED_ONE_IN = 25;

const listGreen = (report: Report): Report[] => [...(report.verdict === 'verified' ? [report] : []), ...report.enclosed.flatMap(listGreen)];

export const findCrash = (report: Report): Fault =>
  report.checks.find((result) => result.status !== 'passed' && result.reason.endsWith('internal-error'))?.check ??
  report.enclosed.map(findCrash).find(Boolean);

/** A mailbox line, a byte order mark and blank lines may stand in front of the first field; openssl would stop there. */
const withoutLead = (octets: string): string => octets.replace(/^(?:\u00ef\u00bb\u00bf)?[\r\n]*(?:From [^\n]*\n)?/, '');

const askOpenssl = async (octets: string, report: Report): Promise<Fault> => {
  const [bytes, root, at] = [toBytes(withoutLead(octets)), authority.root.certificate.pem, new Date(report.judgedAt)];
  if ((await verifyWithOpenssl(bytes, root, at)).valid) return undefined;
  // It takes the first authority of the right name and never another: with the genuine one at hand it must find the path that we found.
  const { valid, output } = await verifyWithOpenssl(bytes, root + authority.ca.certificate.pem, at);
  return valid ? undefined : `openssl refuses it: ${output.split('\n')[0]}`;
};

const valuesOf = (octets: string, name: string): string[] =>
  splitHead(octets)
    .fields.map((field) => field.replace(/\r?\n/g, '').split(/[ \t]*:(.*)/s))
    .filter(([other = '']) => other.toLowerCase() === name)
    .map(([, value = '']) => value.trim().toLowerCase());

/** What X-Ricevuta and X-Trasporto can say; other words say nothing. */
const KNOWN_TYPES: readonly string[] = [...CERTIFIED_KINDS, 'errore'];

/** What a webmail shows: one sender, who is the provider, and no type that the signed data deny. */
const findHeaderFault = (octets: string, { kind }: Report): Fault => {
  const message = withoutLead(octets);
  const senders = valuesOf(message, 'from');
  if (senders.length !== 1) return `${senders.length} senders`;
  if (!senders[0]?.includes(provider.serviceAddress)) return `sender ${senders[0]}`;
  const types = [...valuesOf(message, 'x-ricevuta'), ...valuesOf(message, 'x-trasporto')];
  const lies = types.filter((type) => KNOWN_TYPES.includes(type) && type !== (kind === 'anomalia' ? 'errore' : kind));
  return lies.length === 0 ? undefined : `types ${lies.join(' ')} of ${kind}`;
};

const isVerbatim = (octets: string, genuine: Genuine): boolean =>
  octets.replaceAll('\r\n', '\n').includes(genuine.signedText) && Buffer.compare(readSignature(octets), genuine.signature) === 0;

let asked = 0;

/** A message that was bent after it was signed. */
export const findSealedFault = async (octets: string, report: Report): Promise<Fault> => {
  for (const green of listGreen(report)) {
    const same = GENUINE.filter(({ kind, certified }) => kind === green.kind && isDeepStrictEqual(certified, green.certified));
    if (same.length === 0) return 'facts that nobody certified';
    if (green !== report) continue;
    const fault = findHeaderFault(octets, green);
    if (fault) return fault;
    const isUnchanged = same.some((genuine) => isVerbatim(octets, genuine));
    asked += 1;
    if (isUnchanged && asked % ASKED_ONE_IN !== 0) continue;
    const refusal = await askOpenssl(octets, green);
    if (refusal) return refusal;
  }
  return undefined;
};

const toPlain = ({ certified }: Report): SecondFacts | null =>
  certified && {
    kind: certified.kind,
    error: certified.error,
    sender: certified.sender,
    recipients: certified.recipients.map(({ address }) => address),
    identifier: certified.identifier,
    messageId: certified.messageId,
    delivery: certified.delivery,
    day: certified.time.slice(0, 10).split('-').reverse().join('/'),
    clock: certified.time.slice(11, 19),
  };

/** A message that its provider signed after it was bent: what it certifies must read the same to a second reader. */
export const findSignedFault = async (octets: string, report: Report): Promise<Fault> => {
  if (report.verdict !== 'verified') return undefined;
  try {
    const second = readCertification(octets);
    if (!isDeepStrictEqual(second, toPlain(report))) return `another reader reads ${JSON.stringify(second)}`;
  } catch (error) {
    return `another reader refuses it: ${error}`;
  }
  return findHeaderFault(octets, report);
};
