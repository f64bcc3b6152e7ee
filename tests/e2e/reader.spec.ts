import { clickNamed, expect, test, textOf } from './fixtures.ts';

const arrivedAt = () => {
  const section = document.querySelector('[data-arrived]');
  return {
    id: section?.id,
    inView: section ? section.getBoundingClientRect().top < innerHeight / 2 : false,
    focus: document.activeElement?.textContent,
  };
};

test('arrives at the section in the address and marks it', async ({ own }) => {
  const page = await own('reader.html#bandwidth');
  await expect
    .poll(() => page.evaluate(arrivedAt, null))
    .toEqual({ id: 'bandwidth', inView: true, focus: 'Better bandwidth' });
});

test('goes from section to section', async ({ own }) => {
  const page = await own('reader.html');
  expect(await page.evaluate(() => document.querySelector('[data-arrived]'), null)).toBeNull();
  await clickNamed(page, 'nav a', 'Packed rooms');
  await expect.poll(async () => (await page.evaluate(arrivedAt, null)).id).toBe('rooms');
});

test('an address that names no section shows the recap from the top', async ({ own }) => {
  const page = await own('reader.html#%E0%A4%A');
  await expect.poll(() => textOf(page)).toContain('A week in Valencia');
  expect(await page.evaluate(() => document.querySelector('[data-arrived]'), null)).toBeNull();
});

test('credits and links the original, and explains the terms of a section', async ({ own }) => {
  const page = await own('reader.html#names');
  await expect.poll(() => textOf(page)).toContain('Told anew after the post by Nico Vibert for Isovalent');
  const original = await page.evaluate(
    () => [...document.querySelectorAll('a')].find(link => link.textContent === 'Read the original')?.href,
    null,
  );
  expect(original).toBe('https://isovalent.com/blog/post/kubecon-europe-2022-wrap-up');
  expect(await page.evaluate(() => document.querySelector('aside')?.innerText, null)).toContain('Tetragon');
  await clickNamed(page, 'main button.term', 'Hubble');
  await expect
    .poll(() => page.evaluate(() => document.querySelector<HTMLElement>(':popover-open')?.innerText, null))
    .toContain('Shows which programs of a large system');
});
