// Campaigns on whole messages that were bent after signing: outer headers, MIME, CMS, all of them at once.
import fc from 'fast-check';
import type { Report } from '../../lib/verify/report';
import { toBytes } from '../pki/mime-text';
import { judgeBytes } from '../verify/bench';
import { type Campaign, createCampaign, createSteps } from './campaign';
import { CMS_MUTATIONS } from './cms-mutations';
import { GENUINE } from './genuine-messages';
import { findCrash, findSealedFault } from './green-faults';
import { HEADER_MUTATIONS } from './header-mutations';
import { MIME_MUTATIONS } from './mime-mutations';
import { applySteps, describeSteps, type Mutation, type Step } from './mutation';

type Plan = { message: number; other: number; steps: Step[] };

const octetsOf = (index: number): string => GENUINE[index % GENUINE.length]?.octets ?? '';

const createMessageCampaign = (name: string, share: number, table: readonly Mutation[]): Campaign =>
  createCampaign<Plan, string, Report>({
    name: `${name} after signing`,
    share,
    plan: fc.record({ message: fc.nat({ max: GENUINE.length - 1 }), other: fc.nat({ max: GENUINE.length - 1 }), steps: createSteps() }),
    build: ({ message, other, steps }) => applySteps(octetsOf(message), steps, table, octetsOf(other)),
    toBytes,
    act: (octets) => judgeBytes(toBytes(octets)),
    findFault: async (octets, report, { message, steps }) => {
      const crash = findCrash(report);
      const fault = crash ? `crash in ${crash}` : await findSealedFault(octets, report);
      return fault && `${fault} (${GENUINE[message % GENUINE.length]?.name}: ${describeSteps(steps, table)})`;
    },
  });

export const MESSAGE_CAMPAIGNS: readonly Campaign[] = [
  createMessageCampaign('headers', 100, HEADER_MUTATIONS),
  createMessageCampaign('MIME', 175, MIME_MUTATIONS),
  createMessageCampaign('CMS', 250, CMS_MUTATIONS),
  createMessageCampaign('all at once', 100, [...HEADER_MUTATIONS, ...MIME_MUTATIONS, ...CMS_MUTATIONS]),
];
