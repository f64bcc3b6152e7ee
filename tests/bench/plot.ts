import type { Table } from './parts/part.ts';

const WIDTH = 860;
const HEIGHT = 460;
const LEFT = 60;
const RIGHT = 170;
const TOP = 40;
const BOTTOM = 60;
/** The contenders that are drawn, and how: ours stands out, what cannot be cheaper is dashed. */
const DRAWN: Record<string, { label: string; color: string; dash?: string }> = {
  ours: { label: 'this extension', color: 'var(--ours)' },
  'mark-pattern': { label: 'mark.js, fastest mode', color: 'var(--a)' },
  'find-and-replace': { label: 'findAndReplaceDOMText', color: 'var(--b)' },
  walker: { label: 'only reading each text', color: 'var(--c)', dash: '6 4' },
  'text-pattern': { label: 'textContent, one RegExp', color: 'var(--d)', dash: '2 4' },
};

/** Draws script time by size of the page, both on logarithmic scales, readable on light and dark. */
export function drawPlot(tables: Table[]): string {
  const find = (title: string) => tables.find(table => table.title === title);
  const sizes = new Map((find('Pages')?.rows ?? []).map(([id, bytes]) => [id, Number(bytes)]));
  const script = find('Script, ms');
  const ids = script?.head.slice(1) ?? [];
  const pages = ids.filter(id => !id.startsWith('full'));
  const x = scale([10_000, 5_000_000], [LEFT, WIDTH - RIGHT]);
  const y = scale([0.5, 3_000], [HEIGHT - BOTTOM, TOP]);
  const lines = Object.entries(DRAWN).map(([name, style]) => {
    const row = script?.rows.find(([first]) => first === name);
    const points = pages.map(id => ({ bytes: sizes.get(id) ?? 0, ms: Number(row?.[ids.indexOf(id) + 1]) }));
    return drawLine(
      points.sort((a, b) => a.bytes - b.bytes),
      style,
      x,
      y,
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">
<style>${STYLE}</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="var(--paper)"/>
<text x="${LEFT}" y="22" font-weight="600" font-size="14">Script time of the main thread, ms, by size of the page</text>
${[1, 10, 100, 1_000].map(value => gridLine(y(value), String(value))).join('\n')}
${[
  [10_000, '10 kB'],
  [100_000, '100 kB'],
  [1_000_000, '1 MB'],
]
  .map(([bytes, label]) => tick(x(Number(bytes)), String(label)))
  .join('\n')}
${lines.join('\n')}
</svg>
`;
}

const STYLE = `
svg { --paper: #fff; --ink: #1f2937; --rule: #d1d5db; --ours: #0f766e; --a: #b45309; --b: #7c3aed; --c: #6b7280; --d: #2563eb }
@media (prefers-color-scheme: dark) {
  svg { --paper: #111827; --ink: #e5e7eb; --rule: #374151; --ours: #5eead4; --a: #fbbf24; --b: #c4b5fd; --c: #9ca3af; --d: #93c5fd }
}
text { fill: var(--ink) }`;

type Scale = (value: number) => number;

const scale =
  ([least, most]: [number, number], [from, to]: [number, number]): Scale =>
  value =>
    from + ((Math.log(value) - Math.log(least)) / (Math.log(most) - Math.log(least))) * (to - from);

const gridLine = (y: number, label: string): string =>
  `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="var(--rule)"/><text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${label}</text>`;

const tick = (x: number, label: string): string =>
  `<text x="${x}" y="${HEIGHT - BOTTOM + 24}" text-anchor="middle">${label}</text>`;

function drawLine(
  points: { bytes: number; ms: number }[],
  { label, color, dash }: { label: string; color: string; dash?: string },
  x: Scale,
  y: Scale,
): string {
  const known = points.filter(({ ms }) => ms > 0);
  const at = known.map(({ bytes, ms }) => [x(bytes).toFixed(1), y(ms).toFixed(1)] as const);
  const last = at.at(-1);
  if (!last) return '';
  const path = at.map(([px, py]) => `${px},${py}`).join(' ');
  const dots = at.map(([px, py]) => `<circle cx="${px}" cy="${py}" r="3" fill="${color}"/>`).join('');
  const line = `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="${dash ? 1.5 : 2.5}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;
  return `${line}${dots}<text x="${Number(last[0]) + 8}" y="${Number(last[1]) + 4}">${label}</text>`;
}
