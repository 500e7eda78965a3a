// What looks as if it changed a mailbox is refused, however it is written; what only reads is not.
import { describe, expect, it } from 'vitest';
import { refusesText, refusesValue } from '../../../lib/webmail/refuses';

describe('refuses', () => {
  it.each([
    ...[
      'delete',
      'DELETE',
      'msgDelete',
      'Act_Del',
      'del',
      '/mail/deleteMessage',
      'de%6Cete',
      '%2564elete',
      'ＤＥＬＥＴＥ',
      'd-e-l-e-t-e',
      'délete',
    ],
    ...[
      'elimina',
      'eliminaMessaggio',
      'cancella',
      'cestina',
      'cestino',
      'rimuovi',
      'sposta',
      'spostaIn',
      'svuota',
      'trash',
      'Trash',
      'expunge',
    ],
    ...[
      'move',
      'moveTo',
      'remove',
      'send',
      'sendmail',
      'doSend',
      'Act_C_Send',
      'invia',
      'inviaMessaggio',
      'inoltra',
      'rispondi',
      'forward',
      'reply',
    ],
    ...['logout', 'log-out', 'signOut', 'esci', 'disconnetti', 'spam', 'markAsRead', 'junk', 'archivia', 'purge', 'rm', 'unsubscribe'],
  ])('%s', (text) => {
    expect(refusesText(text)).toBe(true);
  });
});

describe('lets through', () => {
  it.each([
    ...[
      '/newuismart/cgi-bin/ajaxmail',
      'Act_Export',
      'mail_eml',
      'objectId',
      'ID',
      'C_Folder',
      'SU5CT1g=',
      'source',
      'format',
      'eml',
      'view',
    ],
    ...[
      'download',
      'scarica',
      'esporta',
      'salva',
      'messaggio',
      'X-App-Token',
      'sender',
      'inviati',
      'Posta inviata',
      'model',
      'folder',
      'formato',
    ],
    ...['viewsource', '_uid', '_mbox', 'INBOX', 'Esportazione', 'delivery', 'rfc822', 'attachment', 'allegato', 'consegna', 'accettazione'],
  ])('%s', (text) => {
    expect(refusesText(text)).toBe(false);
  });

  it('identifiers in which a short word stands by chance', () => {
    for (const value of ['AAQk-del-9', 'xSendq81', 'moVe77aa', '40217']) expect(refusesValue(value)).toBe(false);
  });
});

it('a page cannot put a deed into the place of an identifier', () => {
  for (const value of ['deleteAll', '12/../delete', 'x&action=eliminaTutto', 'logout', '%64elete']) expect(refusesValue(value)).toBe(true);
});
