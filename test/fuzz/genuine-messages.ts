// The genuine messages that are bent: every kind in both layouts, and every digest, scheme, encoding and line end.
import type { CertifiedFacts, Kind } from '../../lib/verify/report';
import { issueProvider, type Provider } from '../pki/issue-provider';
import { toOctets } from '../pki/mime-text';
import { PEC_VARIANTS } from '../pki/pec-kinds';
import { type PecOptions, signPec } from '../pki/sign-pec';
import { authority, judgeBytes, provider } from '../verify/bench';
import { readSignature } from './cms-mutations';
import { splitPieces } from './mail-pieces';

export type Genuine = {
  name: string;
  options: PecOptions;
  octets: string;
  kind: Kind;
  certified: CertifiedFacts | null;
  /** With line feeds only: what must stand in a message that is still the same. */
  signedText: string;
  signature: Uint8Array;
};

const LAYOUTS = ['openpec', 'javamail'] as const;

export const curved: Provider = await issueProvider(authority, { keySpec: { type: 'ec', curve: 'P-256' }, keyLabel: 'fuzz P-256' });
const larger: Provider = await issueProvider(authority, { keySpec: { type: 'ec', curve: 'P-384' }, keyLabel: 'fuzz P-384' });

const kinds = LAYOUTS.flatMap((layout) =>
  PEC_VARIANTS.map(({ name, ...variant }): [string, PecOptions] => [`${layout} ${name}`, { provider, layout, ...variant }]),
);

const receipt = (name: string, options: Partial<PecOptions>): [string, PecOptions] => [
  name,
  { provider, kind: 'avvenuta-consegna', ...options },
];

const OPTIONS: readonly [string, PecOptions][] = [
  ...kinds,
  receipt('sha384', { digest: 'sha384' }),
  receipt('sha512', { digest: 'sha512' }),
  receipt('pss sha256', { digest: 'sha256', scheme: 'pss' }),
  receipt('pss sha512', { digest: 'sha512', scheme: 'pss' }),
  receipt('P-256', { provider: curved, digest: 'sha256' }),
  receipt('P-384', { provider: larger, digest: 'sha384' }),
  receipt('openpec lf', { lineEnding: 'lf' }),
  receipt('javamail lf', { layout: 'javamail', lineEnding: 'lf' }),
  receipt('openpec ber', { encoding: 'ber' }),
  receipt('javamail der', { layout: 'javamail', encoding: 'der' }),
  receipt('without signing time', { signingTime: null }),
];

/** Between the first delimiter of the outermost multipart and the next one. */
const findSignedText = (octets: string): string => {
  const [, boundary = ''] = /boundary="([^"]+)"/.exec(octets) ?? [];
  return octets.replaceAll('\r\n', '\n').split(`\n--${boundary}`)[1]?.slice(1) ?? '';
};

const createGenuine = async ([name, options]: [string, PecOptions]): Promise<Genuine> => {
  const bytes = await signPec(options);
  const octets = toOctets(bytes);
  const { verdict, kind, certified } = await judgeBytes(bytes);
  if (verdict !== 'verified' || splitPieces(octets).length < 5) throw new Error(`not genuine: ${name}`);
  return { name, options, octets, kind, certified, signedText: findSignedText(octets), signature: readSignature(octets) };
};

export const GENUINE: readonly Genuine[] = await Promise.all(OPTIONS.map(createGenuine));
