// Hostile words in every field that is shown: on the terminal and in the printable report nothing hides, turns around or breaks a line.
import { describe, expect, it } from 'vitest';
import { html } from '../../lib/bundle/html';
import { describeReport } from '../../lib/cli/describe-report';
import type { Report } from '../../lib/verify/report';
import { toVisibleText } from '../../lib/visible-text';
import { WORDING } from '../components/draw';
import { runAttack } from './attack';
import { HOSTILE_WORDS, SHOWN_ATTACKS } from './shown-attacks';

/** Controls, formats, what has no width or turns the text around it, blank letters; and marks piled up. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|\p{M}{5}/u;

/** Every text of a report, at any depth. */
const listTexts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listTexts) : [];
};

const PATH = 'posta\u202e\u200b\n\u001b[2J.eml';

describe('hostile words', () => {
  it.each(SHOWN_ATTACKS.map((attack) => [attack.name, attack] as const))('%s', async (_, attack) => {
    const { report } = await runAttack(attack);
    for (const wording of [WORDING.it, WORDING.en]) {
      const lines = describeReport(PATH, report, wording).split('\n');
      expect(lines.filter((line) => HARMFUL.test(line))).toEqual([]);
      expect(lines.filter((line) => line.startsWith(wording.text('verdict_verified')))).toEqual([]);
    }
    const texts = listTexts(report satisfies Report);
    expect(texts.map(toVisibleText).filter((text) => HARMFUL.test(text))).toEqual([]);
    const { markup } = html`<p title="${texts.join('|')}">${texts.join('|')}</p>`;
    expect(markup.match(/[<>]/g)).toHaveLength(4);
    expect(markup.match(/"/g)).toHaveLength(2);
  });

  it.each(HOSTILE_WORDS)('%s is made visible once and for all', (_, text) => {
    const shown = toVisibleText(text);
    expect(shown).not.toMatch(HARMFUL);
    expect(toVisibleText(shown)).toBe(shown);
  });

  it('leaves letters of every script and pictograms as they are', () => {
    for (const text of ['perché è così', '中文', 'עברית', 'ไทยนี้', 'हिन्दी', 'e\u0301', '❤\ufe0f', 'a b'])
      expect(toVisibleText(text)).toBe(text);
  });
});
