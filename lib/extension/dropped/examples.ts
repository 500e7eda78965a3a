// Sample messages of the package, signed by an authority that vouches for nothing but them.
import * as v from 'valibot';
import { parseBase64 } from '../../verify/bytes';
import { createTrustStore, parsePem, type TrustStore } from '../../verify/trust/trust-store';

const EXAMPLES = v.object({
  authorityPem: v.string(),
  messages: v.array(v.object({ name: v.string(), base64: v.string() })),
});

export type Examples = { trust: TrustStore; files: File[] };

const readExamples = async (): Promise<Examples> => {
  const response = await fetch('/examples/examples.json');
  const { authorityPem, messages } = v.parse(EXAMPLES, await response.json());
  return {
    trust: await createTrustStore(parsePem(authorityPem)),
    files: messages.map(({ name, base64 }) => new File([parseBase64(base64)], name, { type: 'message/rfc822' })),
  };
};

let loaded: Promise<Examples> | null = null;

/** Read once a page: every file of a drop asks for the trust. */
export const loadExamples = (): Promise<Examples> => {
  loaded ??= readExamples();
  return loaded;
};
