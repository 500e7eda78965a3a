// What a second system says inside the message that a proof carried: whose statement it is, what it means, what to do next. Never a seal.
import type { SecondLayerItem } from '../../lib/second-layer/second-layer-item';
import type { Report } from '../../lib/verify/report';
import { formatInstant, type Wording } from '../../lib/wording';
import { FactList } from '../message/FactList';
import { Mark } from '../parts/Mark';
import { Phrase } from '../parts/Phrase';
import { Quoted } from '../parts/Quoted';

type Props = { items: SecondLayerItem[]; report: Report; wording: Wording };

/** Every genuine notification seen came from here. */
const SDI_DOMAIN = '@pec.fatturapa.it';

/** What only the Sistema di Interscambio itself sends. */
const FROM_SDI = ['RC', 'NS', 'MC', 'NE', 'SE', 'DT', 'AT', 'MT'];

const isFromElsewhere = (items: readonly SecondLayerItem[], sender: string): boolean =>
  items.some(({ type }) => FROM_SDI.includes(type)) && !sender.toLowerCase().endsWith(SDI_DOMAIN);

const toShown = (facts: SecondLayerItem['facts']): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, formatInstant(fact)]));

const Item = ({ item, wording }: { item: SecondLayerItem; wording: Wording }) => {
  const name = `layer_${item.system}_${item.type}`;
  return (
    <li class="layer-item">
      <p>
        <Mark name="outline" tone="note" size="s" /> <b>{wording.text(name)}</b>
      </p>
      <p class="small">
        {wording.text(`${name}_why`)} {wording.text(`${name}_next`)}
      </p>
      <FactList facts={{ fileName: item.fileName, ...toShown(item.facts) }} wording={wording} />
    </li>
  );
};

export const SecondLayer = ({ items, report, wording }: Props) => {
  const sender = report.certified?.sender ?? '';
  return (
    <section class="layer">
      <h3 class="section-title">{wording.text('layer_title')}</h3>
      <p class="small dim">
        <Phrase wording={wording} name="layer_small" values={[<Quoted key="sender" text={sender} />]} />
      </p>
      {isFromElsewhere(items, sender) && <p class="small warn">{wording.text('layer_other_sender')}</p>}
      <ul class="plain">
        {items.map((item, index) => (
          <Item key={`${index}${item.fileName}`} item={item} wording={wording} />
        ))}
      </ul>
    </section>
  );
};
