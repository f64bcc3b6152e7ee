import type { Browser } from 'webextension-polyfill';

/**
 * What the script of every page gets for webextension-polyfill (see wxt.config.ts): the browser's own object. Of the
 * few calls made there, all return promises in every browser meant, so 3 kB of polyfill would change nothing.
 */
const { browser, chrome } = globalThis as unknown as { browser?: Browser; chrome: Browser };
export default browser ?? chrome;
