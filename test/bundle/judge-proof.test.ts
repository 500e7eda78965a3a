// What lies beside a proof in its bundle and is signed by others is judged with it; whoever has workers judges there.
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleFile } from '../../lib/bundle/bundle-files';
import type { BundleFindings } from '../../lib/bundle/bundle-findings';
import { type CheckOptions, checkBundle } from '../../lib/bundle/check-bundle';
import { openContainer } from '../../lib/bundle/open-bundle';
import { isWhole } from '../../lib/bundle-answer';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { type VerifyContext, verifyMessage } from '../../lib/verify/verify-message';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { authority, NOW } from '../verify/bench';
import { list, message, revocation, rootList } from '../verify/revocation/bench';
import { type Built, buildSource, makeBundle, NO_WATCH, unpack } from './build-source';
import { copyOf, enlist, repack } from './change-bundle';

const rootDer = authority.root.certificate.der;

let tsa: Tsa;
let trust: TrustStore;

beforeAll(async () => {
  tsa = await issueTsa();
  trust = await createTrustStore([rootDer], [tsa.root.certificate.der]);
});

const check = async (bytes: Uint8Array<ArrayBuffer>, more: Partial<CheckOptions> = {}): Promise<BundleFindings> => {
  const opened = await openContainer(new Blob([bytes]));
  if (!opened.ok) throw new Error(opened.problem);
  return checkBundle(opened.bundle, { context: { trust, now: NOW }, ...NO_WATCH, ...more });
};

const find = ({ proofs }: BundleFindings, id: string): string | undefined => {
  const result = proofs[0]?.report.checks.find(({ check: name }) => name === id);
  return result && (result.status === 'passed' ? 'passed' : result.reason);
};

const stampOf = (bytes: Uint8Array): Uint8Array => createTimestamp({ tsa, of: bytes, genTime: '20260921120000Z' });

const withStamps = async (count: number): Promise<Built> => {
  const source = await buildSource([message], rootDer);
  const timestamps = Array.from({ length: count }, () => stampOf(message));
  return { ...source, context: { ...source.context, trust }, read: async () => ({ bytes: message, timestamps }) };
};

describe('beside a proof', () => {
  it.each([1, 2])('its time-stamps are judged with it: %i', async (count) => {
    const findings = await check(await makeBundle(await withStamps(count)));
    expect(findings).toMatchObject({ verdict: 'intact', report: 'agrees' });
    expect(find(findings, 'timestamp')).toBe('passed');
  });

  it('the time-stamp of another file says nothing', async () => {
    const copy = copyOf(await unpack(await makeBundle(await buildSource([message], rootDer))));
    await enlist(copy, '02-altra.eml.tst', Buffer.from(stampOf(message)));
    expect(find(await check(await repack(copy)), 'timestamp')).toBe('timestamp.none');
  });

  it('revocation lists count, for it and against it', async () => {
    const good = await makeBundle(await buildSource([message], rootDer, { revocation: [rootList, list()] }));
    expect(find(await check(good), 'revocation')).toBe('passed');
    const copy = copyOf(await unpack(await makeBundle(await buildSource([message], rootDer))));
    await enlist(copy, 'revoche/a.crl', Buffer.from(rootList));
    await enlist(copy, 'revoche/b.crl', Buffer.from(revocation()));
    const revoked = await check(await repack(copy));
    expect(find(revoked, 'revocation')).toBe('revocation.revoked');
    expect(isWhole(revoked)).toBe(false);
  });

  it('not more is read than a page has room for', async () => {
    const opened = await openContainer(new Blob([await makeBundle(await buildSource([message], rootDer))]));
    if (!opened.ok) throw new Error(opened.problem);
    let octets = 0;
    const size = 19 * 1024 * 1024;
    const decoy = (_: unknown, at: number): BundleFile => ({
      name: `revoche/${at}.crl`,
      size,
      read: async () => {
        octets += size;
        return new Uint8Array(size);
      },
    });
    const files = [...opened.bundle.files, ...Array.from({ length: 50 }, decoy)];
    await checkBundle({ form: 'folder', files }, { context: { trust, now: NOW }, ...NO_WATCH });
    expect(octets).toBe(3 * size);
  });
});

/** A signed part without headers of its own: what is kept of an ordinary mail that holds it. */
const toPart = (bytes: Uint8Array): Uint8Array => {
  const text = Buffer.from(bytes).toString('latin1');
  const type = /^Content-Type: multipart\/signed;(?:.*\r\n[ \t])*.*\r\n/im.exec(text)?.[0] ?? '';
  const body = text.slice(text.indexOf('\r\n\r\n') + 4);
  const head = 'From: lista@posta.example\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n';
  return Buffer.from(`${head}${type}\r\n${body}\r\n--x--\r\n`, 'latin1');
};

it('the signed part of an ordinary mail is the proof that it was for whoever made the bundle', async () => {
  const findings = await check(await makeBundle(await buildSource([toPart(message)], rootDer)));
  expect(findings).toMatchObject({ verdict: 'intact', report: 'agrees', proofs: [{ report: { verdict: 'verified' } }] });
  expect(isWhole(findings)).toBe(true);
});

it('is judged where the caller says, with what lies in the bundle', async () => {
  const contexts: VerifyContext[] = [];
  const bundle = await makeBundle({ ...(await withStamps(1)), context: { trust, now: NOW, revocation: [rootList, list()] } });
  const judge = (bytes: Uint8Array, context: VerifyContext) => {
    contexts.push(context);
    return verifyMessage(bytes, context);
  };
  expect(await check(bundle, { judge })).toEqual(await check(bundle));
  expect(contexts).toMatchObject([{ now: NOW, timestamps: [{}], revocation: [{}, {}] }]);
});

it('the same proof under two names counts once', async () => {
  const copy = copyOf(await unpack(await makeBundle(await buildSource([message], rootDer))));
  const [name = ''] = [...copy.keys()].filter((path) => path.endsWith('.eml'));
  await enlist(copy, 'zz-copia.eml', Buffer.from(copy.get(name) ?? ''));
  const { proofs, messages } = await check(await repack(copy));
  expect(proofs).toHaveLength(2);
  expect(messages.map(({ evidence }) => evidence.length)).toEqual([1]);
});

it('stops when it is told to', async () => {
  const controller = new AbortController();
  const bundle = await makeBundle(await buildSource([message], rootDer));
  const onProgress = (done: number): void => void (done === 2 && controller.abort());
  await expect(check(bundle, { signal: controller.signal, onProgress })).rejects.toThrow('abort');
});
