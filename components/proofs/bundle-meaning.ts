// What the findings about a bundle mean to the reader: mark, tone and the first sentence. Pure; views only draw it.
import { type BundleAnswer, toBundleAnswer } from '../../lib/bundle-answer';
import type { BundleFindings } from '../../lib/bundle-view';
import { describeBundle } from '../../lib/describe-bundle';
import type { Wording } from '../../lib/wording';
import type { MarkName, Tone } from '../parts/Mark';

export type BundleMeaning = { mark: MarkName; tone: Tone; sentence: string };

const BROKEN = { mark: 'octagon', tone: 'bad' } as const;
const OPEN = { mark: 'triangle', tone: 'warn' } as const;

const LOOKS: Record<BundleAnswer, Omit<BundleMeaning, 'sentence'>> = {
  mistaken: OPEN,
  refused: BROKEN,
  altered: BROKEN,
  false: BROKEN,
  open: OPEN,
  whole: { mark: 'seal', tone: 'ok' },
};

export const toBundleMeaning = (findings: BundleFindings, wording: Wording): BundleMeaning => ({
  ...LOOKS[toBundleAnswer(findings)],
  sentence: describeBundle(findings, wording),
});
