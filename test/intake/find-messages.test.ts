// What files hold: forms told apart, time-stamps paired by name, one bad file never stops the rest.
import { describe, expect, it } from 'vitest';
import { findMessages } from '../../lib/intake/find-messages';
import type { GivenFile } from '../../lib/intake/found';
import { pairTimestamps } from '../../lib/intake/pair-timestamps';
import { readSource } from '../../lib/intake/read-source';
import { LIMITS } from '../../lib/verify/limits';
import { buildArchive } from './build-archive';

const MAIL = 'From: a@x.example\r\nSubject: s\r\n\r\nciao\r\n';

const give = (name: string, content: BlobPart = MAIL, isNamed = true): GivenFile => ({
  name,
  isNamed,
  open: async () => new Blob([content]),
});

const toStory = async (files: readonly GivenFile[]): Promise<string[]> => {
  const told: string[] = [];
  for await (const found of findMessages(files)) {
    if ('problem' in found) told.push(`${found.name}: ${found.problem}`);
    else if ('isPassedOver' in found) told.push(`${found.name}: passed over`);
    else {
      const stamps = await Promise.all(found.timestamps.map(readSource));
      const texts = stamps.map((stamp) => (stamp.ok ? Buffer.from(stamp.bytes).toString() : stamp.problem));
      told.push([`${found.name}: message`, ...texts].join(' + '));
    }
  }
  return told;
};

describe('findMessages', () => {
  it.each<[string, BlobPart, boolean, string]>([
    ['a.eml', '', true, 'message'],
    ['a.eml', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), true, 'outlook-file'],
    ['a.txt', 'nulla', true, 'message'],
    ['a.txt', 'nulla', false, 'passed over'],
    ['senza-estensione', MAIL, false, 'message'],
    ['a.mbox', '', false, 'nothing'],
    ['a.mbox', 'no separator', false, 'unreadable'],
    ['a.zip', 'no archive', false, 'archive-broken'],
    ['a.tsr', 'stamp', true, 'timestamp-alone'],
    ['a.tsr', 'stamp', false, 'passed over'],
  ])('%s with %j (named: %s) is %s', async (name, content, isNamed, told) => {
    expect(await toStory([give(name, content, isNamed)])).toEqual(told === 'nothing' ? [] : [`${name}: ${told}`]);
  });

  it('goes on after a file that is gone, locked or huge', async () => {
    const gone: GivenFile = { ...give('gone.eml'), open: () => Promise.reject(new DOMException('', 'NotFoundError')) };
    const torn = Object.assign(new Blob([MAIL]), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
    });
    const huge = Object.defineProperty(new Blob([MAIL]), 'size', { value: LIMITS.messageBytes + 1 });
    const files = [gone, { ...give('torn.eml'), open: async () => torn }, { ...give('huge.eml'), open: async () => huge }, give('b.eml')];
    expect(await toStory(files)).toEqual(['gone.eml: unreadable', 'torn.eml: unreadable', 'huge.eml: too-large', 'b.eml: message']);
  });

  it('hands time-stamps over with the message that they lie beside', async () => {
    const files = [give('a.eml'), give('a.eml.tsr', 'one'), give('b.tst', 'two'), give('b.eml'), give('c.tsd', 'three')];
    expect(await toStory(files)).toEqual(['a.eml: message + one', 'b.eml: message + two', 'c.tsd: timestamp-alone']);
  });

  it('does so inside an archive', async () => {
    const zip = buildArchive([
      { name: 'x/a.eml', content: MAIL },
      { name: 'x/a.eml.tsr', content: 'one' },
      { name: 'a.tsr', content: 'elsewhere' },
    ]);
    expect(await toStory([give('z.zip', zip)])).toEqual(['z.zip/x/a.eml: message + one', 'z.zip/a.tsr: passed over']);
  });
});

describe('pairTimestamps', () => {
  it('pairs whole names before stems, and never more than a few', () => {
    const many = Array.from({ length: 12 }, (_, index) => `m.${index}`);
    expect(pairTimestamps(['a.eml', 'a.tsr', 'a.EML.tst', 'b', 'b.tsd'])).toEqual(
      new Map([
        ['a.eml', ['a.tsr']],
        ['b', ['b.tsd']],
      ]),
    );
    expect(pairTimestamps(['m.eml', ...many.map((name) => `${name}.tsr`)])).toEqual(new Map());
    expect(pairTimestamps(['m', ...Array.from({ length: 12 }, () => 'm.tsr')]).get('m')).toHaveLength(8);
  });
});
