// The original that a webmail opens out of its envelope: the envelope is a click away, so its absence is no news.
import type { Report } from '../../verify/report';

/** @param isPart whether the webmail shows a part of another message */
export const isOpenedOriginal = (isPart: boolean, { checks }: Report): boolean =>
  isPart && checks.some((result) => result.status === 'undetermined' && result.reason === 'message-structure.original-without-envelope');
