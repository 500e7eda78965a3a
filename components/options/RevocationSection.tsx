// Revocation: the lists and answers at hand, how to get the published ones or ask, and every request that was made.
import type { OptionsProps } from '../../lib/view';
import { formatInstant, toKey, type Wording } from '../../lib/wording';
import { FileButton } from '../parts/FileButton';
import { ManagedNote } from '../parts/ManagedNote';
import { Quoted } from '../parts/Quoted';
import { RevocationQuestions } from './RevocationQuestions';

type Props = Pick<OptionsProps, 'revocation' | 'requests' | 'managed' | 'actions'> & { wording: Wording };
type List = OptionsProps['revocation']['lists'][number];

const datesOf = ({ kind, thisUpdate, nextUpdate }: List, wording: Wording): string => {
  const from = wording.text(`revocation_${kind}`, formatInstant(thisUpdate));
  return nextUpdate === null ? from : `${from} · ${wording.text('revocation_next', formatInstant(nextUpdate))}`;
};

const ListItem = ({ list, actions, wording }: Pick<Props, 'actions' | 'wording'> & { list: List }) => (
  <li class="authority">
    <div class="grow">
      <p>
        <Quoted strong text={list.issuer} />
      </p>
      <p class="small dim">{datesOf(list, wording)}</p>
      <p class="code">
        <Quoted text={list.source} />
      </p>
    </div>
    <button
      type="button"
      class="btn"
      aria-label={wording.text('revocation_remove_named', list.source)}
      onClick={() => actions.removeRevocation(list.id)}
    >
      {wording.text('action_remove')}
    </button>
  </li>
);

const RequestLog = ({ requests, wording }: Pick<Props, 'requests' | 'wording'>) => (
  <>
    <h3>{wording.text('options_requests')}</h3>
    {requests.length === 0 && <p class="small dim">{wording.text('options_requests_none')}</p>}
    <ul class="bullets">
      {requests.map(({ at, url, outcome }) => (
        <li key={`${at} ${url}`}>
          {formatInstant(at)} · <Quoted text={url} /> · {wording.text(`request_${outcome}`)}
        </li>
      ))}
    </ul>
  </>
);

export const RevocationSection = ({ revocation: { lists, sources, questions, problem }, requests, managed, actions, wording }: Props) => (
  <section class="panel" aria-labelledby="network-title">
    <h2 id="network-title">{wording.text('options_network')}</h2>
    <p class="lead">{wording.text('options_network_off')}</p>
    {managed.isNetworkOff && <ManagedNote wording={wording} text="managed_network_off" />}
    <h3>{wording.text('options_revocation')}</h3>
    <p>{wording.text('options_revocation_what')}</p>
    <ul class="rows">
      {lists.map((list) => (
        <ListItem key={list.id} list={list} actions={actions} wording={wording} />
      ))}
    </ul>
    {problem !== null && (
      <p class="bad" role="alert">
        {wording.text(`revocation_problem_${toKey(problem)}`)}
      </p>
    )}
    <div class="actions">
      {sources.map(({ authority, url }) => (
        <button key={url} type="button" class="btn" disabled={managed.isNetworkOff} onClick={() => actions.fetchRevocation(url)}>
          {wording.text('revocation_fetch', authority)}
        </button>
      ))}
      <FileButton label={wording.text('revocation_add_file')} accept=".crl,.pem,.der,.ors" addFiles={actions.addRevocationFiles} />
    </div>
    {!managed.isNetworkOff && (
      <p class="small dim">{wording.text('revocation_fetch_what', sources.map(({ url }) => new URL(url).host).join(', '))}</p>
    )}
    <RevocationQuestions questions={questions} managed={managed} actions={actions} wording={wording} />
    <RequestLog requests={requests} wording={wording} />
  </section>
);
