// The ledger page; `?examples` shows the sample messages, which live in a ledger of their own.
import { render } from 'preact';
import { LedgerApp } from '../../components/board/LedgerApp';
import '../../components/app.css';
import { startLedgerPage } from '../../lib/extension/board/ledger-page';
import type { PoolWorker } from '../../lib/extension/judging/verify-pool';
import { withWording } from '../../lib/extension/settings/with-wording';

const root = document.querySelector('#app');
const { signal } = new AbortController();
const areExamples = new URLSearchParams(location.search).has('examples');

if (root !== null) {
  const draw = withWording<Parameters<typeof LedgerApp>[0] extends infer Props ? Omit<Props, 'wording'> : never>((props, wording) => {
    const page = <LedgerApp {...props} wording={wording} />;
    const banner = (
      <p class="examples" lang={wording.locale}>
        {wording.text('examples_small')}
      </p>
    );
    render(areExamples ? [banner, page] : page, root);
  }, signal);
  const createWorker = (): PoolWorker => new Worker('/verify-worker.js');
  startLedgerPage({ kind: areExamples ? 'examples' : 'real', createWorker, draw }, signal);
}
