import { isCardOpen, openCard } from '../browsers/marks.ts';
import { clickNamed, expect, test, textOf } from './fixtures.ts';

test('what is chosen is kept, and shown again', async ({ own }) => {
  const page = await own('options.html');
  await expect.poll(() => textOf(page)).toContain('Opening cards');
  const chosen = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLInputElement>('input')]
          .filter(input => input.type === 'range' || input.checked)
          .map(input => input.value),
      null,
    );
  expect(await chosen()).toEqual(['300', 'none', 'dotted', 'teal', 'every']);
  for (const name of ['Shift', 'Tinted ground', 'Orange', 'The first on the page'])
    await clickNamed(page, 'label', name);
  await page.evaluate(() => {
    const delay = document.querySelector<HTMLInputElement>('input[type=range]');
    if (delay) delay.value = '700';
    delay?.dispatchEvent(new Event('input', { bubbles: true }));
  }, null);
  const wanted = ['700', 'shift', 'tint', 'orange', 'page'];
  await expect.poll(chosen).toEqual(wanted);
  const again = await own('options.html');
  await expect.poll(() => textOf(again)).toContain('0.7 s');
  expect(await chosen()).toEqual(wanted);
});

test('it lists the keys that the browser has taken from the manifest', async ({ own }) => {
  const page = await own('options.html');
  await expect.poll(() => textOf(page)).toContain('Go to the next term');
  const keys = () =>
    page.evaluate(() => [...document.querySelectorAll('kbd')].map(key => key.textContent), null);
  await expect.poll(keys).toHaveLength(4);
  expect((await keys()).map(key => key?.at(-1)).sort()).toEqual(['J', 'K', 'L', 'M']);
});

test('a key that is chosen holds at once on pages that are open', async ({ tab, site, findings, own }) => {
  await tab.goto(`${site}/sample.html`);
  await findings();
  const page = await own('options.html');
  await expect.poll(() => textOf(page)).toContain('Opening cards');
  await clickNamed(page, 'label', 'Shift');
  await tab.toFront();
  await tab.hold('Shift', true);
  await openCard(tab, 'Cilium');
  await tab.hold('Shift', false);
  expect(await isCardOpen(tab)).toBe(true);
});
