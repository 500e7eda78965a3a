// The folder that somebody unpacked a bundle into: only what is in it counts.
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleFindings } from '../../lib/bundle/bundle-findings';
import { checkBundle, toRefusal } from '../../lib/bundle/check-bundle';
import { openFolder } from '../../lib/bundle/open-bundle';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { buildSource, createSamples, makeBundle, NO_WATCH, NOW, unpack } from './build-source';
import { type Change, copyOf, flip, MANIFEST } from './change-bundle';

const ACCEPTANCE = '01-accettazione.eml';

let trust: TrustStore;
let files: Map<string, Buffer>;

beforeAll(async () => {
  const { samples, rootDer } = await createSamples();
  trust = await createTrustStore([rootDer]);
  const group = samples.filter((sample) => sample.group === 'notifica').map(({ bytes }) => bytes);
  files = await unpack(await makeBundle(await buildSource(group, rootDer)));
});

describe('the folder of a bundle', () => {
  const open = async (change: Change): Promise<BundleFindings> => {
    const copy = copyOf(files);
    await change(copy);
    const opened = openFolder([...copy].map(([name, bytes]) => ({ path: `x/${name}`, blob: new Blob([new Uint8Array(bytes)]) })));
    const context = { trust, now: NOW };
    return opened.ok ? checkBundle(opened.bundle, { context, ...NO_WATCH }) : toRefusal(opened.problem, context);
  };

  it.each<[string, string, Change]>([
    ['.DS_Store', 'added', (copy) => void copy.set('.DS_Store', Buffer.from('x'))],
    ['mimetype', 'removed', (copy) => void copy.delete('mimetype')],
    ['mimetype', 'changed', (copy) => void copy.set('mimetype', Buffer.from('\ufeffapplication/vnd.etsi.asic-e+zip'))],
    [ACCEPTANCE, 'removed', (copy) => void copy.delete(ACCEPTANCE)],
    [ACCEPTANCE, 'changed', (copy) => flip(copy.get(ACCEPTANCE), 30)],
  ])('tells that %s is %s', async (name, status, change) => {
    expect(await open(change)).toMatchObject({ verdict: 'altered', files: [{ name, status }] });
  });

  it('without its list is refused, and is none at all without its type', async () => {
    expect(await open((copy) => void copy.delete(MANIFEST))).toMatchObject({ refusal: 'manifest-missing' });
    expect(
      await open((copy) => {
        copy.delete(MANIFEST);
        copy.delete('mimetype');
      }),
    ).toMatchObject({ refusal: 'not-a-bundle' });
  });

  it('with names that one disk would make the same is refused', async () => {
    expect(await open((copy) => void copy.set(ACCEPTANCE.toUpperCase(), Buffer.from('x')))).toMatchObject({ refusal: 'unsafe-name' });
  });

  it('of more files than any bundle has is refused', () => {
    const blob = new Blob([]);
    expect(openFolder(Array.from({ length: 20_001 }, (_, at) => ({ path: `x/${at}`, blob })))).toEqual({ ok: false, problem: 'too-many' });
  });
});
