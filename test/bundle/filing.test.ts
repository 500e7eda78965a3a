// A filing carries for each recipient the receipt that proves most, and is called complete by what lies in it.
import { beforeAll, expect, it } from 'vitest';
import type { BundleSource } from '../../lib/bundle/bundle-source';
import type { Tamper } from '../pki/sign-pec';
import { createTransmission, type ReceiptType, type Transmission } from '../pki/transmission';
import { authority, sign } from '../verify/bench';
import { buildSource, makeBundle, prepare, unpack } from './build-source';

const rootDer = authority.root.certificate.der;
const ANNA = 'anna.verdi@pec.beta.example';

/** So many seconds after the acceptance. */
const after = (seconds: number): Date => new Date(Date.parse('2026-09-19T13:41:19Z') + seconds * 1000);

const EMPTY: Tamper = { postacert: () => null };
const OTHER: Tamper = { postacert: () => Buffer.from('Subject: x\r\n\r\nciao\r\n') };
/** Deeper than anybody reads. */
const UNREADABLE: Tamper = {
  postacert: () =>
    Buffer.from(Array.from({ length: 200 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`).join('')),
};

let transmission: Transmission;
let acceptance: Uint8Array;
let complete: Uint8Array;
let source: (...receipts: Uint8Array[]) => Promise<BundleSource>;

const receipt = (seconds: number, receiptType: ReceiptType, tamper: Tamper = {}): Promise<Uint8Array> =>
  sign({ transmission, delivery: ANNA, receiptType, clock: after(seconds), tamper });

beforeAll(async () => {
  transmission = createTransmission({ recipients: [{ address: ANNA, type: 'certificato', field: 'to' }] });
  acceptance = await sign({ kind: 'accettazione', transmission });
  complete = await receipt(60, 'completa');
  source = (...receipts) => buildSource([acceptance, ...receipts], rootDer, { originals: [transmission.original] });
});

const proofsIn = async (from: BundleSource): Promise<Buffer[]> => {
  const files = await unpack(await makeBundle(from, { pack: 'filing' }));
  return [...files].filter(([name]) => /^\d\d-.*\.eml$/.test(name)).map(([, bytes]) => bytes);
};

it.each<[string, ReceiptType, Tamper]>([
  ['is called complete but holds nothing', 'completa', EMPTY],
  ['is called complete but holds what nobody can read', 'completa', UNREADABLE],
  ['is called complete but holds another message', 'completa', OTHER],
  ['holds hashes', 'breve', {}],
  ['holds nothing', 'sintetica', {}],
])('the later one that holds the message goes before an earlier one that %s', async (_, receiptType, tamper) => {
  const from = await source(await receipt(5, receiptType, tamper), complete);
  const [first, second, ...none] = await proofsIn(from);
  expect([first, second].map((bytes) => bytes?.equals(acceptance))).toEqual([true, false]);
  expect(second?.equals(complete)).toBe(true);
  expect(none).toEqual([]);
});

it.each<[string, ReceiptType, ReceiptType]>([
  ['hashes before one that is called complete and holds nothing', 'completa', 'breve'],
  ['nothing of the message, when it is all that there is', 'sintetica', 'sintetica'],
])('the receipt may hold %s', async (_, early, late) => {
  const best = await receipt(60, late);
  const from = early === late ? await source(best) : await source(await receipt(5, early, EMPTY), best);
  expect((await proofsIn(from))[1]?.equals(best)).toBe(true);
});

it('is as complete by what lies in it as it says', async () => {
  const whole = await source(await receipt(5, 'completa', EMPTY), complete);
  expect((await prepare(whole, 'filing')).messages).toMatchObject([{ isComplete: true }]);
  const alone = await buildSource(await proofsIn(whole), rootDer, { originals: [transmission.original] });
  expect((await prepare(alone, 'filing')).messages).toMatchObject([{ isComplete: true }]);
});

it.each(['case', 'filing'] as const)('is not complete where nobody can read what is called complete, and says so (%s)', async (pack) => {
  const from = await source(await receipt(5, 'completa', UNREADABLE), await receipt(60, 'breve'));
  const [made] = (await prepare(from, pack)).messages;
  expect(made?.isComplete).toBe(false);
  expect(made?.readiness).toContainEqual({ id: 'delivery-unreadable', status: 'missing', addresses: [ANNA] });
});

it('is not complete where something that is left out speaks against it', async () => {
  const from = await source(await receipt(5, 'completa', OTHER), complete);
  expect((await proofsIn(from))[1]?.equals(complete)).toBe(true);
  expect((await prepare(from, 'filing')).messages).toMatchObject([{ isComplete: false }]);
});
