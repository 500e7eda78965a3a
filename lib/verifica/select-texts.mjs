// Which texts a script can ask for: read off its own code, so that the page carries those words and no others.

const NAME = /[A-Za-z][A-Za-z0-9_]*/g;
/** `kind_${…}`: every key that begins so may be asked for. */
const HEAD = /[`}]([a-z][A-Za-z0-9_]*_)\$\{/g;
/** Plurals are asked for by the name that they share. */
const PLURAL = /_(?:one|other)$/;

/** @param {string} code the script as it is bundled, before or after it is minified
 * @param {Record<string, { message: string }>} messages one language
 * @returns {Record<string, string>} key → text, in the order of the messages */
export const selectTexts = (code, messages) => {
  const names = new Set(code.match(NAME) ?? []);
  const heads = [...new Set([...code.matchAll(HEAD)].map(([, head]) => head ?? ''))];
  const isUsed = (key) => names.has(key) || names.has(key.replace(PLURAL, '')) || heads.some((head) => key.startsWith(head));
  return Object.fromEntries(
    Object.entries(messages)
      .filter(([key]) => isUsed(key))
      .map(([key, { message }]) => [key, message]),
  );
};
