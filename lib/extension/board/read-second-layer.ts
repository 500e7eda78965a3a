// The second layer of the message that is shown; while others change the ledger, its evidence is not opened again.
import { readSecondLayer } from '../../second-layer/read-second-layer';
import type { SecondLayer } from '../../second-layer/second-layer-item';

type Evidence = Parameters<typeof readSecondLayer>[0];
type BytesOf = Parameters<typeof readSecondLayer>[1];

let last: { key: string; layer: SecondLayer } | undefined;

export const readShownSecondLayer = async (evidence: Evidence, bytesOf: BytesOf): Promise<SecondLayer> => {
  const key = evidence.map(({ sha256, report }) => `${sha256} ${report.verdict}`).join('\n');
  if (last?.key === key) return last.layer;
  const layer = await readSecondLayer(evidence, bytesOf);
  // What could not be read may be there the next time.
  if (!Object.values(layer).includes(null)) last = { key, layer };
  return layer;
};
