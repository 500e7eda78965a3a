// The receipts of a message beside the copy of it that the user chose: what each proves, and what is the same.
import type { CheckResult } from '../../lib/verify/report';
import type { SentComparison as Comparison, ReceiptComparison } from '../../lib/view';
import { codeKey, findText, toKey, type Wording } from '../../lib/wording';
import { findNext } from '../message/meaning';
import { Mark, type MarkName, type Tone } from '../parts/Mark';
import { Phrase } from '../parts/Phrase';
import { ProblemNotice } from '../parts/ProblemNotice';
import { Quoted } from '../parts/Quoted';
import { ComparisonTable } from './ComparisonTable';

type Props = { comparison: Comparison; wording: Wording };

const COMPARED = ['original-message.hashes-match', 'original-message.content-equal'];

/** A copy is no evidence: what differs asks for an eye, and condemns nothing. */
const look = (result: CheckResult): [MarkName, Tone] => {
  if (result.status === 'failed') return ['triangle', 'warn'];
  return result.status === 'passed' && result.notes.some((code) => COMPARED.includes(code)) ? ['seal', 'ok'] : ['outline', 'dim'];
};

const toName = ({ kind, delivery }: ReceiptComparison, wording: Wording) =>
  kind === 'posta-certificata' || delivery === null ? (
    wording.text('compare_envelope')
  ) : (
    <Phrase wording={wording} name="compare_receipt" values={[<Quoted key="delivery" text={delivery} />]} />
  );

/** Receipts of many recipients say the same of one copy: said once, for all of them. */
const groupReceipts = (receipts: readonly ReceiptComparison[]): ReceiptComparison[][] => {
  const groups = new Map<string, ReceiptComparison[]>();
  for (const receipt of receipts) {
    const key = JSON.stringify(receipt.result);
    const group = groups.get(key);
    if (group) group.push(receipt);
    else groups.set(key, [receipt]);
  }
  return [...groups.values()];
};

const Result = ({ result, wording }: { result: CheckResult; wording: Wording }) => {
  const [mark, tone] = look(result);
  const codes = result.status === 'passed' ? result.notes : [result.reason];
  const proves = findText(wording, `value_proves_${toKey(String(result.facts.proves))}`);
  return (
    <>
      {codes.map((code) => (
        <p key={code}>
          <Mark name={mark} tone={tone} size="s" /> {wording.text(codeKey(code))} {findNext(wording, code)}
        </p>
      ))}
      {proves !== undefined && <p class="small dim">{wording.text('compare_proves', proves)}</p>}
      <ComparisonTable result={result} label={wording.text('compare_title')} wording={wording} />
    </>
  );
};

const Group = ({ receipts, wording }: { receipts: ReceiptComparison[]; wording: Wording }) => {
  const [first] = receipts;
  if (first === undefined) return null;
  return (
    <li class="inner">
      <ul class="plain strong">
        {receipts.map((receipt) => (
          <li key={receipt.sha256}>{toName(receipt, wording)}</li>
        ))}
      </ul>
      {first.result === null ? <p>{wording.text('compare_unread')}</p> : <Result result={first.result} wording={wording} />}
    </li>
  );
};

export const SentComparison = ({ comparison, wording }: Props) => (
  <section class="beside">
    <h3 class="section-title">{wording.text('compare_title')}</h3>
    <p class="small dim">
      <Phrase wording={wording} name="compare_file" values={[<Quoted key="file" text={comparison.fileName} />]} />
    </p>
    {/* Asked for by the user, so announced. */}
    <div role="status">
      {comparison.isRunning && <p>{wording.text('compare_running')}</p>}
      {comparison.problem !== null && <ProblemNotice problem={comparison.problem} wording={wording} />}
      <ul class="plain">
        {groupReceipts(comparison.receipts).map((receipts) => (
          <Group key={receipts[0]?.sha256} receipts={receipts} wording={wording} />
        ))}
      </ul>
    </div>
    {comparison.receipts.length > 0 && <p class="small dim">{wording.text('compare_small')}</p>}
  </section>
);
