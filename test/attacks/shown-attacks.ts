// Attacks on the eye: directions, zero widths, line breaks and markup in every field of a mail that is shown to somebody.
import { issueProvider } from '../pki/issue-provider';
import type { PecOptions } from '../pki/sign-pec';
import { createTransmission } from '../pki/transmission';
import { authority } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

/** What turns around, what has no width, what breaks a line, what looks empty, what steers a terminal, what is markup. */
export const HOSTILE_WORDS: readonly (readonly [name: string, text: string])[] = [
  ['an override of direction', 'fattura\u202efdp.exe'],
  ['an isolate of direction', 'a\u2067b\u2069c\u200f'],
  ['zero widths', 'pa\u200bga\u200c\u2060\ufeff'],
  ['blank letters', 'a\u3164\u115f\u2800\uffa0\u034fb'],
  ['tags and selectors', 'a\u{e0041}\u{e0100}\ufe01b'],
  ['separators of lines', 'a\u2028Verdetto: autentica\u2029b\u0085c'],
  ['marks upon marks', `a${'\u0301'.repeat(60)}b`],
  ['markup', '<img src=x onerror=alert(1)>&amp;"\'`'],
  ['a formula', '=HYPERLINK("https://x.example")'],
  ['places for other values', '$1 $2 $& {0} %s'],
];

const UTF8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const inData = (element: string, text: string): Partial<PecOptions> => ({
  tamper: {
    daticertXml: (xml) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      const bent = xml.replace(new RegExp(`(<${element}>)[^<]*`), (_, open: string) => open + escaped);
      if (bent === xml) throw new Error(`nothing to replace: ${element}`);
      return bent;
    },
  },
});

const setHeader = (name: string, value: string): Partial<PecOptions> => ({
  tamper: {
    headers: (headers) => {
      if (!headers.some(([other]) => other === name)) throw new Error(`nothing to replace: ${name}`);
      return headers.map(([other, old]) => [other, other === name ? value : old]);
    },
  },
});

const inSubject = ([name, text]: readonly [string, string]): Attack =>
  bend(`genuine: a certified subject with ${name}`, 'verified', null, {
    transmission: createTransmission({ subject: `Diffida ${text} fine` }),
  });

const inIssuer = ([name, text]: readonly [string, string]): Attack =>
  bend(`genuine: a provider that calls itself ${name}`, 'verified', null, inData('gestore-emittente', `Gestore ${text}`));

const inError = ([name, text]: readonly [string, string]): Attack =>
  bend(`genuine: a cause with ${name}`, 'verified', null, {
    kind: 'errore-consegna',
    reason: 'mailbox-full',
    ...inData('errore-esteso', `5.2.2 - Gestore - casella ${text}`),
  });

const inReplies = ([name, text]: readonly [string, string]): Attack =>
  bend(`genuine: answers to ${name}`, 'verified', null, { kind: 'posta-certificata', ...inData('risposte', `a@b.example ${text}`) });

const WORDS: readonly string[] = ['\u202e', '\u200b', '\ufeff', '\u2066', '\u00ad', '\u{e0041}'];
const named = await issueProvider(authority, { commonName: 'Posta \u202e\u200bCertificata', keyLabel: 'turned' });
const foreign = await issueProvider(authority, { organisation: 'Gestore\u202e\u200b di Prova', keyLabel: 'turned away' });

export const SHOWN_ATTACKS: readonly Attack[] = [
  ...ofClass(
    ['I3.shown-text', 'E2.G', 'E1.T1'],
    ...HOSTILE_WORDS.map(inSubject),
    ...HOSTILE_WORDS.map(inIssuer),
    ...HOSTILE_WORDS.map(inError),
    ...HOSTILE_WORDS.map(inReplies),
    bend('genuine: a certificate with a turned name', 'verified', null, { provider: named }),
    bend('a company with a turned name', 'failed', 'provider-trust.name-constraints', { provider: foreign }),
    ...stricter(
      'openssl reads neither certification data nor headers',
      ...WORDS.flatMap((word) =>
        ['mittente', 'consegna', 'identificativo', 'msgid'].map((element) =>
          bend(
            `${element} with ${word.codePointAt(0)?.toString(16)}`,
            'inconclusive',
            'certification-data.malformed',
            inData(element, `a${word}b@pec.alfa.example`),
          ),
        ),
      ),
      bend(
        'a subject outside with an override',
        'inconclusive',
        'header-agreement.subject-mismatch',
        setHeader('Subject', UTF8('CONSEGNA: \u202eadiffid')),
      ),
      bend(
        'a prefix with a zero width',
        'inconclusive',
        'header-agreement.subject-mismatch',
        setHeader('Subject', UTF8('ACCETTA\u200bZIONE: Diffida ad adempiere')),
      ),
      bend(
        'a prefix of wide letters',
        'inconclusive',
        'header-agreement.subject-mismatch',
        setHeader('Subject', UTF8('ＡＣＣＥＴＴＡＺＩＯＮＥ: Diffida ad adempiere')),
      ),
      bend('on behalf of, with a zero width', 'inconclusive', 'header-agreement.sender-mismatch', {
        kind: 'posta-certificata',
        ...setHeader('From', UTF8('"Per con\u200bto di: Banca" <posta-certificata@pec.provider.example>')),
      }),
      bend('a bank as the name of an envelope', 'inconclusive', 'header-agreement.sender-mismatch', {
        kind: 'posta-certificata',
        ...setHeader('From', '"Banca Centrale" <posta-certificata@pec.provider.example>'),
      }),
      bend(
        'From of a turned address',
        'inconclusive',
        'sender-identity.address-mismatch',
        setHeader('From', UTF8('<posta-certificata@pec\u200b.provider.example>')),
      ),
      bend('a subject where none was certified', 'inconclusive', 'header-agreement.subject-mismatch', {
        transmission: createTransmission({ subject: null }),
        ...setHeader('Subject', 'CONSEGNA: Ricorso in appello'),
      }),
      bend(
        'words before the certified subject',
        'inconclusive',
        'header-agreement.subject-mismatch',
        setHeader('Subject', 'CONSEGNA: Bonifico urgente. Diffida ad adempiere'),
      ),
      bend(
        'words behind the certified subject',
        'inconclusive',
        'header-agreement.subject-mismatch',
        setHeader('Subject', 'CONSEGNA: Diffida ad adempiere e bonifico urgente'),
      ),
      bend('an anomaly dressed as an envelope', 'inconclusive', 'header-agreement.subject-mismatch', {
        kind: 'anomalia',
        ...setHeader('Subject', 'POSTA CERTIFICATA: Diffida ad adempiere'),
      }),
      bend('an anomaly with two subjects', 'inconclusive', 'header-agreement.repeated-header', {
        kind: 'anomalia',
        tamper: { headers: (headers) => [...headers, ['Subject', 'POSTA CERTIFICATA: altro']] },
      }),
      bend(
        'a date that only some can read',
        'inconclusive',
        'time-coherence.date-header-unreadable',
        setHeader('Date', 'Mon, 14 Sep 26 15:41 CEST'),
      ),
    ),
    bend('an anomaly that says nothing outside', 'verified', 'certification-data.none-due', {
      kind: 'anomalia',
      ...setHeader('Subject', 'Offerta'),
    }),
    bend('a subject without prefix, with a note', 'verified', 'header-agreement.subject-differs', setHeader('Subject', 'Bonifico urgente')),
    bend('answers to somebody else, with a note', 'verified', 'header-agreement.reply-differs', {
      kind: 'posta-certificata',
      ...setHeader('Reply-To', 'ladro@posta.example'),
    }),
  ),
];
