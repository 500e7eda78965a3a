// The lab itself: what is put into a mailbox comes out octet for octet, looking changes nothing, every skin is served.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from '../lab/lab';
import { SKINS } from '../lab/roundcube';
import { hasWebmail } from './each-browser';

const USER = 'prova@pec.alfa.example';
/** 8-bit text, a tab at a line's end, a line that starts with a dot, an empty last line. */
const BYTES = Uint8Array.from(Buffer.from('Subject: prova\r\n\r\nperch\u00e9\t\r\n.\r\n..fine \r\n\r\n', 'latin1'));

describe.skipIf(!hasWebmail)('lab', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ skins: SKINS });
  });
  afterAll(() => lab?.stop());

  test('a message comes back as it was put', async () => {
    const uid = await lab.append(USER, 'Archivio', BYTES, ['\\Flagged']);
    expect(Buffer.from(await lab.bytesOf(USER, 'Archivio', uid))).toEqual(Buffer.from(BYTES));
  });

  test('looking changes nothing', async () => {
    const uid = await lab.append(USER, 'INBOX', BYTES);
    const before = await lab.snapshot(USER);
    expect(before.INBOX?.messages).toEqual([{ uid, flags: [], size: BYTES.length }]);
    await lab.bytesOf(USER, 'INBOX', uid);
    expect(await lab.snapshot(USER)).toEqual(before);
  });

  test.each(SKINS)('the skin %s is served, in Italian', async (skin) => {
    const page = await (await fetch(lab.urls[skin] ?? '')).text();
    expect(page).toContain(`skins/${skin}/`);
    expect(page).toContain('<html lang="it"');
  });
});
