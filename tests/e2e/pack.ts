import { packIfStale } from '../browsers/packed.ts';

/** Packs what the tests load, unless it is packed already. */
export default function packAll(): void {
  for (const target of ['chrome', 'firefox'] as const) packIfStale(target);
}
