// Attacks by the files that carry time-stamps (RFC 3161 answers, RFC 5544), each with the code that must say why it proves nothing.
import { stampedMetaData, toResponse, toStampedData } from '../pki/create-timestamp';
import { explicit, ia5String, nothing, octetString, oid, sequence, setOf, tlv } from '../pki/der';
import { OID } from '../pki/oids';
import { message, stamp } from '../verify/timestamps/bench';
import type { TimestampAttack } from './timestamp-attacks';

const forged = Buffer.from('what was not stamped');

const file = (name: string, code: string, create: () => Uint8Array): TimestampAttack => ({
  name: `file: ${name}`,
  code,
  build: async () => create(),
});

const deep = (depth: number): Uint8Array => Buffer.concat([Buffer.from('3080'.repeat(depth), 'hex'), Buffer.alloc(depth * 2)]);

export const TIMESTAMP_FILE_ATTACKS: readonly TimestampAttack[] = [
  file('refused', 'refused', () => toResponse(null, 2)),
  file('refused, with a good token', 'refused', () => toResponse(stamp(), 2)),
  file('waiting', 'refused', () => toResponse(null, 3)),
  file('granted, without a token', 'unreadable', () => toResponse(null)),
  file('message of somebody else', 'other-content', () => toStampedData(forged, [stamp()])),
  file('message and a word more', 'other-content', () => toStampedData(Buffer.concat([message, forged]), [stamp()])),
  file('beginning of the message', 'other-content', () =>
    toStampedData(message.subarray(0, 900), [stamp({ of: message.subarray(0, 900) })]),
  ),
  file('empty content', 'other-content', () => toStampedData(new Uint8Array(), [stamp({ of: new Uint8Array() })])),
  file('message with a token of another', 'wrong-imprint', () => toStampedData(message, [stamp({ of: forged })])),
  file('words that say they were hashed', 'wrong-imprint', () => toStampedData(message, [stamp()], { metaData: stampedMetaData(true) })),
  file('hashed words under another message', 'wrong-imprint', () => {
    const words = stampedMetaData(true);
    return toStampedData(message, [stamp({ of: Buffer.concat([words, forged]) })], { metaData: words });
  }),
  file('no token', 'unreadable', () => toStampedData(message, [])),
  file('eleven tokens', 'limit-reached', () => toStampedData(message, Array(11).fill(stamp()))),
  file('of version 2', 'unreadable', () => toStampedData(message, [stamp()], { version: 2 })),
  file('one inside the other', 'unreadable', () => toStampedData(message, [toStampedData(message, [stamp()])])),
  file('signed plain data', 'wrong-content-type', () => stamp({ tamper: { signedData: (bent) => ({ ...bent, contentType: OID.data }) } })),
  file('cut short', 'unreadable', () => stamp().subarray(0, -9)),
  file('with something behind', 'unreadable', () => Buffer.concat([stamp(), Buffer.from('x')])),
  file('empty', 'unreadable', () => new Uint8Array()),
  file('text', 'unreadable', () => Buffer.from('Subject: no time-stamp\r\n\r\n')),
  file('a set', 'unreadable', () => setOf(stamp())),
  file('a length beyond the end', 'unreadable', () => Uint8Array.of(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x30)),
  file('a length of many octets', 'unreadable', () => Uint8Array.of(0x30, 0x89, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
  file('deeply nested', 'limit-reached', () => deep(100_000)),
  file('millions of empty values', 'limit-reached', () => tlv(0x30, Buffer.alloc(4_000_000, nothing))),
  file('a larger token than any', 'limit-reached', () =>
    stamp({ tamper: { info: (members) => [...members, explicit(1, sequence(oid('1.2.3'), octetString(new Uint8Array(2_000_000))))] } }),
  ),
  file('another content type', 'unreadable', () => sequence(oid('1.2.840.113549.1.7.3'), explicit(0, ia5String('x')))),
];
