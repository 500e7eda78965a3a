// Campaigns on everything else that is read: rubbish, bare BER, revocation data, time-stamps, kept originals, archives, mailboxes.
import fc from 'fast-check';
import { findMessages } from '../../lib/intake/find-messages';
import type { GivenFile } from '../../lib/intake/found';
import { readSource } from '../../lib/intake/read-source';
import { type Ber, isConstructed, membersOf, readBer } from '../../lib/verify/cms/ber';
import { LimitReached, MalformedInput } from '../../lib/verify/errors';
import type { Report } from '../../lib/verify/report';
import { verifyMessage } from '../../lib/verify/verify-message';
import { buildArchive } from '../intake/build-archive';
import { toBytes } from '../pki/mime-text';
import { judgeBytes, NOW, outcomeOf, provider, resultOf, trust } from '../verify/bench';
import { answer, judgeWith, message, revocation, rootList } from '../verify/revocation/bench';
import { judgeBeside, stamp, message as stampedMessage, trust as stampTrust } from '../verify/timestamps/bench';
import { bendBytes } from './bend-bytes';
import { type Campaign, createCampaign, createSteps } from './campaign';
import { GENUINE } from './genuine-messages';
import { findCrash } from './green-faults';
import { MIME_MUTATIONS } from './mime-mutations';
import { applySteps, type Step } from './mutation';

const stamped = stamp();
const lists = [
  revocation(),
  revocation({}, {}),
  answer({ status: { type: 'revoked', revokedAt: new Date('2026-09-01T00:00:00Z') } }),
] as const;
const binaries = [...lists, stamped, rootList, provider.certificate.der, ...GENUINE.map(({ signature }) => signature)];

const toBinary = (index: number): Uint8Array => binaries[index % binaries.length] ?? stamped;

type FilePlan = { file: number; other: number; steps: Step[] };

const filePlan = (files: number): fc.Arbitrary<FilePlan> =>
  fc.record({ file: fc.nat({ max: files - 1 }), other: fc.nat({ max: binaries.length - 1 }), steps: createSteps() });

const TOKENS = [
  ...[
    'From: posta-certificata@pec.provider.example\r\n',
    'X-Ricevuta: accettazione\r\n',
    'X-Trasporto: errore\r\n',
    'Subject: ACCETTAZIONE: x\r\n',
  ],
  ...[
    'Content-Type: multipart/signed; boundary=b\r\n',
    'Content-Type: multipart/mixed; boundary=b\r\n',
    'Content-Type: application/pkcs7-signature; name=smime.p7s\r\n',
  ],
  ...[
    'Content-Type: application/xml; name=daticert.xml\r\n',
    'Content-Type: message/rfc822\r\n',
    'Content-Transfer-Encoding: base64\r\n',
    '\r\n',
    '--b\r\n',
    '--b--\r\n',
  ],
  ...[
    '<postacert tipo="accettazione">',
    '</postacert>',
    'MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglghkgBZQMEAgE',
    '\n',
    '\r',
    ' ',
    '\t',
    '=?utf-8?q?a?=',
    '"',
    '(',
  ],
];

const rubbish = createCampaign<Uint8Array, Uint8Array, Report>({
  name: 'rubbish',
  share: 30,
  plan: fc.oneof(
    fc.uint8Array({ maxLength: 2000 }),
    fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }).map((tokens) => toBytes(tokens.join(''))),
    fc
      .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...TOKENS) }, fc.string({ unit: 'binary' })), { maxLength: 40 })
      .map((tokens) => Buffer.from(tokens.join(''), 'utf8')),
  ),
  build: (bytes) => bytes,
  toBytes: (bytes) => bytes,
  act: (bytes) => judgeBytes(bytes),
  findFault: (_, report) => findCrash(report) ?? (report.verdict === 'verified' ? 'green' : undefined),
});

const countNodes = (value: Ber): number =>
  isConstructed(value) ? membersOf(value).reduce((sum, member) => sum + countNodes(member), 1) : 1;

/** Both ways of refusing are values here: whatever else is thrown is a crash. */
const tryBer = (bytes: Uint8Array): number | string => {
  try {
    return countNodes(readBer(bytes));
  } catch (error) {
    if (error instanceof MalformedInput || error instanceof LimitReached) return error.name;
    throw error;
  }
};

const ber = createCampaign<FilePlan, Uint8Array, number | string>({
  name: 'BER',
  share: 45,
  plan: filePlan(binaries.length),
  build: ({ file, other, steps }) => bendBytes(toBinary(file), steps, toBinary(other)),
  toBytes: (bytes) => bytes,
  act: tryBer,
  findFault: (bytes, nodes) => (typeof nodes === 'number' && nodes > bytes.length ? `${nodes} nodes in ${bytes.length} octets` : undefined),
});

