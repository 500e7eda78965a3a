// The dialog in which the archive is sealed: a small file is made, stamped or signed elsewhere, and what came back is kept with it.

import type { SealProblem } from '../../lib/ledger/seal/judge-answer';
import type { SealActions, SealDesk, SealRow } from '../../lib/seal-view';
import type { TimestampProblem } from '../../lib/verify/timestamps/timestamp-finding';
import { codeKey, findText, formatInstant, toKey, type Wording } from '../../lib/wording';
import { FileButton } from '../parts/FileButton';
import { Mark } from '../parts/Mark';
import { Phrase } from '../parts/Phrase';
import { Quoted } from '../parts/Quoted';
import { WorkDialog } from '../parts/WorkDialog';
import { Signers } from './Signers';

type Props = { desk: SealDesk; wording: Wording; actions: SealActions };

/** What may come back; a file chosen in spite of it is looked at all the same. */
const ACCEPTED = '.tsr,.tst,.tsd,.p7m,.p7s,.m7m,.asc,.sig,.xml,.pdf,.asice,.asics';

/** The texts of time-stamps beside a message would speak of a message. */
const OTHER: readonly SealProblem[] = ['wrong-imprint', 'wrong-imprint-length', 'other-content'];

const explain = (problem: SealProblem, wording: Wording): string => {
  if (OTHER.includes(problem)) return wording.text('seal_other_file');
  const own = findText(wording, `verifica_seal_problem_${toKey(problem)}`);
  if (own !== undefined) return own;
  const key = codeKey(`timestamp.${problem as TimestampProblem}`);
  return problem === 'unknown-authority' ? `${wording.text(key)} ${wording.text(`${key}_next`)}` : wording.text(key);
};

const Proven = ({ row: { proven, isRenewed }, wording }: { row: SealRow; wording: Wording }) =>
  proven && (
    <>
      <p>
        <Mark name="seal" tone="ok" size="s" /> {wording.text('seal_existed_before', formatInstant(proven.existedBefore))}
      </p>
      <p class="small dim">
        {wording.text(proven.isAddedAnchor ? 'sealed_by_added' : 'sealed_by')} <Quoted text={proven.authority} />
      </p>
      <p class="small dim">{wording.text(isRenewed ? 'seal_renewed' : 'seal_until', formatInstant(proven.until, 'day'))}</p>
    </>
  );

type Answer = SealRow['answers'][number];

const Answer = ({ answer: { name, status, signers, problem }, wording }: { answer: Answer; wording: Wording }) => (
  <li>
    <Quoted text={name} /> {status === 'unverified' && wording.text('seal_unverified')}
    {problem !== null && explain(problem, wording)}
    <Signers signers={signers} wording={wording} />
  </li>
);

/** A time-stamp that proves is told above; of the rest, what each is. */
const Answers = ({ row: { answers }, wording }: { row: SealRow; wording: Wording }) => {
  const told = answers.filter(({ status, signers }) => status !== 'proven' || signers.length > 0);
  if (told.length === 0) return null;
  return (
    <ul class="bullets small">
      {told.map((answer, index) => (
        <Answer key={`${index} ${answer.name}`} answer={answer} wording={wording} />
      ))}
    </ul>
  );
};

const isSigned = ({ answers }: SealRow): boolean => answers.some(({ signers }) => signers.length > 0);

const Row = ({ row, desk, wording, actions }: Props & { row: SealRow }) => {
  const { id, made, proven } = row;
  if (made === null) {
    return (
      <li>
        <p class="warn">{wording.text('seal_damaged')}</p>
      </li>
    );
  }
  return (
    <li>
      <p>
        <b>{wording.count('seal_made', made.count, formatInstant(made.date, 'day'))}</b>
      </p>
      {proven === null ? (
        <p class="small">{wording.text(isSigned(row) ? 'seal_signed' : 'seal_waits')}</p>
      ) : (
        <Proven row={row} wording={wording} />
      )}
      <Answers row={row} wording={wording} />
      <div class="actions">
        <FileButton
          label={wording.text('action_answer_seal')}
          accept={ACCEPTED}
          main={proven === null}
          addFiles={([file]) => file && desk.running === null && actions.answer(id, file)}
        />
        <button type="button" class="link" onClick={() => actions.save(id)}>
          {wording.text('action_save_seal')}
        </button>
      </div>
    </li>
  );
};

const Make = ({ desk, wording, actions }: Props) => (
  <section aria-labelledby="seal-make">
    <h3 id="seal-make">{wording.text('seal_make')}</h3>
    <p>{wording.text('seal_make_what')}</p>
    <p class="small dim">{wording.text('seal_make_reveals')}</p>
    <button type="button" class={desk.rows?.length ? 'btn' : 'btn main'} disabled={desk.running !== null} onClick={() => actions.make()}>
      {wording.text('action_make_seal')}
    </button>
    {desk.saved !== null && (
      <p role="status">
        <Phrase wording={wording} name="seal_saved" values={[<Quoted key="name" text={desk.saved} />]} />
      </p>
    )}
  </section>
);

const List = (props: Props) => {
  const { desk, wording } = props;
  const { rows, refused } = desk;
  if (rows === null || rows.length === 0) return null;
  return (
    <section aria-labelledby="seal-list">
      <h3 id="seal-list">{wording.text('seal_list')}</h3>
      {refused !== null && (
        <p role="status" class="warn">
          <Phrase wording={wording} name="seal_refused" values={[<Quoted key="name" text={refused.name} />]} />{' '}
          {explain(refused.problem, wording)}
        </p>
      )}
      <ul class="seals">
        {rows.map((row) => (
          <Row key={row.id} {...props} row={row} />
        ))}
      </ul>
    </section>
  );
};

export const SealDialog = (props: Props) => {
  const { desk, wording, actions } = props;
  return (
    <WorkDialog
      id="seal-title"
      title={wording.text('seal_of_archive')}
      problem={desk.problem}
      wording={wording}
      close={() => actions.close()}
    >
      <Make {...props} />
      <List {...props} />
    </WorkDialog>
  );
};
