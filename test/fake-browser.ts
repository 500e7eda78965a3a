// An in-memory extension API for unit tests: what `wxt/browser` is there.
import { fakeBrowser } from 'wxt/testing/fake-browser';

export const browser = fakeBrowser;
export default fakeBrowser;
