// Campaigns on messages that a provider signed after they were bent: certification data, inner MIME, the original of a hostile sender.
import fc from 'fast-check';
import type { Report } from '../../lib/verify/report';
import { toBytes, toOctets } from '../pki/mime-text';
import { signPec, type Tamper } from '../pki/sign-pec';
import { judgeBytes } from '../verify/bench';
import { type Campaign, createCampaign, createSteps } from './campaign';
import { curved, GENUINE } from './genuine-messages';
import { findCrash, findSignedFault } from './green-faults';
import { HEADER_MUTATIONS } from './header-mutations';
import { MIME_MUTATIONS } from './mime-mutations';
import { applySteps, describeSteps, type Mutation, type Octets, type Step } from './mutation';
import type { Picker } from './picker';
import { XML_MUTATIONS } from './xml-mutations';

type Plan = { message: number; steps: Step[] };

const BOUNDARIES = { outer: 'outer-limit', mixed: 'mixed-limit', alternative: 'alternative-limit' };

const createSignedCampaign = (
  name: string,
  share: number,
  table: readonly Mutation[],
  toTamper: (bend: (octets: Octets) => Octets) => Tamper,
): Campaign =>
  createCampaign<Plan, string, Report>({
    name: `${name} before signing`,
    share,
    plan: fc.record({ message: fc.nat({ max: GENUINE.length - 1 }), steps: createSteps() }),
    build: async ({ message, steps }) => {
      const { options, octets } = GENUINE[message % GENUINE.length] ?? {};
      // The curve signs a hundred times as fast as RSA.
      const fast = { provider: curved, digest: 'sha256', scheme: 'ecdsa', boundaries: BOUNDARIES } as const;
      const tamper = toTamper((text) => applySteps(text, steps, table, octets ?? ''));
      return toOctets(await signPec({ kind: 'accettazione', ...options, ...fast, tamper }));
    },
    toBytes,
    act: (octets) => judgeBytes(toBytes(octets)),
    findFault: async (octets, report, { message, steps }) => {
      const crash = findCrash(report);
      const fault = crash ? `crash in ${crash}` : await findSignedFault(octets, report);
      return fault && `${fault} (${GENUINE[message % GENUINE.length]?.name}: ${describeSteps(steps, table)})`;
    },
  });

/** Lines by which a sender who knows the boundaries leaves his own part. */
const ESCAPES = ['--mixed-limit', '--mixed-limit--', '--outer-limit', '--outer-limit--', '--alternative-limit--', '.', ''];
const FORGED = 'Content-Type: application/xml; name="daticert.xml"\r\n\r\n<postacert tipo="accettazione" errore="nessuno"/>';

const ESCAPE_MUTATION: Mutation = {
  name: 'boundary of the provider',
  apply: (octets, pick: Picker) => {
    const lines = octets.split('\r\n');
    const lie = [pick.of(ESCAPES) ?? '', ...(pick.below(2) === 0 ? [FORGED] : [])];
    return lines.toSpliced(pick.below(lines.length + 1), 0, ...lie).join('\r\n');
  },
};

export const SIGNED_CAMPAIGNS: readonly Campaign[] = [
  createSignedCampaign('certification data', 80, XML_MUTATIONS, (bend) => ({
    daticertXml: (xml) => Buffer.from(bend(Buffer.from(xml, 'utf8').toString('latin1')), 'latin1').toString('utf8'),
  })),
  createSignedCampaign('inner MIME', 50, [...MIME_MUTATIONS, ...HEADER_MUTATIONS], (bend) => ({
    signedEntity: (bytes) => toBytes(bend(toOctets(bytes))),
  })),
  createSignedCampaign('original', 30, [ESCAPE_MUTATION, ESCAPE_MUTATION, ...MIME_MUTATIONS], (bend) => ({
    postacert: (bytes) => toBytes(bend(toOctets(bytes))),
  })),
];
