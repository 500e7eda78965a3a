// The second layer of each piece of evidence that encloses a whole original: from verified pieces only, by the very bytes that were verified.
import { toSha256Hex } from '../verify/bytes';
import { findMessageStart } from '../verify/evidence';
import { findWrapped, isWhole } from '../verify/original/find-wrapped';
import type { Report } from '../verify/report';
import { findSecondLayer } from './find-second-layer';
import { LAYER_LIMITS } from './limits';
import type { SecondLayer, SecondLayerItem } from './second-layer-item';

type Piece = { sha256: string; size: number; report: Pick<Report, 'verdict' | 'certified'> };
type BytesOf = (sha256: string) => Promise<Uint8Array | undefined>;

const holdsOriginal = ({ report: { verdict, certified } }: Piece): boolean =>
  verdict === 'verified' && certified !== null && isWhole(certified);

/** Null where it could not be read. */
const readPiece = async ({ sha256, size }: Piece, bytesOf: BytesOf): Promise<SecondLayerItem[] | null> => {
  if (size > LAYER_LIMITS.pieceBytes) return null;
  try {
    const bytes = await bytesOf(sha256);
    if (!bytes || bytes.length > LAYER_LIMITS.pieceBytes || (await toSha256Hex(bytes)) !== sha256) return null;
    const original = findWrapped(bytes, findMessageStart(bytes));
    return original ? await findSecondLayer(original) : null;
  } catch {
    return null;
  }
};

/** One piece after the other: each may be ten megabytes. */
export const readSecondLayer = async (evidence: readonly Piece[], bytesOf: BytesOf): Promise<SecondLayer> => {
  const layer: SecondLayer = {};
  for (const [index, piece] of evidence.filter(holdsOriginal).entries()) {
    const items = index < LAYER_LIMITS.pieces ? await readPiece(piece, bytesOf) : null;
    if (items === null || items.length > 0) layer[piece.sha256] = items;
  }
  return layer;
};
