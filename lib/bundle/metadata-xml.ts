// What an archive keeps beside the proofs of one message, for the programs that index it; Italian names, since Italian archives read them.
import type { BundleMessage, BundlePaths, SentMessage } from './bundle-source';
import { toSentName } from './file-names';
import { html, type Markup } from './html';
import { toMimeType } from './layout';

const toRecipient = ({ address, type, state, at }: BundleMessage['message']['recipients'][number]): Markup =>
  html`    <destinatario tipo="${type}" stato="${state}" ora="${at}">${address}</destinatario>
`;

const toDocument = ({ sha256, size, report }: BundleMessage['evidence'][number], paths: BundlePaths): Markup => {
  const path = paths.get(sha256) ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1);
  return html`    <documento file="${name}" formato="${toMimeType(name)}" dimensione="${size}" algoritmo="SHA-256" impronta="${sha256}" tipo="${
    report.kind
  }" verifica="${report.verdict}" ora="${report.certified?.time ?? ''}"/>
`;
};

/** The user's own copy: no proof, and so without a verdict. */
const toOwnCopy = (sent: SentMessage, size: number): Markup => {
  const name = toSentName(sent);
  return html`    <copiaInviata file="${name}" formato="${toMimeType(name)}" dimensione="${size}" algoritmo="SHA-256" impronta="${sent.sha256}"/>
`;
};

/** Verified at `at`, ISO 8601; empty where nothing is certified.
 * @param sentSize octets of the own copy; null where none lies there */
export const toMetadataXml = (
  { message, evidence, isComplete, sent }: BundleMessage,
  paths: BundlePaths,
  at: string,
  sentSize: number | null,
): string =>
  html`<?xml version="1.0" encoding="UTF-8"?>
<messaggioPec versione="1" verificatoIl="${at}" completo="${isComplete ? 'si' : 'no'}">
  <identificativo>${message.identifier}</identificativo>
  <messageId>${message.messageId}</messageId>
  <mittente>${message.from}</mittente>
  <oggetto>${message.subject}</oggetto>
  <stato>${message.state}</stato>
  <oraAccettazione>${message.acceptedAt}</oraAccettazione>
  <destinatari>
${message.recipients.map(toRecipient)}  </destinatari>
  <documenti>
${evidence.map((item) => toDocument(item, paths))}${sent && sentSize !== null ? toOwnCopy(sent, sentSize) : null}  </documenti>
</messaggioPec>
`.markup;
