// The bench of the time-stamp tests: one authority, the trust in it, and messages with a token inside or beside.
import type { Report } from '../../../lib/verify/report';
import { createTrustStore, type TrustStore } from '../../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../../lib/verify/verify-message';
import { createTimestamp, embedTimestamps, type TimestampOptions } from '../../pki/create-timestamp';
import { issueTsa, type Tsa, type TsaOptions } from '../../pki/issue-tsa';
import type { PecOptions } from '../../pki/sign-pec';
import { authority, NOW, sign } from '../bench';

export const tsa: Tsa = await issueTsa();
export const trust: TrustStore = await createTrustStore([authority.root.certificate.der], [tsa.root.certificate.der]);
export const message: Uint8Array = await sign();

/** After the end of the provider's certificate. */
export const LATER = '2030-01-01T00:00:00Z';

export const judgeBeside = (beside: readonly Uint8Array[], now = NOW, store: TrustStore = trust, bytes = message): Promise<Report> =>
  verifyMessage(bytes, { trust: store, now, timestamps: beside });

/** A token over the message, bent as told. */
export const stamp = (options: Partial<TimestampOptions> = {}): Uint8Array => createTimestamp({ tsa, of: message, ...options });

/** A token of an authority with another profile, below the same root. */
export const stampBy = async (profile: TsaOptions, options: Partial<TimestampOptions> = {}): Promise<Uint8Array> =>
  stamp({ tsa: await issueTsa({ keyLabel: 'other-tsa', commonName: 'Ceralacca Test TSU 2', ...profile }), ...options });

/** A message whose signature carries tokens over its own value. */
export const signStamped = (options: Partial<TimestampOptions> = {}, pec: Partial<PecOptions> = {}): Promise<Uint8Array> =>
  sign({ ...pec, tamper: { signedData: embedTimestamps((of) => [createTimestamp({ tsa, of, ...options })]) } });
