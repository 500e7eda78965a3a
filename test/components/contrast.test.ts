// Contrast of the token pairs that stand on each other, in both themes (WCAG 2: 4.5 for text, 3 for edges of controls).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../components/parts/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('@media');

const readTokens = (block: string): Map<string, string> =>
  new Map([...block.matchAll(/--(\w+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));

const toLuminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [high = 0, low = 0] = [toLuminance(one), toLuminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};

const TEXT: [string, string][] = [
  ...['ink', 'dim', 'ok', 'warn', 'bad', 'note', 'wax'].flatMap((front): [string, string][] => [
    [front, 'paper'],
    [front, 'wash'],
  ]),
  ['ok', 'okw'],
  ['warn', 'warnw'],
  ['bad', 'badw'],
  ['note', 'notew'],
  ['ink', 'warnw'],
  ['note', 'warnw'],
  ['dim', 'warnw'],
];

it('knows a good pair from a bad one', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#999999', '#ffffff')).toBeLessThan(4.5);
});

for (const [theme, block] of [
  ['light', light],
  ['dark', dark],
] as const) {
  describe(theme, () => {
    const tokens = readTokens(block);
    const read = (name: string): string => tokens.get(name) ?? `missing --${name}`;
    it.each(TEXT)('--%s on --%s is readable', (front, back) => {
      expect(contrast(read(front), read(back))).toBeGreaterThanOrEqual(4.5);
    });
    it.each(['paper', 'wash'])('the edge of a control shows on --%s', (back) => {
      expect(contrast(read('edge'), read(back))).toBeGreaterThanOrEqual(3);
    });
  });
}
