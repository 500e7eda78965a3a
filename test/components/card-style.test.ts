// The card's stylesheet: everything in one text, hidden on paper, without fonts or pictures from anywhere.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(new URL(`../../components/${name}`, import.meta.url), 'utf8');
// Vitest leaves stylesheets empty: the files that card-style.ts names are read instead.
const cardStyle = [...read('message/card-style.ts').matchAll(/from '(\.{1,2}\/[\w/]+\.css)\?inline'/g)]
  .map(([, name = '']) => read(`message/${name}`))
  .join('\n');

describe('cardStyle', () => {
  it('carries tokens, parts and the card itself', () => {
    for (const rule of ['--paper:', '.pill', '.sentence', '.card', ':host']) expect(cardStyle).toContain(rule);
  });
  it('hides on paper and follows theme and forced colours', () => {
    expect(cardStyle).toMatch(/@media print\s*\{\s*:host\s*\{[^}]*display:\s*none/);
    for (const query of ['prefers-color-scheme: dark', 'forced-colors: active', 'prefers-reduced-motion'])
      expect(cardStyle).toContain(query);
  });
  it('inherits nothing and fetches nothing', () => {
    expect(cardStyle).toContain('all: initial');
    expect(cardStyle).not.toMatch(/url\(|@import|@font-face/);
  });
});
