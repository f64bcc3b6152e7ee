import { describe, expect, it } from 'vitest';
import {
  type FrameFindings,
  haveAllAnswered,
  inPageOrder,
  isFrameFindings,
  joinFrames,
} from '../src/findings.ts';

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
  path: [],
  frames: 0,
  focused: false,
  places: 0,
  site: 'example.org',
  marked: true,
  quiet: true,
  terms: [],
  ...rest,
});

describe('the frames of a page', () => {
  it('stand in the order of the page, each before those in it', () => {
    const paths = [[1], [0, 2], [], [0, 10], [0], [2, 0]];
    const frames = paths.map(path => frame(path.join('.'), { path }));
    expect(inPageOrder(frames).map(({ frame }) => frame)).toEqual(['', '0', '0.2', '0.10', '1', '2.0']);
  });

  it('have all answered when as many have as say they are there', () => {
    const page = frame('a', { top: true, frames: 2 });
    const [outer, inner] = [frame('b', { path: [0], frames: 1 }), frame('c', { path: [0, 0] })];
    const other = frame('d', { path: [1] });
    expect(haveAllAnswered([page, outer, inner])).toBe(false);
    expect(haveAllAnswered([page, outer, inner, other])).toBe(true);
    expect(haveAllAnswered([inner])).toBe(false);
  });
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
