// Adds and removes the authorities that the user trusts beside the built-in ones.
import { toAuthoritiesPem } from '../bundle/authorities-pem';
import { MalformedInput } from '../verify/errors';
import { createTrustStore, parsePem } from '../verify/trust/trust-store';
import type { OptionsProps } from '../view';
import { readSettings, writeSettings } from './settings';

/** What the store would make of it, under its fingerprint; undefined when it is no certificate of an authority. */
const findAuthority = async (der: Uint8Array): Promise<{ fingerprint: string } | undefined> => {
  try {
    return (await createTrustStore([der])).anchors.find(({ isAdded }) => isAdded)?.certificate;
  } catch (error) {
    if (error instanceof MalformedInput) return undefined;
    throw error;
  }
};

const parseOrNull = (pem: string): Uint8Array[] | null => {
  try {
    return parsePem(pem);
  } catch (error) {
    if (error instanceof MalformedInput) return null;
    throw error;
  }
};

/** All certificates of the text or none. */
export const addAuthorities = async (pem: string): Promise<OptionsProps['trustProblem']> => {
  const added = parseOrNull(pem);
  if (added === null) return 'not-a-certificate';
  const { authorities } = await readSettings();
  const known = new Set(authorities);
  for (const der of added) {
    if ((await findAuthority(der)) === undefined) return 'not-an-authority';
    known.add(toAuthoritiesPem([der]));
  }
  await writeSettings({ authorities: [...known] });
  return null;
};

export const removeAuthority = async (fingerprint: string): Promise<void> => {
  const { authorities } = await readSettings();
  const kept: string[] = [];
  for (const pem of authorities) {
    const [der] = parseOrNull(pem) ?? [];
    if (der === undefined || (await findAuthority(der))?.fingerprint !== fingerprint) kept.push(pem);
  }
  await writeSettings({ authorities: kept });
};
