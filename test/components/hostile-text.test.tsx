// @vitest-environment jsdom
// Text from mails is hostile: it never becomes markup, never reorders the text around it, never hides a character.
import { expect, it } from 'vitest';
import { toVisibleText } from '../../lib/visible-text';
import { click, draw, textOf, WORDING } from './draw';
import { certify, createMessage, createRecipient, createReport, fail, judge, withChecks } from './sample-data';
import { toRow } from './sample-ledger';
import { MANAGED } from './sample-managed';
import { Card, Ledger, Options, Popup, toAttention } from './views';

const MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
const OVERRIDE = 'fattura\u202efdp.exe';

it.each([
  ['\u202eabc', '⟨U+202E⟩abc'],
  ['a\u200bb', 'a⟨U+200B⟩b'],
  ['a\u0000b\u001bc', 'a⟨U+0000⟩b⟨U+001B⟩c'],
  ['a\r\nb\tc', 'a  b c'],
  ['\u{e0041}', '⟨U+E0041⟩'],
  ['\ufeffx\u00ad', '⟨U+FEFF⟩x⟨U+00AD⟩'],
  ['perché è così, 中文, עברית', 'perché è così, 中文, עברית'],
])('%j is shown as %j', (text, shown) => {
  expect(toVisibleText(text)).toBe(shown);
});

const certified = certify({
  subject: `${MARKUP} ${OVERRIDE}`,
  delivery: MARKUP,
  sender: MARKUP,
  identifier: OVERRIDE,
  extendedError: MARKUP,
  recipients: [
    { address: `uno${MARKUP}`, type: 'certificato' },
    { address: `due${OVERRIDE}`, type: 'esterno' },
  ],
  replyTo: `tre${MARKUP}${OVERRIDE}`,
  issuerName: `quattro${MARKUP}${OVERRIDE}`,
});
const message = createMessage({
  subject: `${MARKUP} ${OVERRIDE}`,
  from: MARKUP,
  identifier: OVERRIDE,
  attention: ['not-delivered'],
  recipients: [
    createRecipient({ address: MARKUP, state: 'not-delivered', errorCode: OVERRIDE }),
    createRecipient({ address: `cinque${OVERRIDE}`, state: 'delivered' }),
  ],
});
const report = createReport({
  certified,
  checks: withChecks(fail('header-agreement.subject-mismatch', { header: MARKUP, found: OVERRIDE })),
});

const HOSTILE_WALK = {
  folder: `${MARKUP}${OVERRIDE}`,
  status: 'new',
  total: 0,
  done: 0,
  pec: 0,
  unread: 0,
  known: 0,
  problem: null,
} as const;

const VIEWS = {
  card: <Card shown={judge(createReport({ certified }), { message })} />,
  'card with facts': <Card shown={judge({ ...report, verdict: 'inconclusive' })} />,
  popup: (
    <Popup
      attention={toAttention([toRow(message)])}
      walk={HOSTILE_WALK}
      site={{ status: 'degraded', host: MARKUP, isProven: false, report: OVERRIDE }}
    />
  ),
  ledger: (
    <Ledger
      messages={[toRow(message)]}
      mailboxes={[MARKUP, OVERRIDE]}
      annotation={{ tags: [MARKUP], note: OVERRIDE, changedAt: '' }}
      selected={message}
      outcomes={[{ name: `${MARKUP}${OVERRIDE}`, report, problem: null }]}
    />
  ),
  search: <Ledger messages={[]} query={MARKUP + OVERRIDE} />,
  options: (
    <Options
      managed={{ ...MANAGED, broken: [MARKUP, OVERRIDE], refused: [MARKUP], webmails: [{ host: OVERRIDE, isBelow: true, origin: null }] }}
      trust={{
        date: '2026-10-01',
        authorities: [],
        added: [{ name: MARKUP + OVERRIDE, fingerprint: 'ff', validUntil: '2030-01-01', isManaged: false }],
        addedForTimestamps: [{ name: MARKUP + OVERRIDE, fingerprint: 'fe', validUntil: '2030-01-01', isManaged: false }],
      }}
      revocation={{
        lists: [{ id: 'a', source: MARKUP, kind: 'crl', issuer: OVERRIDE, thisUpdate: '2026-10-01T00:00:00Z', nextUpdate: null }],
        sources: [],
        questions: [{ id: 'b', subject: MARKUP + OVERRIDE, url: 'http://ocsp.gestore.example/' }],
        problem: null,
      }}
    />
  ),
};

it.each(Object.entries(VIEWS))('%s draws hostile text as inert text', (_, view) => {
  const root = draw(view);
  for (const button of root.querySelectorAll<HTMLElement>('button[aria-expanded="false"]')) click(button);
  expect(root.querySelector('script, img, iframe')).toBeNull();
  expect(root.innerHTML).toContain('&lt;');
  // Attributes hold the text too: neither there nor here may an override survive.
  expect(root.textContent).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});

it('shows every certified value that a sender or a provider writes, with what is hidden in it made visible', () => {
  const root = draw(<Card shown={judge(createReport({ certified }), { message })} />);
  for (const button of root.querySelectorAll<HTMLElement>('button[aria-expanded="false"]')) click(button);
  const shown = textOf(root);
  const seen = toVisibleText(OVERRIDE);
  for (const value of [`uno${MARKUP}`, `due${seen}`, `tre${MARKUP}${seen}`, `quattro${MARKUP}${seen}`]) {
    expect(shown).toContain(value.replace(/\s+/g, ' '));
  }
  expect(textOf(draw(VIEWS.ledger))).toContain(`cinque${seen}`);
});

it('isolates every value from a mail in its own direction', () => {
  const root = draw(<Card shown={judge(createReport({ certified }), { message })} wording={WORDING.en} />);
  const quoted = [...root.querySelectorAll('bdi')].map(textOf);
  expect(quoted).toContain(MARKUP);
  expect(quoted.some((text) => text.includes('⟨U+202E⟩'))).toBe(true);
});

it('never lets a value pretend to be a place for another value', () => {
  const root = draw(<Card shown={judge(createReport({ certified: certify({ delivery: '$1 $3 \u00001\u0000' }) }))} />);
  expect(textOf(root.querySelector('.lead'))).toContain('$1 $3 ⟨U+0000⟩1⟨U+0000⟩');
});
