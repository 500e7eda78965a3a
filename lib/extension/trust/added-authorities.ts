// Adds and removes the authorities that the user trusts beside the built-in ones, for PEC or for time-stamps only.
import { toAuthoritiesPem } from '../../bundle/authorities-pem';
import { MalformedInput } from '../../verify/errors';
import { createTrustStore, parsePem } from '../../verify/trust/trust-store';
import type { AuthorityUse, OptionsProps } from '../../view';
import { readSettings, type Settings, writeSettings } from '../settings/settings';

const SETTING = { pec: 'authorities', timestamp: 'timestampAuthorities' } as const satisfies Record<AuthorityUse, keyof Settings>;

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
export const addAuthorities = async (pem: string, use: AuthorityUse): Promise<OptionsProps['trustProblem']> => {
  const added = parseOrNull(pem);
  if (added === null) return { use, code: 'not-a-certificate' };
  const known = new Set((await readSettings())[SETTING[use]]);
  for (const der of added) {
    if ((await findAuthority(der)) === undefined) return { use, code: 'not-an-authority' };
    known.add(toAuthoritiesPem([der]));
  }
  await writeSettings({ [SETTING[use]]: [...known] });
  return null;
};

export const removeAuthority = async (fingerprint: string, use: AuthorityUse): Promise<void> => {
  const kept: string[] = [];
  for (const pem of (await readSettings())[SETTING[use]]) {
    const [der] = parseOrNull(pem) ?? [];
    if (der === undefined || (await findAuthority(der))?.fingerprint !== fingerprint) kept.push(pem);
  }
  await writeSettings({ [SETTING[use]]: kept });
};
