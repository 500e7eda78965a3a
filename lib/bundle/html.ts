// Writes HTML in which every value is text: only the literal parts of a template are markup.
import { toVisibleText } from '../visible-text';

export type Markup = { readonly markup: string };
type Value = Markup | readonly Markup[] | string | number | null;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeText = (text: string): string => toVisibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const toMarkup = (value: Value): string => {
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  return 'markup' in value ? value.markup : value.map(toMarkup).join('');
};

export const html = (literals: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: literals.map((literal, index) => literal + toMarkup(values[index] ?? null)).join(''),
});
