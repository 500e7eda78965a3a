// The whole page: takes a bundle, tells the answer first, then everything behind it, and says how far its word goes.
import { useEffect, useState } from 'preact/hooks';
import { BrandMark } from '../../components/parts/BrandMark';
import { DropZone } from '../../components/parts/DropZone';
import { BundleReport } from '../../components/proofs/BundleReport';
import { toBundleMeaning } from '../../components/proofs/bundle-meaning';
import type { BundleFindings } from '../bundle/bundle-findings';
import { lacksPecAuthority, lacksTimestampAuthority } from '../bundle-answer';
import type { AuthorityUse, DroppedItem } from '../view';
import type { Locale, Wording } from '../wording';
import { type Authority, addAll, readAuthorities } from './authorities';
import { readGiven } from './given';
import { LanguageChoice } from './language-choice';
import { type PageTexts, toWording } from './page-texts';
import { StartPanel } from './start-panel';
import { type AuthorityProblem, TrustPanel } from './trust-panel';
import { type CheckGiven, type Checking, type CheckState, useCheck } from './use-check';

type Props = { texts: PageTexts; locale: Locale; check: CheckGiven; readNow(): string };

const LIMITS = ['transport', 'page', 'revocation', 'time'] as const;

const Limits = ({ wording }: { wording: Wording }) => (
  <section class="panel" aria-labelledby="limits-title">
    <h2 id="limits-title">{wording.text('verifica_limits')}</h2>
    <ul class="bullets">
      {LIMITS.map((name) => (
        <li key={name}>{wording.text(`verifica_limits_${name}`)}</li>
      ))}
    </ul>
    <pre class="code">sha256sum verifica.html</pre>
  </section>
);

const findFindings = (state: CheckState): BundleFindings | null => ('findings' in state ? state.findings : null);

const findLacking = (findings: BundleFindings | null): AuthorityUse[] => {
  if (findings === null) return [];
  return [
    ...(lacksPecAuthority(findings) ? (['pec'] as const) : []),
    ...(lacksTimestampAuthority(findings) ? (['timestamp'] as const) : []),
  ];
};

/** What was added counts at once for the bundle that is open. */
const useAuthorities = ({ state, start }: Checking) => {
  const [authorities, setAuthorities] = useState<readonly Authority[]>([]);
  const [problem, setProblem] = useState<AuthorityProblem | null>(null);
  const change = (next: readonly Authority[]): void => {
    setAuthorities(next);
    if (state.status !== 'idle') void start(state.given, next);
  };
  const add = async (file: File, use: AuthorityUse): Promise<void> => {
    const read = await readAuthorities(file, use);
    setProblem(read.ok ? null : { use, problem: read.problem });
    if (read.ok) change(addAll(authorities, read.authorities));
  };
  return { authorities, problem, add, remove: (gone: Authority) => change(authorities.filter((one) => one !== gone)) };
};

const announce = (state: CheckState, wording: Wording): string => {
  if (state.status === 'done') return toBundleMeaning(state.findings, wording).sentence;
  return state.status === 'running' ? wording.text('verifica_progress_label') : '';
};

const useTitle = (wording: Wording): void =>
  useEffect(() => {
    document.documentElement.lang = wording.locale;
    document.title = wording.text('verifica_title');
  }, [wording.locale]);

export const App = ({ texts, locale: first, check, readNow }: Props) => {
  const [locale, setLocale] = useState(first);
  const [problem, setProblem] = useState<string | null>(null);
  const checking = useCheck(check, readNow);
  const { state, start, cancel } = checking;
  const trust = useAuthorities(checking);
  const wording = toWording(texts, locale);
  const findings = findFindings(state);
  useTitle(wording);
  const take = async (items: DroppedItem[]): Promise<void> => {
    const given = await readGiven(items);
    setProblem(given === null || given.ok ? null : given.problem);
    if (given?.ok) await start(given.given, trust.authorities);
  };
  return (
    <DropZone wording={wording} hint="verifica_drop_here" addFiles={(items) => void take(items)}>
      <div class="check-page">
        <header class="bar">
          <BrandMark />
          <h1 class="brand grow">{wording.text('verifica_title')}</h1>
          <LanguageChoice locale={locale} wording={wording} choose={setLocale} />
        </header>
        <main>
          <p class="hidden" role="status">
            {announce(state, wording)}
          </p>
          {findings !== null && state.status !== 'idle' && <BundleReport name={state.given.name} findings={findings} wording={wording} />}
          <StartPanel state={state} problem={problem} wording={wording} addFiles={(files) => void take(files)} cancel={cancel} />
          <TrustPanel {...trust} lacking={findLacking(findings)} wording={wording} add={(file, use) => void trust.add(file, use)} />
          <Limits wording={wording} />
        </main>
      </div>
    </DropZone>
  );
};
