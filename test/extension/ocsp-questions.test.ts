// What the options offer to ask, and the click that asks it: the permission for that host alone, given back whatever comes of it.
import 'fake-indexeddb/auto';
import { beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answerRequest } from '../../lib/extension/answer-requests';
import { askOcsp } from '../../lib/extension/network/fetch-ocsp';
import { createOcspQuestions } from '../../lib/extension/network/ocsp-questions';
import { requestHost } from '../../lib/extension/network/request-host';
import { readShownLists } from '../../lib/extension/network/revocation-lists';
import { writeLedger } from '../../lib/extension/recording/with-ledger';
import { writeSettings } from '../../lib/extension/settings/settings';
import { readTrust } from '../../lib/extension/trust/trust';
import { verifyMessage } from '../../lib/verify/verify-message';
import { signPec } from '../pki/sign-pec';
import { type FakeExtension, installFakeExtension, OWN_PAGE } from './fake-extension';
import { answerFor, authority, NOW, order, PATTERN, provider, renewed, sentOf, URL_OF_RESPONDER } from './ocsp-bench';

let extension: FakeExtension;
let asked: MockInstance<typeof fetch>;

const grant = (isGranted: boolean): void => {
  extension.onRequest = (origins) => {
    if (isGranted) for (const origin of origins) extension.origins.add(origin);
    return isGranted;
  };
};

beforeEach(() => {
  extension = installFakeExtension();
  asked = vi.spyOn(globalThis, 'fetch');
  asked.mockImplementation(async (_, init) => answerFor(provider, { producedAt: new Date() })(sentOf(init)));
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((path) => `chrome-extension://test-extension-id/${path}`);
  vi.spyOn(fakeBrowser.runtime, 'sendMessage')
    .mockReset()
    .mockImplementation((message) => answerRequest(message, OWN_PAGE));
});

it('a click that is refused sends nothing', async () => {
  grant(false);
  expect(await askOcsp(requestHost(URL_OF_RESPONDER), order)).toBe('not-allowed');
  expect(fakeBrowser.runtime.sendMessage).not.toHaveBeenCalled();
  expect(asked).not.toHaveBeenCalled();
});

it('a click asks for that host alone, and gives the permission back', async () => {
  grant(true);
  expect(await askOcsp(requestHost(URL_OF_RESPONDER), order)).toBeNull();
  expect(extension.requested).toEqual([[PATTERN]]);
  expect([...extension.origins]).toEqual([]);
});

it('gives the permission back also where the background went away', async () => {
  grant(true);
  vi.mocked(fakeBrowser.runtime.sendMessage).mockRejectedValueOnce(new Error('gone'));
  expect(await askOcsp(requestHost(URL_OF_RESPONDER), order)).toBe('unreachable');
  expect([...extension.origins]).toEqual([]);
});

it('a question is offered for who signed the messages of the ledger, once each, and for a message that the user brings', async () => {
  grant(true);
  await writeSettings({ authorities: [authority.root.certificate.pem] });
  const questions = createOcspQuestions();
  await questions.load();
  expect(questions.shown()).toEqual([]);
  for (const kind of ['accettazione', 'avvenuta-consegna'] as const) {
    const bytes = await signPec({ provider, kind });
    const report = await verifyMessage(bytes, { trust: await readTrust(), now: NOW });
    await writeLedger((ledger) => ledger.record({ bytes, report, origin: 'file', recordedAt: NOW, shownSubject: null }));
  }
  await questions.load();
  expect(questions.shown()).toMatchObject([{ url: URL_OF_RESPONDER, subject: expect.stringContaining('Posta Certificata') }]);
  expect(await questions.add([new File(['ciao'], 'a.eml')])).toBe('ocsp-no-question');
  expect(await questions.add([new File([(await signPec({ provider: renewed, kind: 'accettazione' })) as BlobPart], 'b.eml')])).toBeNull();
  expect(questions.shown()).toHaveLength(2);
  const [first] = questions.shown();
  expect(await questions.ask(first?.id ?? '')).toBeNull();
  expect(await readShownLists()).toHaveLength(1);
  expect(await questions.ask('nobody')).toBe('ocsp-no-question');
  expect(extension.requested).toEqual([[PATTERN]]);
});
