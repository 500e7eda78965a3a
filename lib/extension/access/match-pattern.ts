// The few match patterns that Ceralacca deals in: a scheme or both, a host or what lies below one or all, and every path.

export type HostPattern = {
  scheme: 'http' | 'https' | '*';
  /** `host`, `*.host` (which is that host too) or `*`. */
  host: string;
};

const GRANTED = /^(\*|https?):\/\/([^/]+)\//;
const WRITTEN = /^(?:(\*|https?):\/\/)?(\*\.)?([^\s/:*?#@]+)(?:\/\*?)?$/i;

/** As the browsers give it; undefined for what is no web host. */
export const parseGranted = (pattern: string): HostPattern | undefined => {
  const [, scheme, host] = GRANTED.exec(pattern) ?? [];
  return host === undefined ? undefined : { scheme: scheme as HostPattern['scheme'], host };
};

/** As an administrator writes it: `mail.example`, `*.example`, `http://mail.example/*`. Without a scheme it is https alone. */
export const parseWritten = (text: string): HostPattern | undefined => {
  const [, scheme = 'https', below = '', name = ''] = WRITTEN.exec(text.trim()) ?? [];
  if (name === '' || !URL.canParse(`https://${name}/`)) return undefined;
  return { scheme: scheme.toLowerCase() as HostPattern['scheme'], host: `${below}${new URL(`https://${name}/`).hostname}` };
};

export const toPattern = ({ scheme, host }: HostPattern): string => `${scheme}://${host}/*`;

const coversHost = (wide: string, narrow: string): boolean =>
  wide === '*' || wide === narrow || (wide.startsWith('*.') && (narrow === wide.slice(2) || narrow.endsWith(wide.slice(1))));

/** What both cover; undefined when that is nothing. */
export const intersect = (one: HostPattern, other: HostPattern): HostPattern | undefined => {
  const schemes = one.scheme === '*' ? other.scheme : other.scheme === '*' || other.scheme === one.scheme ? one.scheme : undefined;
  const host = coversHost(one.host, other.host) ? other.host : coversHost(other.host, one.host) ? one.host : undefined;
  return schemes === undefined || host === undefined ? undefined : { scheme: schemes, host };
};

export const covers = (wide: HostPattern, narrow: HostPattern): boolean =>
  (wide.scheme === '*' || wide.scheme === narrow.scheme) && coversHost(wide.host, narrow.host);
