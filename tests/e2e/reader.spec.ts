import type { Tab } from '../browsers/launch.ts';
import { clickNamed, expect, search, test, textOf } from './fixtures.ts';

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

/** What the card that is open says. */
const openCard = (page: Tab) =>
  page.evaluate(() => document.querySelector<HTMLElement>(':popover-open')?.innerText ?? null, null);

test('every term of the recap is explained, by keyboard too', async ({ own }) => {
  const page = await own('reader.html');
  const terms = () =>
    page.evaluate(() => document.querySelectorAll('.recap-section button.term').length, null);
  await expect.poll(terms).toBeGreaterThan(80);
  for (let i = await terms(); i-- > 0; ) {
    await page.evaluate(
      index => document.querySelectorAll<HTMLElement>('.recap-section button.term')[index]?.focus(),
      i,
    );
    await page.press('Enter');
    await expect.poll(() => openCard(page), { message: `term ${i}` }).toMatch(/\w.*\.$/m);
    await page.press('Escape');
    await expect.poll(() => openCard(page)).toBeNull();
  }
});

test('a term of the recap is explained while the pointer rests on it, and no longer', async ({ own }) => {
  const page = await own('reader.html#adopters');
  await expect.poll(() => textOf(page)).toContain('Who runs it');
  const at = await page.evaluate(() => {
    const terms = [...document.querySelectorAll('#adopters button.term')];
    const box = terms.find(term => term.textContent === 'BGP')?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
  }, null);
  if (!at) throw new Error('BGP is not there');
  await page.move(at.x, at.y);
  await expect.poll(() => openCard(page)).toContain('BGP');
  await page.move(2, 2);
  await expect.poll(() => openCard(page)).toBeNull();
});

test('notes say what was loose and what has changed', async ({ own }) => {
  const page = await own('reader.html');
  await expect.poll(() => textOf(page)).toContain('was still a beta that week');
  expect(await textOf(page)).toContain('In September 2022 Istio announced its ambient mode');
});

test('all terms are listed by group, and can be searched', async ({ own }) => {
  const page = await own('reader.html#terms');
  const rows = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('.all-terms section')].map(group => [
          group.querySelector('h3 button')?.firstChild?.textContent,
          group.querySelectorAll('li').length,
        ]),
      null,
    );
  await expect.poll(async () => (await rows()).length).toBe(12);
  expect((await rows())[0]).toEqual(['The six at the heart', 6]);
  expect((await rows()).reduce((sum, [, count]) => sum + Number(count), 0)).toBeGreaterThanOrEqual(150);
  await clickNamed(page, '.all-terms h3 button', 'The six at the heart 6');
  await expect.poll(async () => (await rows())[0]).toEqual(['The six at the heart', 0]);

  await search(page, 'tetragon');
  await expect.poll(() => textOf(page)).toContain('Watches what programs do on a machine');
  expect((await rows()).length).toBeLessThan(6);
  await clickNamed(page, '.all-terms button.term', 'Tetragon');
  await expect.poll(() => openCard(page)).toContain('In the recap');
});
