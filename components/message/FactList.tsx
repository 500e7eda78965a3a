// The facts behind one check, each with its name; instants keep their zone, sizes their unit.
import type { Facts } from '../../lib/verify/report';
import { findText, formatInstant, formatSize, toKey, type Wording } from '../../lib/wording';
import { Quoted } from '../parts/Quoted';

type Fact = Facts[string];

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

const toText = (name: string, fact: Exclude<Fact, string[]>, wording: Wording): string => {
  if (typeof fact === 'boolean') return wording.text(fact ? 'yes' : 'no');
  if (typeof fact === 'number') return name === 'size' ? formatSize(fact, wording.locale) : String(fact);
  if (INSTANT.test(fact)) return formatInstant(fact);
  return findText(wording, `value_${name}_${toKey(fact)}`) ?? fact;
};

const FactValue = ({ name, fact, wording }: { name: string; fact: Fact; wording: Wording }) => {
  if (!Array.isArray(fact)) return <Quoted text={toText(name, fact, wording)} />;
  return (
    <ol class="plain">
      {fact.map((item, index) => (
        <li key={`${index}${item}`}>
          <Quoted text={toText(name, item, wording)} />
        </li>
      ))}
    </ol>
  );
};

export const FactList = ({ facts, wording }: { facts: Facts; wording: Wording }) => (
  <dl class="data">
    {Object.entries(facts)
      .filter(([, fact]) => fact !== '')
      .map(([name, fact]) => (
        <div key={name}>
          <dt>{findText(wording, `fact_${name}`) ?? name}</dt>
          <dd>
            <FactValue name={name} fact={fact} wording={wording} />
          </dd>
        </div>
      ))}
  </dl>
);
