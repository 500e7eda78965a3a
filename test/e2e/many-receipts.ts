// Receipts by the thousand: some hundred that are signed each on its own, and copies of them under other names.
import { deflateRawSync } from 'node:zlib';
import { buildArchive } from '../intake/build-archive';
import type { Authority } from '../pki/authority';
import { issueProvider } from '../pki/issue-provider';
import { signPec } from '../pki/sign-pec';
import { createTransmission, type TransmissionOptions } from '../pki/transmission';

const HOUR_MS = 3_600_000;
const RECIPIENTS = ['protocollo@pec.beta.example', 'tributi@pec.beta.example'] as const;

/** Of each message one acceptance and two deliveries, until there are `count`.
 * @param wanted of each message, which its deliveries carry too */
export const createReceipts = async (
  authority: Authority,
  count: number,
  wanted: Pick<TransmissionOptions, 'attachments'> = {},
): Promise<Uint8Array[]> => {
  const now = Date.now();
  const notBefore = new Date(now - 400 * 24 * HOUR_MS);
  const [alfa, beta] = await Promise.all([
    issueProvider(authority, { host: 'posta.alfa-gestore.example', notBefore }),
    issueProvider(authority, { host: 'posta.beta-gestore.example', notBefore }),
  ]);
  const receipts: Uint8Array[] = [];
  for (let index = 0; receipts.length < count; index++) {
    const clock = new Date(now - (index + 2) * 600_000);
    const transmission = createTransmission({
      sender: 'ufficio@pec.alfa.example',
      host: alfa.host,
      layout: 'javamail',
      subject: `Avviso numero ${index}`,
      recipients: RECIPIENTS.map((address) => ({ address, type: 'certificato', field: 'to' })),
      acceptedAt: clock,
      messageId: `avviso-${index}@ufficio.example`,
      ...wanted,
    });
    receipts.push(await signPec({ provider: alfa, kind: 'accettazione', transmission, clock, layout: 'javamail' }));
    for (const delivery of RECIPIENTS)
      receipts.push(await signPec({ provider: beta, kind: 'avvenuta-consegna', transmission, delivery, clock, layout: 'openpec' }));
  }
  return receipts.slice(0, count);
};

const toName = (index: number): string => `ricevute/${Math.floor(index / 500)}/${index}.eml`;

export const toArchive = (receipts: readonly Uint8Array[], count: number): Uint8Array => {
  const files = receipts.map((content) => ({ content, packed: deflateRawSync(content) }));
  return buildArchive(Array.from({ length: count }, (_, index) => ({ name: toName(index), content: '', ...files[index % files.length] })));
};

export const toMailbox = (receipts: readonly Uint8Array[], count: number): Uint8Array => {
  const [from, blank] = [Buffer.from('From - Mon Sep 21 10:00:00 2026\r\n'), Buffer.from('\r\n')];
  return Buffer.concat(Array.from({ length: count }, (_, index) => [from, receipts[index % receipts.length] ?? blank, blank]).flat());
};
