import { expect, it } from 'vitest';
import { createPace } from '../../src/page/pace.ts';

it('has a place that changes all the time wait for half a second, until it was calm', () => {
  const pace = createPace();
  const place = {} as Element; // only ever compared
  for (const nowMs of [100, 200, 300]) {
    expect(pace.dueMs(place)).toBe(0);
    pace.note(place, nowMs);
  }
  expect(pace.dueMs(place)).toBe(800);
  pace.note(place, 800);
  expect(pace.dueMs(place)).toBe(1_300);
  expect(pace.dueMs({} as Element)).toBe(0);
  pace.note(place, 5_000);
  expect(pace.dueMs(place)).toBe(0);
});
