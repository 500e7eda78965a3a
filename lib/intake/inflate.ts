// Unpacks deflated bytes up to a size and not one octet more, whatever the packed bytes or their headers say.
import { MalformedInput } from '../verify/errors';

/** A browser unpacks one written piece whole before it can be stopped: 16 KiB become at most 16 MiB. */
const PIECE = 16 * 1024;

const feed = async (writer: WritableStreamDefaultWriter<BufferSource>, packed: Uint8Array<ArrayBuffer>): Promise<void> => {
  for (let at = 0; at < packed.length; at += PIECE) await writer.write(packed.subarray(at, at + PIECE));
  await writer.close();
};

type Unpacked = { bytes: Uint8Array<ArrayBuffer>; isWhole: boolean };

/** The first `limit` octets of what `packed` holds (RFC 1951), and whether that is all.
 * @throws MalformedInput where the packed bytes are damaged */
export const inflate = async (packed: Uint8Array<ArrayBuffer>, limit: number): Promise<Unpacked> => {
  const stream = new DecompressionStream('deflate-raw');
  // What goes wrong in there comes out at the reader as well.
  feed(stream.writable.getWriter(), packed).catch(() => undefined);
  const reader = stream.readable.getReader();
  const bytes = new Uint8Array(limit);
  let length = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      const room = limit - length;
      bytes.set(step.value.length > room ? step.value.subarray(0, room) : step.value, length);
      length += Math.min(step.value.length, room);
      if (step.value.length > room) {
        await reader.cancel();
        return { bytes, isWhole: false };
      }
    }
  } catch {
    throw new MalformedInput('deflate');
  }
  return { bytes: bytes.subarray(0, length), isWhole: true };
};
