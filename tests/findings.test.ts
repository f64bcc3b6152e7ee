import { describe, expect, it } from 'vitest';
import { type FrameFindings, isFrameFindings, joinFrames } from '../src/findings.ts';

const found = (id: string, count: number, unsure = 0) => ({
  id,
  count,
  unsure,
  muted: false,
  excerpt: `${id} here`,
});
const frame = (frame: string, rest: Partial<FrameFindings> = {}): FrameFindings => ({
  frame,
  top: false,
  site: 'example.org',
  marked: true,
  quiet: true,
  terms: [],
  ...rest,
});

describe('joinFrames', () => {
  it('adds up the frames of a page, the most frequent term first, the page’s own excerpt kept', () => {
    const framed = frame('b', {
      terms: [{ ...found('cilium', 2, 1), excerpt: 'in the frame' }, found('envoy', 5)],
    });
    const page = frame('a', { top: true, terms: [found('cilium', 1)] });
    expect(joinFrames([framed, page])).toEqual({
      site: 'example.org',
      marked: true,
      quiet: true,
      terms: [found('envoy', 5), { ...found('cilium', 3, 1) }],
    });
  });

  it('is quiet when all frames are', () => {
    expect(joinFrames([frame('a', { top: true }), frame('b', { quiet: false })])?.quiet).toBe(false);
  });

  it('knows nothing of a page that has not answered itself', () => {
    expect(joinFrames([frame('b')])).toBeNull();
    expect(joinFrames([])).toBeNull();
  });
});

describe('isFrameFindings', () => {
  it('accepts what frames send', () => {
    expect(isFrameFindings(frame('a', { terms: [found('x', 1)] }))).toBe(true);
  });

  it.each([
    null,
    7,
    'findings',
    [],
    {},
    { ...frame('a'), frame: 1 },
    { ...frame('a'), top: 'yes' },
    { ...frame('a'), terms: {} },
    { ...frame('a'), terms: [null] },
    { ...frame('a'), terms: [{ ...found('x', 1), count: '1' }] },
    { ...frame('a'), terms: [{ ...found('x', 1), count: 0.5 }] },
    { ...frame('a'), terms: [{ ...found('x', 1), excerpt: undefined }] },
  ])('refuses %j', value => {
    expect(isFrameFindings(value)).toBe(false);
  });
});