const revoked = createCampaign<FilePlan, Uint8Array, Report>({
  name: 'lists and answers',
  share: 20,
  plan: filePlan(lists.length),
  build: ({ file, other, steps }) => bendBytes(lists[file] ?? lists[0], steps, toBinary(other)),
  toBytes: (bytes) => bytes,
  act: (bytes) => judgeWith([bytes, rootList], Uint8Array.from(message)),
  findFault: (_, report) =>
    findCrash(report) ?? (outcomeOf(report, 'revocation') === 'passed' ? 'a revoked certificate passes' : undefined),
});

const genuineStamp = resultOf(await judgeBeside([stamped]), 'timestamp').facts.timestampTime;

const timestamps = createCampaign<FilePlan, Uint8Array, Report>({
  name: 'time-stamps',
  share: 20,
  plan: filePlan(1),
  build: ({ other, steps }) => bendBytes(stamped, steps, toBinary(other)),
  toBytes: (bytes) => bytes,
  act: (bytes) => judgeBeside([bytes], NOW, stampTrust, stampedMessage),
  findFault: (_, report) => {
    const result = resultOf(report, 'timestamp');
    const isOther = result.status === 'passed' && result.facts.timestampTime !== genuineStamp;
    return findCrash(report) ?? (isOther ? `a time that nobody wrote: ${result.facts.timestampTime}` : undefined);
  },
});

const originals = createCampaign<FilePlan, string, Report>({
  name: 'kept originals',
  share: 20,
  plan: filePlan(GENUINE.length),
  build: ({ file, other, steps }) => {
    const [own, foreign] = [GENUINE[file]?.octets ?? '', GENUINE[other % GENUINE.length]?.octets ?? ''];
    const original = /Content-Type: message\/rfc822[\s\S]*?\r\n\r\n([\s\S]*)/.exec(own)?.[1] ?? own;
    return applySteps(original, steps, MIME_MUTATIONS, foreign);
  },
  toBytes,
  act: (octets) => verifyMessage(message, { trust, now: NOW, originals: [toBytes(octets)] }),
  findFault: (_, report) => findCrash(report) ?? (report.verdict === 'verified' ? undefined : 'an original changed the verdict'),
});

const archive = buildArchive([
  { name: 'a.eml', content: toBytes(GENUINE[0]?.octets ?? '') },
  { name: 'b/c.eml', content: toBytes(GENUINE[1]?.octets ?? ''), stored: true },
  { name: 'd.mbox', content: `From x\r\n${GENUINE[2]?.octets ?? ''}\r\nFrom y\r\n${GENUINE[3]?.octets ?? ''}` },
  { name: 'a.eml.tsr', content: stamped },
]);
const mailbox = toBytes(
  GENUINE.slice(0, 4)
    .map(({ octets }) => `From x Sat Sep 19\r\n${octets}\r\n\r\n`)
    .join(''),
);
const CONTAINERS: readonly [string, Uint8Array][] = [
  ['a.zip', archive],
  ['b.mbox', mailbox],
  ['c', archive],
  ['d', mailbox],
];

type Intake = { names: string[]; octets: number };

const takeIn = async ({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<Intake> => {
  const file: GivenFile = { name, isNamed: true, open: async () => new Blob([Uint8Array.from(bytes)]) };
  const intake: Intake = { names: [], octets: 0 };
  for await (const found of findMessages([file])) {
    intake.names.push(found.name);
    const read = 'source' in found ? await readSource(found.source) : undefined;
    if (read?.ok) intake.octets += read.bytes.length;
  }
  return intake;
};

const intake = createCampaign<FilePlan, { name: string; bytes: Uint8Array }, Intake>({
  name: 'archives and mailboxes',
  share: 20,
  plan: filePlan(CONTAINERS.length),
  build: ({ file, steps }) => {
    const [name, bytes] = CONTAINERS[file] ?? ['a.zip', archive];
    return { name, bytes: bendBytes(bytes, steps, null) };
  },
  toBytes: ({ bytes }) => bytes,
  act: takeIn,
  findFault: ({ bytes }, { names, octets }) => {
    const unsafe = names.find((name) => name.split('/').some((segment) => ['..', '__proto__'].includes(segment)));
    if (unsafe !== undefined) return `name ${unsafe}`;
    return octets > bytes.length * 100 + 1_000_000 ? `${octets} octets out of ${bytes.length}` : undefined;
  },
});

export const READER_CAMPAIGNS: readonly Campaign[] = [rubbish, ber, revoked, timestamps, originals, intake];
