// Runs before each unit test file: the extension API as globals, and one realm of byte arrays under jsdom.
import { fakeBrowser } from 'wxt/testing/fake-browser';

Object.assign(globalThis, { browser: fakeBrowser, chrome: fakeBrowser });

// Vitest puts jsdom's own typed arrays in place of Node's, which WebCrypto, Buffer and `instanceof` then refuse.
const foreign = [ArrayBuffer, DataView, Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, Int8Array, Int16Array, Int32Array];
for (const type of [...foreign, Float32Array, Float64Array]) {
  const sample = type === DataView ? new DataView(new ArrayBuffer(8)) : new (type as typeof Uint8Array)(8);
  Object.defineProperty(globalThis, type.name, { value: structuredClone(sample).constructor, configurable: true, writable: true });
}
