import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '../../src/page/card.tsx';
import { createGuest } from '../../src/page/guest.ts';
import { CLOSE_DELAY_MS } from '../../src/page/hover.ts';
import type { Entry } from '../../src/words/term.ts';

/** A document with the pointer on a frame, and what listens to its pointer. */
const listeners = new Map<string, (event: unknown) => void>();
const frame = { getBoundingClientRect: () => ({}) };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', {
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
    querySelectorAll: () => [frame],
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A guest whose entries come when they are sent, and what its card shows. */
function receive() {
  let shown: string | null = null;
  const show: Card['show'] = ({ id }) => {
    shown = id;
    return () => shown === id;
  };
  const sends = new Map<string, () => void>();
  const guest = createGuest({
    card: {
      show,
      hide: () => {
        shown = null;
      },
      ...{ isPinned: () => false, unpin: () => undefined, box: () => null, ring: () => undefined },
      owns: () => false,
    },
    entryOf: id => new Promise(resolve => sends.set(id, () => resolve({ id } as Entry))),
    signal: new AbortController().signal,
  });
  const send = async (id: string) => {
    sends.get(id)?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    guest,
    send,
    showOther: () => show({ id: 'other' } as Entry, {} as never, null),
    shown: () => shown,
  };
}

describe('the card of a frame', () => {
  it('stays away when the pointer left before its entry came', async () => {
    const { guest, send, shown } = receive();
    guest('cilium');
    guest('');
    await send('cilium');
    expect(shown()).toBeNull();
  });

  it('is that of the last word, in whatever order entries come', async () => {
    const { guest, send, shown } = receive();
    guest('cilium');
    guest('hubble');
    await send('hubble');
    await send('cilium');
    expect(shown()).toBe('hubble');
  });

  it('closes when the pointer left, but not another card that was opened meanwhile', async () => {
    const { guest, send, showOther, shown } = receive();
    const leave = () => listeners.get('pointermove')?.({ isTrusted: true, target: null });
    guest('cilium');
    await send('cilium');
    leave();
    vi.advanceTimersByTime(CLOSE_DELAY_MS);
    expect(shown()).toBeNull();
    guest('cilium');
    await send('cilium');
    leave();
    showOther();
    vi.advanceTimersByTime(CLOSE_DELAY_MS);
    expect(shown()).toBe('other');
  });
});
