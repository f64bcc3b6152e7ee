import browser from 'webextension-polyfill';

/** Opens the recap as a page of its own, at a section if one is named. */
export function openReader(section = ''): void {
  const url = `${browser.runtime.getURL('reader.html')}#${section}`;
  void browser.tabs.create({ url }).then(() => window.close());
}
