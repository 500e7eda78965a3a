// Bundles among the files dropped last: the answer about each in one sentence, what was changed in it, and what holds of it as a whole.
import { useMemo } from 'preact/hooks';
import type { BundleFindings, DroppedBundle } from '../../lib/bundle-view';
import { toKey, type Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { ShowMore } from '../parts/ShowMore';
import { useLimit } from '../parts/use-limit';
import { BundleFacts } from './BundleFacts';
import { toBundleMeaning } from './bundle-meaning';
import { WrongFiles } from './WrongFiles';

type Props = { bundles: readonly DroppedBundle[]; wording: Wording };

/** Of files, and of bundles: more are drawn on demand. */
const STEP = 20;

const Found = ({ name, findings, wording }: { name: string; findings: BundleFindings; wording: Wording }) => {
  const { mark, tone, sentence } = toBundleMeaning(findings, wording);
  const { refusal, files } = findings;
  return (
    <>
      <p class="bundle-answer" role="status">
        <Mark name={mark} tone={tone} />
        <span class="grow">
          <b>{sentence}</b> <Quoted text={name} />
        </span>
      </p>
      {refusal !== null && <p>{wording.text(`verifica_refusal_${toKey(refusal)}`)}</p>}
      {files.length > 0 && <WrongFiles files={files} wording={wording} step={STEP} />}
      {refusal === null && (
        <details open>
          <summary>{wording.text('verifica_facts')}</summary>
          <BundleFacts findings={findings} wording={wording} />
        </details>
      )}
    </>
  );
};

const Bundle = ({ bundle: { name, findings, isBroken }, wording }: { bundle: DroppedBundle; wording: Wording }) =>
  findings === null ? (
    <p class="bundle-answer" role="status">
      {isBroken && <Mark name="triangle" tone="warn" />}
      <span class="grow">
        {wording.text(isBroken ? 'verifica_broken' : 'verifica_progress_label')} <Quoted text={name} />
      </span>
    </p>
  ) : (
    <Found name={name} findings={findings} wording={wording} />
  );

export const DroppedBundles = ({ bundles, wording }: Props) => {
  const { limit, showMore } = useLimit('', STEP);
  // While the files in them are taken in the page is drawn ten times a second.
  return useMemo(
    () =>
      bundles.length === 0 ? null : (
        <section class="outcomes" aria-label={wording.text('dropped_bundles_label')}>
          {bundles.slice(0, limit).map((bundle, index) => (
            <div class="dropped-bundle" key={`${index} ${bundle.name}`}>
              <Bundle bundle={bundle} wording={wording} />
            </div>
          ))}
          <ShowMore left={bundles.length - limit} wording={wording} showMore={showMore} />
        </section>
      ),
    [bundles, limit, wording],
  );
};
