// The chunks of a source: order, types and cap, whatever a taken-over page may send.
import { describe, expect, it } from 'vitest';
import { CHUNK_BYTES } from '../../lib/extension/protocol';
import { createAssembler } from '../../lib/extension/sources/assemble-source';

const BEGIN = { type: 'begin', key: 'a', fidelity: 'exact', isPart: false };
const END = { type: 'end' };
const chunk = (...octets: number[]): object => ({ type: 'chunk', bytes: Uint8Array.from(octets) });

const feed = (messages: readonly unknown[], cap?: number): unknown => {
  const assemble = createAssembler(cap);
  return messages.map(assemble).at(-1);
};

it('gives the bytes back as they were, across chunks of any size', () => {
  expect(feed([BEGIN, chunk(0, 255), chunk(13), chunk(10, 128), END])).toEqual({
    status: 'complete',
    source: { key: 'a', fidelity: 'exact', isPart: false, isPrivate: false, bytes: Uint8Array.of(0, 255, 13, 10, 128) },
  });
});

it('waits as long as nothing is wrong', () => {
  expect(feed([BEGIN])).toEqual({ status: 'more' });
  expect(feed([BEGIN, chunk(1)])).toEqual({ status: 'more' });
});

it('copies: what the sender still holds cannot change what is judged', () => {
  const bytes = Uint8Array.of(1, 2);
  const assemble = createAssembler();
  assemble(BEGIN);
  assemble({ type: 'chunk', bytes });
  const done = assemble(END);
  bytes[0] = 9;
  expect(done).toMatchObject({ source: { bytes: Uint8Array.of(1, 2) } });
});

describe('refuses', () => {
  it.each([
    ['a chunk before the beginning', [chunk(1)]],
    ['an end before the beginning', [END]],
    ['a second beginning', [BEGIN, BEGIN]],
    ['bytes as a plain array', [BEGIN, { type: 'chunk', bytes: [1, 2] }]],
    ['bytes as JSON made them', [BEGIN, { type: 'chunk', bytes: { 0: 1, 1: 2 } }]],
    ['an empty chunk', [BEGIN, chunk()]],
    ['a chunk larger than agreed', [BEGIN, { type: 'chunk', bytes: new Uint8Array(CHUNK_BYTES + 1) }]],
    ['an unknown type', [BEGIN, { type: 'more' }]],
    ['a field too many', [{ ...BEGIN, verdict: 'verified' }]],
    ['an unknown fidelity', [{ ...BEGIN, fidelity: 'perfect' }]],
    ['an empty key', [{ ...BEGIN, key: '' }]],
    ['nothing', [undefined]],
    ['a word', ['begin']],
  ])('%s', (_, messages) => {
    expect(feed(messages)).toEqual({ status: 'refused', problem: 'internal-error' });
  });

  it('more than the cap, as soon as it is passed', () => {
    expect(feed([BEGIN, chunk(1, 2), chunk(3, 4)], 4)).toEqual({ status: 'more' });
    expect(feed([BEGIN, chunk(1, 2), chunk(3, 4, 5)], 4)).toEqual({ status: 'refused', problem: 'message-too-large' });
  });

  it('a source without a single octet', () => {
    expect(feed([BEGIN, END])).toEqual({ status: 'refused', problem: 'not-a-message' });
  });

  it('everything after an end or a refusal', () => {
    expect(feed([BEGIN, chunk(1), END, END])).toMatchObject({ status: 'refused' });
    expect(feed([END, BEGIN])).toMatchObject({ status: 'refused' });
  });
});
