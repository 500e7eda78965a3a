// A bundle → the same with a token that its service was asked for over the manifest.

import { type AddedTimestamp, addTimestamp, openUnstamped } from '../bundle/add-timestamp';
import type { ObtainProblem } from '../bundle/obtain-timestamp';
import { isInClear } from '../bundle/timestamp-service';
import type { Slices } from '../intake/slices';
import type { Request, ServiceOptions } from './command';
import { fetchTimestamp } from './fetch-timestamp';

export type StampedContainer =
  | AddedTimestamp
  | { ok: false; problem: ObtainProblem; refusal: Extract<AddedTimestamp, { ok: false }>['refusal'] };

/** @throws where the file of the credentials cannot be read */
export const stampContainer = async (
  container: Slices,
  service: ServiceOptions,
  { trust, now, wording, err }: Pick<Request, 'trust' | 'now' | 'wording' | 'err'>,
): Promise<StampedContainer> => {
  const found = await openUnstamped(container);
  if (!found.ok) return { ...found, refusal: null };
  if (isInClear(service.url)) err(`${wording.text('stamp_in_clear')}\n`);
  const instant = Date.parse(now);
  const obtained = await fetchTimestamp(found.manifest, service, trust, instant);
  return obtained.ok ? addTimestamp(container, obtained.token, trust, instant) : obtained;
};
