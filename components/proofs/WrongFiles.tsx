// The files of a bundle that are not as its list says, each with what is wrong with it.
import type { BundleFindings } from '../../lib/bundle-view';
import type { Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { ShowMore } from '../parts/ShowMore';
import { useLimit } from '../parts/use-limit';

/** @param step drawn at once */
type Props = Pick<BundleFindings, 'files'> & { wording: Wording; step?: number };

export const WrongFiles = ({ files, wording, step }: Props) => {
  const { limit, showMore } = useLimit('', step);
  return (
    <>
      <ul class="rows">
        {files.slice(0, limit).map(({ name, status }) => (
          <li key={`${status} ${name}`} class="check">
            <Mark name="octagon" tone="bad" size="s" />
            <div class="grow">
              <p>
                <Quoted strong text={name} /> <span class="bad">{wording.text(`verifica_file_${status}`)}</span>
              </p>
              <p class="small dim">{wording.text(`verifica_file_${status}_what`)}</p>
            </div>
          </li>
        ))}
      </ul>
      <ShowMore left={files.length - limit} wording={wording} showMore={showMore} />
    </>
  );
};
